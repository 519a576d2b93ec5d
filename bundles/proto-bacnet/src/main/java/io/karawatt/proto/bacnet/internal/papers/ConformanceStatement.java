package io.karawatt.proto.bacnet.internal.papers;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.gateway.Download;
import io.karawatt.proto.bacnet.internal.net.Terms;
import io.karawatt.proto.bacnet.internal.object.Catalogue;
import io.karawatt.proto.bacnet.internal.object.DataFile;
import io.karawatt.proto.bacnet.internal.object.DeviceTexts;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.PropertySet;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.Supported;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The protocol implementation conformance statement (ASHRAE 135 Annex A) with the list of building blocks. */
public final class ConformanceStatement implements Download {

    private final Supplier<Site> site;
    private final Site.Setup setup;

    /**
     * Makes the statement.
     *
     * @param site the devices as they are when it is written.
     * @param setup what is served.
     */
    public ConformanceStatement(Supplier<Site> site, Site.Setup setup) {
        this.site = site;
        this.setup = setup;
    }

    @Override
    public String name() {
        return "karawatt_PICS.txt";
    }

    @Override
    public String mediaType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public String description() {
        return "BACnet: protocol implementation conformance statement with BIBBs";
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Lines lines = new Lines(out);
        product(lines);
        services(lines);
        objects(lines);
        network(lines);
    }

    private void product(Lines lines) throws IOException {
        DeviceTexts gateway = site.get().all().get(0).object().texts();
        boolean single = setup.terms().single();
        lines.line("BACnet Protocol Implementation Conformance Statement (ASHRAE 135 Annex A)")
                .line("")
                .line("Date:                         "
                        + LocalDate.now(setup.world().clock()))
                .line("Vendor Name:                  " + setup.settings().vendorName())
                .line("Vendor Identifier:            " + setup.terms().vendor())
                .line("Product Name:                 Karawatt")
                .line("Product Model:                " + gateway.model())
                .line("Application Software Version: " + gateway.software())
                .line("Firmware Revision:            " + gateway.firmware())
                .line("BACnet Protocol Revision:     " + Supported.REVISION)
                .line("")
                .line("Product Description: gateway to energy meters; "
                        + (single
                                ? "all meters are objects of one device."
                                : "a router to a virtual network with one device for each meter."))
                .line("")
                .line("BACnet Standardized Device Profile (Annex L): B-GW and B-RTR"
                        + (single ? " (router switched off)" : ""))
                .line("");
    }

    private void services(Lines lines) throws IOException {
        lines.line("BACnet Interoperability Building Blocks Supported (Annex K):");
        for (Map<String, String> row : DataFile.rows("bibbs.csv")) {
            lines.line("  " + pad(row.getOrDefault("bibb", ""), 10) + row.get("title"));
        }
        lines.line("").line("Services:                        initiates  executes");
        for (Supported.Service service : setup.supported().services()) {
            lines.line("  " + pad(service.name(), 31) + pad(yes(service.initiate()), 11) + yes(service.execute()));
        }
    }

    private void objects(Lines lines) throws IOException {
        Catalogue catalogue = setup.catalogue();
        lines.line("").line("Standard Object Types Supported (none can be created or deleted by a client):");
        object(lines, "Device", catalogue.device(), "none");
        analogInput(lines, catalogue);
        object(lines, "Binary Input", catalogue.binaryInput(), "none");
        object(lines, "Binary Output", catalogue.binaryOutput(), "Present_Value");
        lines.line("").line("Objects now: " + count());
    }

    private void network(Lines lines) throws IOException {
        Terms terms = setup.terms();
        lines.line("")
                .line("Segmentation Capability: able to transmit and to receive segmented messages, at most "
                        + Terms.MAX_SEGMENTS + " segments")
                .line("Longest APDU: " + Terms.MAX_APDU + " octets")
                .line("Data Link Layer Options: BACnet IP (Annex J), BBMD, registration of and as foreign device")
                .line("Device Address Binding: static binding is not supported")
                .line("Networking Options: router to a virtual network (Annex H)"
                        + (terms.single() ? ", switched off" : ", network number " + terms.network()))
                .line("Character Sets Supported: ISO 10646 (UTF-8)")
                .line("Gateway: to Modbus RTU, Modbus TCP and the Digiware bus");
    }

    private static void analogInput(Lines lines, Catalogue catalogue) throws IOException {
        Map<Integer, Property> all = new TreeMap<>();
        catalogue
                .analogs()
                .forEach(row -> row.properties().rows().forEach(property -> all.put(property.id(), property)));
        PropertySet longest = catalogue.analogs().stream()
                .map(row -> row.properties())
                .max(Comparator.comparingInt(set -> set.rows().size()))
                .orElse(catalogue.binaryInput());
        lines.line("  Analog Input (properties by quantity; at most "
                + longest.rows().size() + " on one object)");
        properties(lines, "optional", all.values(), Property.Conformance.OPTIONAL);
        properties(lines, "proprietary", all.values(), Property.Conformance.PROPRIETARY);
        lines.line("    writable: Instant_Min_Max_Reset, Average_Min_Max_Reset where the meter has such a reset");
    }

    private static void object(Lines lines, String name, PropertySet set, String writable) throws IOException {
        lines.line("  " + name);
        properties(lines, "optional", set.rows(), Property.Conformance.OPTIONAL);
        properties(lines, "proprietary", set.rows(), Property.Conformance.PROPRIETARY);
        lines.line("    writable: " + writable);
    }

    private static void properties(Lines lines, String title, Iterable<Property> all, Property.Conformance conformance)
            throws IOException {
        StringBuilder names = new StringBuilder();
        for (Property property : all) {
            if (property.conformance() == conformance) {
                names.append(names.isEmpty() ? "" : ", ").append(property.name());
                if (conformance == Property.Conformance.PROPRIETARY) {
                    names.append(" (").append(property.id()).append(')');
                }
            }
        }
        lines.line("    " + title + ": " + (names.isEmpty() ? "none" : names));
    }

    private String count() {
        Map<String, Integer> counts = new TreeMap<>();
        site.get().all().forEach(device -> {
            for (int i = 0; i < device.size(); i++) {
                counts.merge(
                        ObjectType.forId(io.karawatt.proto.bacnet.internal.codec.ObjectIds.type(device.id(i)))
                                .toString(),
                        1,
                        Integer::sum);
            }
        });
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String yes(boolean supported) {
        return supported ? "yes" : "no";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
