package io.karawatt.proto.snmp.internal.mib;

import io.karawatt.proto.snmp.internal.mib.MetrologyColumn.Form;
import io.karawatt.proto.snmp.internal.mib.MibObject.Access;
import io.karawatt.proto.snmp.internal.mib.MibObject.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snmp4j.smi.OID;

/** Writes the module {@code KARAWATT-MIB} (SMIv2: RFC 2578, RFC 2579, RFC 2580). */
public final class MibText {

    private static final String NO_UNIT = "-";
    private static final String CUSTOM = "custom";
    private static final int WIDTH = 72;
    private static final List<String> ROW_INDEX = List.of("deviceAddress", "circuitLoad");
    /** Columns of activeAlarmTable that a notification carries, in their order. */
    private static final List<String> CARRIED = List.of(
            "alarmId",
            "alarmAddress",
            "alarmLoad",
            "alarmKind",
            "alarmName",
            "alarmCause",
            "alarmServiceId",
            "alarmCriticality",
            "alarmStatus",
            "alarmStart",
            "alarmThreshold",
            "alarmValue");

    private final Layout layout;
    private final StringBuilder out;
    private final Map<OID, String> names = new TreeMap<>();
    private final Map<String, List<String>> groups = new TreeMap<>();

    private MibText(Layout layout, String head) {
        this.layout = layout;
        this.out = new StringBuilder(head);
        names.put(Layout.BRANCH, "meteringProducts");
        names.put(Layout.below("90"), "modules");
    }

    /**
     * Writes the module.
     *
     * @param layout what there is.
     * @param head begin of the text up to its MODULE-IDENTITY.
     * @return the whole text.
     */
    public static String write(Layout layout, String head) {
        return new MibText(layout, head).text();
    }

    /**
     * Returns the columns that every notification about an alarm carries.
     *
     * @return descriptors, in the order of the variable bindings.
     */
    public static List<String> carried() {
        return CARRIED;
    }

    private String text() {
        for (MibObject object : layout.objects()) {
            names.put(object.oid(), object.name());
        }
        layout.metrology().forEach(table -> names.put(table.oid(), table.name()));
        layout.metrology().forEach(this::metrology);
        layout.objects().forEach(this::object);
        return out.append("\nEND\n").toString();
    }

    private void object(MibObject object) {
        switch (object.kind()) {
            case NODE ->
                out.append(String.format(
                        "\n%s OBJECT IDENTIFIER\n    ::= { %s }\n-- %s\n",
                        object.name(), place(object.oid()), object.description()));
            case PRODUCT ->
                out.append(String.format(
                        "\n%s OBJECT-IDENTITY\n    STATUS current\n%s    ::= { %s }\n",
                        object.name(), description(object.description()), place(object.oid())));
            case TABLE -> table(object);
            case NOTIFICATION -> notification(object);
            case SCALAR, COLUMN, INDEX -> type(object);
            case GROUP -> group(object);
            case COMPLIANCE -> compliance(object);
            case MODULE -> throw new IllegalArgumentException(object.name() + " belongs to another module");
        }
    }

    private void table(MibObject table) {
        OID entry = Layout.entry(table.oid());
        Map<String, String> sequence = new LinkedHashMap<>();
        layout.objects().stream()
                .filter(object -> object.oid().startsWith(entry))
                .forEach(object -> sequence.put(object.name(), bare(object.syntax())));
        table(table, sequence);
    }

    private void metrology(MetrologyTable table) {
        Map<String, String> sequence = new LinkedHashMap<>();
        table.columns().forEach(column -> sequence.put(column.name(), syntax(column)));
        table(hidden(table.name(), table.oid(), "", ROW_INDEX, table.description()), sequence);
        table.columns().forEach(column -> type(column(table, column)));
    }

    private void table(MibObject table, Map<String, String> sequence) {
        String row = table.name().replaceAll("Table$", "") + "Entry";
        String type = row.substring(0, 1).toUpperCase(Locale.ROOT) + row.substring(1);
        OID entry = Layout.entry(table.oid());
        objectType(hidden(table.name(), table.oid(), "SEQUENCE OF " + type, List.of(), table.description()));
        objectType(hidden(row, entry, type, table.index(), "One row of " + table.name() + "."));
        out.append("\n").append(type).append(" ::= SEQUENCE {\n");
        out.append(sequence.entrySet().stream()
                .map(column -> "    " + column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(",\n", "", "\n}\n")));
    }

    private static MibObject hidden(String name, OID oid, String syntax, List<String> index, String text) {
        return new MibObject(name, oid, Kind.TABLE, syntax, Access.NOT_ACCESSIBLE, "", index, text);
    }

    private static MibObject column(MetrologyTable table, MetrologyColumn column) {
        OID oid = new OID(Layout.entry(table.oid()).getValue(), new int[] {column.number()});
        return new MibObject(
                column.name(),
                oid,
                Kind.COLUMN,
                syntax(column),
                Access.READ_ONLY,
                units(column),
                List.of(),
                told(column));
    }

    private void type(MibObject object) {
        objectType(object);
        if (object.kind() != Kind.INDEX) {
            group(object.oid(), object.name());
        }
    }

