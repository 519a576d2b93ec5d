package io.karawatt.memory.internal;

import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.model.Registers;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Selector;
import io.karawatt.profile.RegisterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the registers of a page apart, and refuses what can't be a page of the series that was chosen. */
final class PageFormat {

    /** Where the meters' dates begin: 2000-01-01T00:00:00Z. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

    private final FoundSeries series;
    private final MemorySpec spec;
    private final int address;

    PageFormat(FoundSeries series) {
        this.series = series;
        this.spec = series.spec();
        this.address = spec.page().address();
    }

    /**
     * Decodes.
     *
     * @param registers content of {@link MemorySpec#page()}.
     * @return the page.
     * @throws GarbledPageException when header or records can't be true.
     */
    Page decode(Registers registers) throws GarbledPageException {
        if (registers.size() != spec.page().words()) {
            throw new GarbledPageException(
                    registers.size() + " registers instead of " + spec.page().words());
        }
        checkChoice(registers);
        int count = word(registers, spec.header().count());
        if (count > spec.pageSize()) {
            throw new GarbledPageException(
                    "the header counts " + count + " records, a page has at most " + spec.pageSize());
        }
        int next = spec.header().next().map(row -> word(registers, row)).orElse(-1);
        if (count == 0) {
            return new Page(Duration.ZERO, next, List.of());
        }
        int size = word(registers, spec.header().size());
        if (size != spec.itemWords()) {
            throw new GarbledPageException(
                    "the header says that a record has " + size + " words instead of " + spec.itemWords());
        }
        for (Map.Entry<RegisterSpec, Integer> expected :
                spec.header().expected().entrySet()) {
            check(registers, expected.getKey(), expected.getValue());
        }
        Duration period = spec.header().period(word(registers, spec.header().period()));
        if (period.isZero() || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new GarbledPageException("a period of " + period + " is not between 1 s and one day");
        }
        double factor = factor(registers);
        List<MemoryRecord> records = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            records.add(record(registers, i, factor));
        }
        return new Page(period, next, records);
    }

    private void checkChoice(Registers registers) throws GarbledPageException {
        if (spec.selection() instanceof Selection.Numbered numbered) {
            checkEcho(registers, numbered.load().orElse(null), series.load());
            checkEcho(registers, numbered.channel().orElse(null), series.channel());
        }
    }

    private void checkEcho(Registers registers, @Nullable Selector selector, int chosen) throws GarbledPageException {
        if (selector != null && selector.echo().isPresent()) {
            check(registers, selector.echo().get(), chosen);
        }
    }

    private void check(Registers registers, RegisterSpec row, int expected) throws GarbledPageException {
        int content = word(registers, row);
        if (content != expected) {
            throw new GarbledPageException(row.name() + " is " + content + " instead of " + expected);
        }
    }

    private double factor(Registers registers) throws GarbledPageException {
        int above = spec.header().numerator().map(row -> word(registers, row)).orElse(1);
        int below = spec.header().denominator().map(row -> word(registers, row)).orElse(1);
        if (above == 0 || below == 0) {
            throw new GarbledPageException("the values' factor is " + above + "/" + below);
        }
        return (double) above / below * series.scale();
    }

    private MemoryRecord record(Registers registers, int number, double factor) throws GarbledPageException {
        MemorySpec.Item item = spec.item();
        double date = raw(registers, item.date(), number);
        if (date <= 0) {
            throw new GarbledPageException("record " + number + " of the page has no date");
        }
        RegisterSpec.Coding coding = item.value().coding();
        double value = (raw(registers, item.value(), number) * coding.scale() + coding.offset()) * factor;
        int flag = item.flag()
                .map(row -> registers.get(row.addressOf(number) - address))
                .orElse(0);
        Set<MemoryFlag> flags = EnumSet.noneOf(MemoryFlag.class);
        if ((flag & item.incomplete()) != 0) {
            flags.add(MemoryFlag.INCOMPLETE);
        }
        if ((flag & item.clockNotSet()) != 0) {
            flags.add(MemoryFlag.CLOCK_NOT_SET);
        }
        return new MemoryRecord(EPOCH.plusSeconds((long) date), value, flags);
    }

    private double raw(Registers registers, RegisterSpec row, int number) throws GarbledPageException {
        return row.coding()
                .type()
                .decode(registers, row.addressOf(number) - address, row.coding().order())
                .orElseThrow(() -> new GarbledPageException("record " + number + " of the page has no value"));
    }

    private int word(Registers registers, RegisterSpec row) {
        return registers.get(row.address() - address);
    }
}
