package io.karawatt.live.internal;

import java.util.Map;
import org.osgi.util.converter.Converters;

/** Makes process images as the container does: the component with its configuration. */
public final class Images {

    private Images() {}

    /** A process image with the shipped settings. */
    public static ProcessImage image() {
        return new ProcessImage(Converters.standardConverter().convert(Map.of()).to(ProcessImageConfig.class));
    }
}
