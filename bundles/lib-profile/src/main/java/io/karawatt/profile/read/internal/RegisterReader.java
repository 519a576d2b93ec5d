package io.karawatt.profile.read.internal;

import io.karawatt.model.Quantity;
import io.karawatt.model.Range;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Access;
import io.karawatt.profile.RegisterSpec.Coding;
import io.karawatt.profile.RegisterSpec.Kind;
import io.karawatt.profile.RegisterSpec.Origin;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.Setting;
import io.karawatt.profile.WordOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns rows, of a CSV table or of a profile, into registers and refuses what makes no sense. */
final class RegisterReader {

    /** Every column a row can have. */
    static final Set<String> COLUMNS = Set.of(
            "name",
            "kind",
            "scope",
            "stat",
            "address",
            "words",
            "type",
            "order",
            "scale",
            "offset",
            "unit",
            "notAvailable",
            "bit",
            "width",
            "stride",
            "count",
            "functions",
            "poll",
            "status",
            "source",
            "note",
            "alias",
            "group",
            "label",
            "values",
            "least",
            "most",
            "refers",
            "guard");

    private static final List<String> CODING =
            List.of("type", "words", "order", "scale", "offset", "notAvailable", "bit", "width");
    private static final List<String> REQUIRED = List.of("name", "address", "type");
    private static final Map<String, RegisterType> TYPES = words(RegisterType.values());
    private static final Map<String, Kind> KINDS = words(Kind.values());
    private static final Map<String, Poll> POLLS = words(Poll.values());
    private static final Map<String, WordOrder> ORDERS =
            Map.of("high", WordOrder.HIGH_FIRST, "low", WordOrder.LOW_FIRST);
    private static final Map<String, Boolean> STATUS = Map.of("sourced", true, "assumed", false);
    private static final Map<String, Boolean> YES_NO = Map.of("yes", true, "no", false);
    private static final Set<RegisterType> BYTES =
            EnumSet.of(RegisterType.U8, RegisterType.U8L, RegisterType.U8H, RegisterType.S8L, RegisterType.S8H);
    private static final Access NONE = new Access(false, false, false);

    private final Map<String, Quantity> quantities;
    private final Faults faults;
    private final Pool pool;
    private final SettingReader settings;
    private final Map<String, Access> accesses = new HashMap<>();
    private final Map<String, Coding> codings = new HashMap<>();

    RegisterReader(Map<String, Quantity> quantities, Faults faults, Pool pool) {
        this.quantities = quantities;
        this.faults = faults;
        this.pool = pool;
        this.settings = new SettingReader(pool);
    }

    /**
     * Reads a register table.
     *
     * @param text content of the CSV file.
     * @return its rows; not to be used when there are faults.
     */
    List<TableRow> table(String text) {
        CsvReader.Table table = CsvReader.read(text, faults, pool);
        if (faults.none()) {
            Fields.checkHeader(table, COLUMNS, REQUIRED, faults);
        }
        return faults.none() ? rows(table.rows()) : List.of();
    }