    private static String syntax(MetrologyColumn column) {
        if (column.form() == Form.DATE) {
            return "KwUnixTime";
        }
        String plain = column.signed() ? "Integer32" : "Gauge32";
        double factor = column.form() == Form.TENTHS_LEFT ? 10 : column.form() == Form.THOUSANDS ? 1 : column.factor();
        String scaled = factor == 10 ? "Tenths" : factor == 100 ? "Hundredths" : factor == 1000 ? "Thousandths" : "";
        return scaled.isEmpty() ? plain : (column.signed() ? "KwSigned" : "Kw") + scaled;
    }

    private static String units(MetrologyColumn column) {
        return switch (column.form()) {
            case DATE -> "s";
            case THOUSANDS -> "k" + column.unit();
            case TENTHS_LEFT -> column.unit();
            case VALUE ->
                column.unit().equals(NO_UNIT) || column.unit().equals(CUSTOM)
                        ? ""
                        : column.factor() == 5 ? "0.2 " + column.unit() : column.unit();
        };
    }

    private static String told(MetrologyColumn column) {
        String how =
                switch (column.form()) {
                    case DATE -> "Sent in seconds since 1970-01-01T00:00:00 UTC; 0 means never.";
                    case THOUSANDS -> "Sent in whole k" + column.unit() + ".";
                    case TENTHS_LEFT ->
                        "What is left over of the whole k" + column.unit() + ", sent in tenths of a " + column.unit()
                                + ".";
                    case VALUE ->
                        column.factor() == 1
                                ? ""
                                : "Sent as an integer: the value times "
                                        + String.format(Locale.ROOT, "%.0f", column.factor()) + ".";
                };
        return (column.description() + " " + how).trim();
    }

    private void notification(MibObject object) {
        String carried = "    OBJECTS { " + String.join(", ", CARRIED) + " }\n";
        out.append(String.format(
                "\n%s NOTIFICATION-TYPE\n%s    STATUS current\n%s    ::= { %s }\n",
                object.name(), carried, description(object.description()), place(object.oid())));
        group(object.oid(), object.name());
    }

    private void objectType(MibObject object) {
        out.append(String.format("\n%s OBJECT-TYPE\n    SYNTAX %s\n", object.name(), object.syntax()));
        if (!object.units().isEmpty()) {
            out.append("    UNITS \"").append(object.units()).append("\"\n");
        }
        out.append("    MAX-ACCESS ").append(object.access().words()).append("\n    STATUS current\n");
        out.append(description(object.description()));
        if (!object.index().isEmpty()) {
            out.append("    INDEX { ").append(String.join(", ", object.index())).append(" }\n");
        }
        out.append("    ::= { ").append(place(object.oid())).append(" }\n");
        names.put(object.oid(), object.name());
    }

    /** Objects of one table, or single values beside each other, make a group. */
    private void group(OID oid, String member) {
        groups.computeIfAbsent(groupOf(oid), any -> new ArrayList<>()).add(member);
    }

    private String groupOf(OID oid) {
        OID parent = parent(oid);
        String name = names.getOrDefault(parent, "");
        return name.replaceAll("Entry$", "") + "Group";
    }

    private void group(MibObject group) {
        List<String> members = groups.getOrDefault(group.name(), List.of());
        boolean notifications = group.name().equals("notificationsGroup");
        out.append(String.format(
                "\n%s %s\n    %s {\n%s\n    }\n    STATUS current\n%s    ::= { %s }\n",
                group.name(),
                notifications ? "NOTIFICATION-GROUP" : "OBJECT-GROUP",
                notifications ? "NOTIFICATIONS" : "OBJECTS",
                members.stream().map(name -> "        " + name).collect(Collectors.joining(",\n")),
                description(group.description()),
                place(group.oid())));
    }

    private void compliance(MibObject compliance) {
        String mandatory = layout.objects(Kind.GROUP).stream()
                .map(group -> "        " + group.name())
                .collect(Collectors.joining(",\n"));
        out.append(String.format(
                """

                %s MODULE-COMPLIANCE
                    STATUS current
                %s    MODULE
                    MANDATORY-GROUPS {
                %s
                    }
                    ::= { %s }
                """, compliance.name(), description(compliance.description()), mandatory, place(compliance.oid())));
    }

    /** Where an object lies: name of the nearest named ancestor and the rest. */
    private String place(OID oid) {
        OID parent = parent(oid);
        String name = names.get(parent);
        int last = oid.last();
        return name == null ? place(parent) + " " + Integer.toUnsignedString(last) : name + " " + last;
    }

    private static OID parent(OID oid) {
        return new OID(oid.getValue(), 0, oid.size() - 1);
    }

    /** Named types stand alone in a SEQUENCE, without ranges or numbers. */
    private static String bare(String syntax) {
        int end = syntax.indexOf(' ');
        return end < 0 ? syntax : syntax.substring(0, end);
    }

    /** Strings of a module are ASCII (RFC 2578 section 3.1.1). */
    private static String ascii(String text) {
        return text.replace("Δ", "(delta)").replace('"', '\'').replaceAll("[^ -~]", "?");
    }

    private static String description(String text) {
        StringBuilder wrapped = new StringBuilder("    DESCRIPTION\n        \"");
        int column = 9;
        for (String word : ascii(text).split(" ", -1)) {
            if (column + word.length() > WIDTH) {
                wrapped.append("\n         ");
                column = 9;
            } else if (column > 9) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.append("\"\n").toString();
    }
}
