package io.karawatt.proto.snmp.internal.mib;

import io.karawatt.model.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.snmp4j.smi.OID;

/** Where every object of the private branch lies and what it is called. Immutable. */
public final class Layout {

    /** The branch, as the manuals of the devices print it. */
    public static final OID BRANCH = new OID(new int[] {1, 3, 6, 1, 4, 1, 4555, 10});

    static final String FOLDER = "/io/karawatt/proto/snmp/";

    private final List<MibObject> objects;
    private final Map<String, MibObject> byName = new HashMap<>();
    private final List<MetrologyTable> tables;

    private Layout(List<MibObject> objects, List<MetrologyTable> tables) {
        this.objects = List.copyOf(objects);
        this.tables = List.copyOf(tables);
        objects.forEach(object -> byName.put(object.name(), object));
    }

    /**
     * Reads the tables of this bundle.
     *
     * @param quantities the catalogue of quantities.
     * @return the layout.
     */
    public static Layout of(List<Quantity> quantities) {
        return new Layout(
                rows("objects.csv").stream()
                        .map(row -> object(below(row.getOrDefault("oid", "")), row))
                        .toList(),
                tables(rows("metrology.csv"), quantities));
    }

    /**
     * Reads which objects of standard modules are served.
     *
     * @return the layout; it has no tables of measured values.
     */
    public static Layout standard() {
        return new Layout(
                rows("standard.csv").stream()
                        .map(row -> object(new OID(row.getOrDefault("oid", "")), row))
                        .toList(),
                List.of());
    }

    /**
     * Returns all objects but measured columns and their tables.
     *
     * @return in the order of the file, which is that of their numbers.
     */
    public List<MibObject> objects() {
        return objects;
    }

    /**
     * Returns the tables of measured values.
     *
     * @return in rising order of number.
     */
    public List<MetrologyTable> metrology() {
        return tables;
    }

    /**
     * Finds an object.
     *
     * @param name its descriptor, as in the file.
     * @return the object.
     * @throws IllegalArgumentException when there is none.
     */
    public MibObject object(String name) {
        MibObject found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no object is called " + name);
        }
        return found;
    }

    /**
     * Returns the columns of a table, those that are only indexes left out.
     *
     * @param table descriptor of the table.
     * @return in rising order of number.
     */
    public List<MibObject> columns(String table) {
        OID entry = entry(object(table).oid());
        return objects.stream()
                .filter(object ->
                        object.kind() == MibObject.Kind.COLUMN && object.oid().startsWith(entry))
                .sorted(Comparator.comparingInt(MibObject::number))
                .toList();
    }

    /**
     * Returns the objects of a kind.
     *
     * @param kind what sort.
     * @return in the order of the file.
     */
    public List<MibObject> objects(MibObject.Kind kind) {
        return objects.stream().filter(object -> object.kind() == kind).toList();
    }

    /**
     * Returns the entry of a table.
     *
     * @param table number of the table.
     * @return number of its entry.
     */
    public static OID entry(OID table) {
        return new OID(table.getValue(), new int[] {1});
    }

    /**
     * Reads a number below the branch.
     *
     * @param relative for example {@code 20.20}.
     * @return the whole number.
     */
    static OID below(String relative) {
        return new OID(BRANCH.getValue(), new OID(relative).getValue());
    }

    /** Rows of a table of this bundle. */
    static List<Map<String, String>> rows(String file) {
        InputStream found = Layout.class.getResourceAsStream(FOLDER + file);
        if (found == null) {
            throw new IllegalStateException("the bundle lacks " + file);
        }
        try (InputStream in = found) {
            return Csv.read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static MibObject object(OID oid, Map<String, String> row) {
        String index = row.getOrDefault("index", "");
        return new MibObject(
                row.getOrDefault("name", ""),
                oid,
                MibObject.Kind.of(row.getOrDefault("kind", "")),
                row.getOrDefault("syntax", ""),
                MibObject.Access.of(row.getOrDefault("access", "")),
                row.getOrDefault("units", ""),
                index.isEmpty() ? List.of() : List.of(index.split(" ")),
                row.getOrDefault("description", ""));
    }

    private static List<MetrologyTable> tables(List<Map<String, String>> rows, List<Quantity> quantities) {
        Map<String, List<Family>> families = rows.stream()
                .map(Family::new)
                .collect(Collectors.groupingBy(Family::table, LinkedHashMap::new, Collectors.toList()));
        List<MetrologyTable> tables = new ArrayList<>();
        families.forEach((table, ofTable) -> {
            List<MetrologyColumn> columns = ofTable.stream()
                    .flatMap(family -> quantities.stream().flatMap(family::columns))
                    .sorted(Comparator.comparingInt(MetrologyColumn::number))
                    .toList();
            Family first = ofTable.get(0);
            tables.add(new MetrologyTable(
                    first.cell("table"),
                    below(table),
                    MetrologyTable.Rows.valueOf(first.cell("rows").toUpperCase(Locale.ROOT)),
                    first.cell("description"),
                    columns));
        });
        tables.sort(Comparator.comparing(MetrologyTable::oid));
        return tables;
    }
}
