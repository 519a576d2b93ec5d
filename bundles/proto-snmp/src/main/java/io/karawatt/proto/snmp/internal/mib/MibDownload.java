package io.karawatt.proto.snmp.internal.mib;

import io.karawatt.gateway.Download;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.service.component.annotations.Component;

/** Offers the MIB file to operators; also while the agent is off. */
@Component(service = Download.class)
public final class MibDownload implements Download {

    @Override
    public String name() {
        return MibFiles.MIB;
    }

    @Override
    public String mediaType() {
        return "text/plain; charset=us-ascii";
    }

    @Override
    public String description() {
        return "MIB file (SMIv2) with the names of all SNMP objects and notifications";
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try (InputStream in = MibDownload.class.getResourceAsStream(Layout.FOLDER + MibFiles.MIB)) {
            if (in == null) {
                throw new IOException("the bundle was built without " + MibFiles.MIB);
            }
            in.transferTo(out);
        }
    }
}
