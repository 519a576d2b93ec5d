package io.karawatt.profile.read.internal;

import io.karawatt.profile.RegisterSpec.Access;
import io.karawatt.profile.RegisterSpec.Coding;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.Setting;
import io.karawatt.profile.Setting.Choice;
import io.karawatt.profile.Setting.Guard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the columns of a row that say what may be written into it. */
final class SettingReader {

    private static final String BITS = "bits ";
    private static final int MAX_NAME = 40;
    private static final List<String> COLUMNS = List.of("group", "label", "values", "least", "most", "refers", "guard");
    private static final Map<String, Guard> GUARDS =
            Map.of("none", Guard.NONE, "locked", Guard.LOCKED, "key", Guard.KEY, "forbidden", Guard.FORBIDDEN);

    private final Pool pool;
    private final String nothing = "\u0000".repeat(COLUMNS.size());

    SettingReader(Pool pool) {
        this.pool = pool;
    }

    /**
     * Reads one row.
     *
     * @param coding how it holds its content.
     * @param access who may do what.
     * @param fields the row; takes faults.
     * @return what may be written.
     */
    Setting read(Coding coding, Access access, Fields fields) {
        if (fields.joined(COLUMNS, "").equals(nothing)) {
            return Setting.PLAIN;
        }
        String values = fields.text("values", "");
        boolean bits = values.startsWith(BITS);
        List<Choice> choices = choices(bits ? values.substring(BITS.length()) : values, coding, fields);
        Guard guard = fields.word("guard", GUARDS, Guard.NONE);
        if (guard != Guard.NONE && !access.writable()) {
            fields.fault("guard", "'guard' without a function that writes; leave it empty or add 6 or 16");
        }
        if (guard == Guard.KEY && choices.stream().noneMatch(c -> c.name().equals(Setting.OPEN))) {
            fields.fault("guard", "a key needs 'values' with the number that opens, for example 1000=open");
        }
        double least = fields.real("least", Double.NEGATIVE_INFINITY);
        double most = fields.real("most", Double.POSITIVE_INFINITY);
        checkRange(coding, least, most, fields);
        Setting setting = new Setting(
                fields.name("group", ""), label(fields), choices, bits, least, most, fields.name("refers", ""), guard);
        return pool.one(setting);
    }

    private static String label(Fields fields) {
        String label = fields.text("label", "");
        if (!label.isEmpty() && !label.matches("[A-Za-z][A-Za-z0-9]{0,39}(\\.[A-Za-z][A-Za-z0-9]{0,39})?")) {
            fields.fault("label", "'label' is '" + label + "'; use letters and digits, with at most one dot between");
            return "";
        }
        return label;
    }

    private static void checkRange(Coding coding, double least, double most, Fields fields) {
        if (least > most) {
            fields.fault("least", "'least' " + least + " is above 'most' " + most);
        }
        if (coding.type().text()) {
            int room = coding.type() == RegisterType.STRING_NORM ? 2 * coding.words() : coding.words();
            if (Double.isFinite(least) || (Double.isFinite(most) && (most < 1 || most > room))) {
                fields.fault("most", "a text has no 'least', and 'most' is its number of characters, 1 to " + room);
            }
        } else if (!coding.type().numeric() && (Double.isFinite(least) || Double.isFinite(most))) {
            fields.fault("least", coding.type() + " has no range; leave 'least' and 'most' empty");
        }
    }

    private static List<Choice> choices(String text, Coding coding, Fields fields) {
        List<Choice> choices = new ArrayList<>();
        if (text.isEmpty()) {
            return choices;
        }
        if (!coding.type().numeric()) {
            fields.fault("values", coding.type() + " has no numbers to give names to; leave 'values' empty");
            return choices;
        }
        Set<Long> contents = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (String entry : text.split("\\|", -1)) {
            int equals = entry.indexOf('=');
            OptionalLong raw = equals < 0 ? OptionalLong.empty() : Numbers.whole(entry.substring(0, equals));
            String name = entry.substring(equals + 1);
            if (raw.isEmpty() || !fits(raw.getAsLong(), coding) || !named(name)) {
                fields.fault(
                        "values",
                        "'" + entry + "' is no content with a name; write raw contents and names without blanks, for"
                                + " example 0=off|1=on, or bits 0x1=V|0x2=U for bits that may be joined");
            } else if (contents.add(raw.getAsLong()) && names.add(name.toLowerCase(Locale.ROOT))) {
                choices.add(new Choice(raw.getAsLong(), name));
            } else {
                fields.fault("values", "'" + entry + "' has a content or a name that is there already");
            }
        }
        return choices;
    }

    private static boolean fits(long raw, Coding coding) {
        int bits = coding.width() > 0
                ? coding.width()
                : coding.type().name().matches("[US]8[LH]?") ? 8 : 16 * coding.words();
        return raw >= 0 && (bits >= 63 || raw < 1L << bits);
    }

    private static boolean named(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.chars().noneMatch(c -> c <= ' ' || c > '~' || c == '=');
    }
}
