package io.karawatt.proto.bacnet.internal.papers;

import io.karawatt.gateway.Download;
import java.io.IOException;
import java.io.OutputStream;

/** The words for off and on to which the Engineering Data Exchange file refers. */
public final class StateTexts implements Download {

    @Override
    public String name() {
        return "karawatt_StateTexts.csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String description() {
        return "BACnet: words for the states in the EDE file";
    }

    @Override
    public void write(OutputStream out) throws IOException {
        new Lines(out)
                .line("#State Text Reference")
                .row("#Reference Number", "Text 1 or Inactive-Text", "Text 2 or Active-Text")
                .row("1", "off", "on");
    }
}
