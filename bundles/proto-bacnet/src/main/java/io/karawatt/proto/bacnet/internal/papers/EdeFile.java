package io.karawatt.proto.bacnet.internal.papers;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.gateway.Download;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.object.AnalogInput;
import io.karawatt.proto.bacnet.internal.object.BinaryOutput;
import io.karawatt.proto.bacnet.internal.object.DeviceObject;
import io.karawatt.proto.bacnet.internal.object.SensedObject;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Supplier;

/** All objects as an Engineering Data Exchange file, layout 2.3 of the BACnet Interest Group Europe. */
public final class EdeFile implements Download {

    private static final String STATE_TEXTS = "1";

    private final Supplier<Site> site;
    private final Supplier<Long> revision;
    private final Clock clock;

    /**
     * Makes the file.
     *
     * @param site the devices as they are when it is written.
     * @param revision Database_Revision.
     * @param clock the time.
     */
    public EdeFile(Supplier<Site> site, Supplier<Long> revision, Clock clock) {
        this.site = site;
        this.revision = revision;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "karawatt_EDE.csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String description() {
        return "BACnet: all objects for engineering tools (EDE 2.3)";
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Site now = site.get();
        Lines lines = new Lines(out)
                .line("# Engineering-Data-Exchange - B.I.G.-EU")
                .row("PROJECT_NAME", now.all().get(0).object().name())
                .row("VERSION_OF_REFERENCEFILE", revision.get())
                .row("TIMESTAMP_OF_LAST_CHANGE", LocalDate.now(clock))
                .row("AUTHOR_OF_LAST_CHANGE", "Karawatt")
                .row("VERSION_OF_LAYOUT", "2.3")
                .line("# keyname;device obj.-instance;object-name;object-type;object-instance;description;"
                        + "present-value-default;min-present-value;max-present-value;settable;supports COV;hi-limit;"
                        + "low-limit;state-text-reference;unit-code;vendor-specific-address;notification-class");
        for (VirtualDevice device : now.all()) {
            for (int i = 0; i < device.size(); i++) {
                ServedObject object = device.find(device.id(i));
                if (object != null) {
                    write(device, object, lines);
                }
            }
        }
    }

    private static void write(VirtualDevice device, ServedObject object, Lines lines) throws IOException {
        boolean binary = object instanceof SensedObject && !(object instanceof AnalogInput);
        String address = object instanceof SensedObject sensed ? sensed.meter().key() : "";
        lines.row(
                device.instance() + "." + shortType(object) + "." + ObjectIds.instance(object.id()),
                device.instance(),
                object.name(),
                ObjectIds.type(object.id()),
                ObjectIds.instance(object.id()),
                object.description(),
                "",
                "",
                "",
                object instanceof BinaryOutput ? "Y" : "N",
                object instanceof DeviceObject ? "N" : "Y",
                "",
                "",
                binary ? STATE_TEXTS : "",
                object instanceof AnalogInput input ? input.row().units() : "",
                address,
                "");
    }

    private static String shortType(ServedObject object) {
        int type = ObjectIds.type(object.id());
        if (type == ObjectType.analogInput.intValue()) {
            return "AI";
        }
        if (type == ObjectType.binaryInput.intValue()) {
            return "BI";
        }
        return type == ObjectType.binaryOutput.intValue() ? "BO" : "DEV";
    }
}
