package io.karawatt.profile.read.internal;

import io.karawatt.model.Quantity;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Stamp;
import io.karawatt.profile.RegisterSpec.Origin;
import io.karawatt.profile.read.internal.MemoryDraft.Choice;
import io.karawatt.profile.read.internal.MemoryDraft.ItemDraft;
import io.karawatt.profile.read.internal.MemoryDraft.Numbered;
import io.karawatt.profile.read.internal.MemoryDraft.Paged;
import io.karawatt.profile.read.internal.MemoryDraft.SelectorDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the memories of a profile file; that their rows fit is seen when they are joined with register tables. */
final class MemoryReader {

    private static final Set<String> MEMORY = Set.of(
            "name",
            "content",
            "capability",
            "start",
            "newest",
            "load",
            "channel",
            "pages",
            "header",
            "expect",
            "item",
            "quantities",
            "recorded",
            "stamp",
            "capacity",
            "status",
            "source",
            "note");
    private static final Set<String> SELECTOR = Set.of("command", "echo", "first");
    private static final Set<String> PAGES = Set.of("command", "rewind", "next");
    private static final Set<String> HEADER = Set.of("count", "size", "period", "next", "numerator", "denominator");
    private static final Set<String> ITEM = Set.of("date", "value", "flag", "incomplete", "clockNotSet");
    private static final Set<String> RECORDED = Set.of("service", "load", "channel");
    private static final Map<String, Boolean> CONTENT = Map.of("loadCurves", false, "trends", true);
    private static final Map<String, Stamp> STAMPS = Map.of("begin", Stamp.BEGIN, "end", Stamp.END);
    private static final Map<String, Boolean> STATUS = Map.of("sourced", true, "assumed", false);
    private static final int LAST_WORD = 0xFFFF;
    private static final Cell NONE = new Cell("", 0);

    private final Map<String, Quantity> quantities;
    private final Faults faults;

    MemoryReader(Map<String, Quantity> quantities, Faults faults) {
        this.quantities = quantities;
        this.faults = faults;
    }

    List<MemoryDraft> read(Section top) {
        List<MemoryDraft> memories = new ArrayList<>();
        for (Section section : top.sections("memories", MEMORY, null)) {
            memories.add(memory(section));
        }
        return memories;
    }

    private MemoryDraft memory(Section section) {
        Fields fields = new Fields(section, faults);
        boolean trends = fields.word("content", CONTENT, false);
        Section item = section.section("item", ITEM);
        Fields itemFields = new Fields(item == null ? section : item, faults);
        fields.text("note", "");
        return new MemoryDraft(
                fields.name("name"),
                fields.name("capability"),
                trends,
                choice(section, fields),
                rows(section, "header", HEADER, List.of("count", "size", "period")),
                expected(section),
                new ItemDraft(
                        rows(item, section.line(), "item", Set.of("date", "value", "flag"), List.of("date", "value")),
                        item == null ? 0 : itemFields.whole("incomplete", 0, LAST_WORD, 0),
                        item == null ? 0 : itemFields.whole("clockNotSet", 0, LAST_WORD, 0)),
                codes(section, trends),
                rows(section, "recorded", RECORDED, trends ? List.of("service", "load") : List.of()),
                fields.word("stamp", STAMPS, Stamp.END),
                fields.whole("capacity", 1, MemorySpec.MAX_CAPACITY, null),
                new Origin(
                        faults.file(),
                        section.line(),
                        fields.word("status", STATUS, false),
                        fields.text("source", "")));
    }

    private Choice choice(Section section, Fields fields) {
        Section pages = section.section("pages", PAGES);
        if (pages != null) {
            if (section.has("start") || section.has("load") || section.has("channel")) {
                faults.add(pages.line(), "a memory with 'pages' has no 'start', 'load' or 'channel'; remove them");
            }
            Fields own = new Fields(pages, faults);
            return new Paged(
                    row(pages, "command"),
                    own.whole("rewind", 0, LAST_WORD, null),
                    own.whole("next", 0, LAST_WORD, null));
        }
        return new Numbered(
                row(section, "start"),
                fields.whole("newest", 0, LAST_WORD, LAST_WORD),
                selector(section, "load"),
                selector(section, "channel"));
    }

    private @Nullable SelectorDraft selector(Section section, String key) {
        Section selector = section.section(key, SELECTOR);
        return selector == null
                ? null
                : new SelectorDraft(
                        row(selector, "command"),
                        selector.cell("echo"),
                        new Fields(selector, faults).whole("first", 0, 1, 0));
    }

    private Cell row(Section section, String key) {
        Cell cell = section.cell(key);
        if (cell == null) {
            faults.add(section.line(), "'" + key + "' is missing; write the name of a row");
            return NONE;
        }
        return cell;
    }

    private Map<String, Cell> rows(Section parent, String key, Set<String> known, List<String> needed) {
        return rows(parent.section(key, known), parent.line(), key, known, needed);
    }

    private Map<String, Cell> rows(
            @Nullable Section section, int line, String key, Set<String> known, List<String> needed) {
        Map<String, Cell> rows = new LinkedHashMap<>();
        for (String one : known) {
            Cell cell = section == null ? null : section.cell(one);
            if (cell != null) {
                rows.put(one, cell);
            }
        }
        for (String one : needed) {
            if (!rows.containsKey(one)) {
                faults.add(section == null ? line : section.line(), "'" + key + "' needs '" + one + "', a row");
            }
        }
        return rows;
    }

    private Map<Cell, Integer> expected(Section section) {
        Map<Cell, Integer> expected = new LinkedHashMap<>();
        section.texts("expect").forEach((name, cell) -> expected.put(new Cell(name, cell.line()), word(cell)));
        return expected;
    }

    private Map<String, Integer> codes(Section section, boolean trends) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        section.texts("quantities").forEach((name, cell) -> {
            codes.put(name, word(cell));
            if (!quantities.containsKey(name)) {
                faults.add(
                        cell.line(), "there is no quantity '" + name + "'" + Nearest.hint(name, quantities.keySet()));
            }
        });
        if (trends != codes.isEmpty()) {
            faults.add(
                    section.line(),
                    trends
                            ? "trends have no 'quantities': the device says what it records; remove them"
                            : "load curves need 'quantities', each with its number in the device");
        }
        return codes;
    }

    private int word(Cell cell) {
        OptionalLong number = Numbers.whole(cell.text());
        if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > LAST_WORD) {
            faults.add(cell.line(), "'" + cell.text() + "' is no number from 0 to " + LAST_WORD);
            return 0;
        }
        return (int) number.getAsLong();
    }
}
