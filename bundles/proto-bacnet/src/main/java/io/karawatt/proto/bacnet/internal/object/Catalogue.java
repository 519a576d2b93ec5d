package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.model.Quantity;
import io.karawatt.profile.Quantities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kinds of objects there are and which properties they have; from the tables of the bundle and the quantities. */
public final class Catalogue {

    /** Instances of one load: LL x 100 + MM. */
    public static final int PER_LOAD = 100;

    private static final String SET = "1";

    private final @Nullable AnalogRow[] analogs = new AnalogRow[PER_LOAD];
    private final List<AnalogRow> rows = new ArrayList<>();
    private final Map<String, AnalogRow> byName = new HashMap<>();
    private final PropertySet device;
    private final PropertySet binaryInput;
    private final PropertySet binaryOutput;

    /**
     * Reads the tables.
     *
     * @param quantities the quantity catalogue; a row whose quantity is not in it is left out.
     */
    public Catalogue(Quantities quantities) {
        List<Map<String, String>> properties = DataFile.rows("properties.csv");
        this.device = plain(properties, "device");
        this.binaryInput = plain(properties, "binary-input");
        this.binaryOutput = plain(properties, "binary-output");
        for (Map<String, String> row : DataFile.rows("analog-inputs.csv")) {
            Optional<Quantity> quantity = quantities.find(cell(row, "quantity"));
            if (quantity.isPresent()) {
                add(row, quantity.get(), properties);
            }
        }
    }

    private void add(Map<String, String> row, Quantity quantity, List<Map<String, String>> properties) {
        List<Property> has = new ArrayList<>();
        for (Map<String, String> property : properties) {
            String capability = cell(property, "capability");
            boolean able = capability.isEmpty()
                    || quantity.attribute(capability).filter(SET::equals).isPresent();
            if (cell(property, "object").equals("analog-input") && able) {
                has.add(property(property, quantity.key()));
            }
        }
        AnalogRow analog = new AnalogRow(
                Integer.parseInt(cell(row, "index")),
                quantity.key(),
                cell(row, "name"),
                quantity.attribute("bacnetDescription").orElse(quantity.description()),
                Integer.parseInt(cell(row, "units")),
                Float.parseFloat(cell(row, "covIncrement")),
                cell(row, "resetItem"),
                cell(row, "needs"),
                new PropertySet(has));
        analogs[analog.index()] = analog;
        rows.add(analog);
        byName.put(analog.name(), analog);
    }

    private static PropertySet plain(List<Map<String, String>> properties, String object) {
        return new PropertySet(properties.stream()
                .filter(row -> cell(row, "object").equals(object))
                .map(row -> property(row, ""))
                .toList());
    }

    private static Property property(Map<String, String> row, String quantity) {
        String shown = cell(row, "quantity")
                .replace("{quantity}", quantity)
                .replace("{harmonic}", quantity.replaceFirst("^thd", "harmonic"));
        return new Property(
                Integer.parseInt(cell(row, "id")),
                cell(row, "name"),
                Property.Conformance.valueOf(cell(row, "conformance").toUpperCase(Locale.ROOT)),
                Kind.of(cell(row, "kind")),
                shown,
                cell(row, "stat"),
                cell(row, "needs"));
    }

    private static String cell(Map<String, String> row, String column) {
        String cell = row.get(column);
        if (cell == null) {
            throw new IllegalStateException("a table of the bundle has no column " + column);
        }
        return cell;
    }

    /**
     * Returns the Analog Inputs of a load.
     *
     * @return in rising order of index.
     */
    public List<AnalogRow> analogs() {
        return List.copyOf(rows);
    }

    /**
     * Finds an Analog Input by its index.
     *
     * @param index 0..99.
     * @return the row; null when there is none.
     */
    public @Nullable AnalogRow analog(int index) {
        return analogs[index];
    }

    /**
     * Finds an Analog Input by its name.
     *
     * @param name first part of an Object_Name.
     * @return the row; null when there is none.
     */
    public @Nullable AnalogRow analog(String name) {
        return byName.get(name);
    }

    /**
     * Returns the properties of the Device object.
     *
     * @return in the order of Property_List.
     */
    public PropertySet device() {
        return device;
    }

    /**
     * Returns the properties of a Binary Input.
     *
     * @return in the order of Property_List.
     */
    public PropertySet binaryInput() {
        return binaryInput;
    }

    /**
     * Returns the properties of a Binary Output.
     *
     * @return in the order of Property_List.
     */
    public PropertySet binaryOutput() {
        return binaryOutput;
    }
}