    /**
     * Reads rows.
     *
     * @param rows the rows.
     * @return the registers; those with faults are left out.
     */
    List<TableRow> rows(List<Row> rows) {
        List<TableRow> registers = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (faults.full()) {
                break;
            }
            TableRow register = register(row, new Fields(row, faults));
            if (register != null) {
                registers.add(register);
            }
        }
        return registers;
    }

    private @Nullable TableRow register(Row row, Fields fields) {
        int before = faults.problems().size();
        String name = fields.name("name");
        Kind kind = fields.word("kind", KINDS, Kind.MEASURE);
        String stat = fields.name("stat", kind == Kind.MEASURE ? "inst" : "");
        Quantity quantity = quantity(name, kind, fields);
        Coding coding = coding(kind, quantity, fields);
        int address = fields.whole("address", 0, 0xFFFF, null);
        int count = fields.whole("count", 1, 999, 1);
        int stride = fields.whole("stride", 0, 0xFFFF, 0);
        checkRun(address, stride, count, coding.words(), fields);
        Access access = access(fields);
        Poll usual = kind == Kind.MEASURE ? Poll.FAST : Poll.ON_REQUEST;
        Poll poll = fields.word("poll", POLLS, usual);
        String scope = fields.name("scope", "device");
        boolean alias = fields.word("alias", YES_NO, false);
        Origin origin =
                new Origin(faults.file(), row.line(), fields.word("status", STATUS, false), fields.text("source", ""));
        Setting setting = settings.read(coding, access, fields);
        if (faults.problems().size() > before) {
            return null;
        }
        RegisterSpec spec = new RegisterSpec(
                name,
                kind,
                scope,
                stat,
                table(fields),
                address,
                stride,
                count,
                coding,
                access,
                poll,
                origin,
                setting,
                quantity == null || kind != Kind.MEASURE ? Range.ALL : quantity.range());
        return new TableRow(spec, alias, quantity == null ? "" : quantity.group());
    }

    private static RegisterTable table(Fields fields) {
        return fields.text("functions", "3").startsWith("4") ? RegisterTable.INPUT : RegisterTable.HOLDING;
    }

    private @Nullable Quantity quantity(String name, Kind kind, Fields fields) {
        Quantity quantity = quantities.get(name);
        if (quantity == null && (kind == Kind.MEASURE || kind == Kind.DATE)) {
            fields.fault(
                    "name",
                    "quantity '" + name + "' is not in the catalogue" + Nearest.hint(name, quantities.keySet())
                            + " (a new one needs a row in a quantities.csv)");
        }
        return quantity;
    }

    private void checkRun(int address, int stride, int count, int words, Fields fields) {
        if (count > 1 && stride < words) {
            fields.fault(
                    "stride",
                    "stride " + stride + " is smaller than the " + words + " words of the register; " + count
                            + " instances would overlap");
        } else if (address + stride * (long) (count - 1) + words > 0x10000) {
            fields.fault("address", "the registers run beyond address 65535; check address, stride and count");
        }
    }

    /** Reads a coding once for all rows that write it alike; most of thousands of rows do. */
    private Coding coding(Kind kind, @Nullable Quantity quantity, Fields fields) {
        String unit = unit(kind, quantity, fields);
        String key = fields.joined(CODING, unit);
        Coding known = codings.get(key);
        if (known == null) {
            int before = faults.problems().size();
            known = parseCoding(unit, fields);
            if (faults.problems().size() == before) {
                codings.put(key, known);
            }
        }
        return known;
    }

    private Coding parseCoding(String unit, Fields fields) {
        RegisterType type = fields.word("type", TYPES, RegisterType.U16);
        if (fields.text("type", "").isEmpty()) {
            fields.fault("type", "'type' is missing; known are " + String.join(", ", new TreeSet<>(TYPES.keySet())));
        }
        int words = fields.whole("words", 1, 125, type.text() ? null : Integer.valueOf(type.words()));
        if (!type.text() && words != type.words()) {
            fields.fault("words", type + " takes " + type.words() + " words, not " + words);
            words = type.words();
        }
        double scale = fields.real("scale", 1);
        if (scale == 0) {
            fields.fault("scale", "'scale' is 0; value = raw x scale + offset, so write 1 when nothing is scaled");
            scale = 1;
        }
        double offset = fields.real("offset", 0);
        int width = fields.whole("width", 0, 16, 0);
        int bit = fields.whole("bit", 0, 15, 0);
        if (bit + width > 16 || (width > 0 && (words != 1 || !type.numeric() || BYTES.contains(type)))) {
            fields.fault("width", "a bit field lies in bits 0..15 of one 16-bit word; check type, bit and width");
            width = 0;
            bit = 0;
        }
        if (bit > 0 && width == 0) {
            fields.fault("bit", "'bit' without 'width'; write how many bits the field has");
            bit = 0;
        }
        WordOrder order = fields.word("order", ORDERS, WordOrder.HIGH_FIRST);
        return new Coding(type, words, order, scale, offset, unit, codes(type, words, fields), bit, width);
    }

    private String unit(Kind kind, @Nullable Quantity quantity, Fields fields) {
        String usual = kind == Kind.DATE ? "s" : quantity == null || kind != Kind.MEASURE ? "-" : quantity.unit();
        String unit = fields.text("unit", usual);
        if (((kind == Kind.MEASURE && quantity != null) || kind == Kind.DATE) && !unit.equals(usual)) {
            fields.fault(
                    "unit",
                    "unit '" + unit + "' where '" + usual + "' is expected; write '" + usual
                            + "' and let 'scale' convert into it");
        }
        return unit;
    }

    private Set<Long> codes(RegisterType type, int words, Fields fields) {
        String text = fields.text("notAvailable", "");
        if (text.isEmpty()) {
            return Set.of();
        }
        int bits = BYTES.contains(type) ? 8 : words * 16;
        if (bits > 64) {
            fields.fault("notAvailable", "a text has no \"not available\" code; leave the cell empty");
            return Set.of();
        }
        Set<Long> codes = new HashSet<>();
        for (String word : text.trim().split("\\s+", -1)) {
            OptionalLong code = Numbers.whole(word);
            long mask = bits == 64 ? -1L : (1L << bits) - 1;
            boolean fits = code.isPresent()
                    && ((code.getAsLong() & ~mask) == 0
                            || (!word.startsWith("0") && code.getAsLong() < 0 && code.getAsLong() >= -(mask / 2) - 1));
            if (!fits) {
                fields.fault(
                        "notAvailable",
                        "'" + word + "' is no code of " + bits
                                + " bits; write raw values, decimal or 0x…, with blanks between");
            } else {
                codes.add(code.getAsLong() & mask);
            }
        }
        return codes;
    }

    private Access access(Fields fields) {
        String text = fields.text("functions", "3");
        Access known = accesses.get(text);
        if (known == null) {
            known = parseAccess(text, fields);
            if (known.readable() || known.writable()) {
                accesses.put(text, known);
            }
        }
        return known;
    }

    private Access parseAccess(String text, Fields fields) {
        Set<String> functions = new HashSet<>(List.of(text.split("/", -1)));
        boolean input = functions.contains("4");
        boolean good = Set.of("3", "4", "6", "16").containsAll(functions)
                && !(input && functions.size() > 1)
                && functions.size() == text.chars().filter(c -> c == '/').count() + 1;
        if (!good) {
            fields.fault(
                    "functions",
                    "'functions' is '" + text
                            + "'; write 3 or 4 for reading, 6 and 16 for writing, joined by '/', for example 3/6/16;"
                            + " what is read with 4 can't be written");
            return NONE;
        }
        return new Access(input || functions.contains("3"), functions.contains("6"), functions.contains("16"));
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new HashMap<>();
        for (E value : values) {
            String name =
                    value instanceof RegisterType ? value.name() : value.name().toLowerCase(Locale.ROOT);
            words.put(name.replace('_', value instanceof RegisterType ? '_' : '-'), value);
        }
        return Map.copyOf(words);
    }
}
