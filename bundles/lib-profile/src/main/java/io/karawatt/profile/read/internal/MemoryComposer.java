package io.karawatt.profile.read.internal;

import io.karawatt.profile.DeviceProfile.Limits;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Content;
import io.karawatt.profile.MemorySpec.Header;
import io.karawatt.profile.MemorySpec.Item;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Selector;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Kind;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.read.internal.MemoryDraft.Numbered;
import io.karawatt.profile.read.internal.MemoryDraft.Paged;
import io.karawatt.profile.read.internal.MemoryDraft.SelectorDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins the memories of a file with the rows of a device. What can be written to choose a page are rows of kind cursor
 * and nothing else, side by side, so that one request is enough.
 */
final class MemoryComposer {

    private final Faults faults;
    private final Set<String> told = new HashSet<>();
    private final Set<MemoryDraft> missing = new LinkedHashSet<>();
    private final Set<MemoryDraft> found = new HashSet<>();

    MemoryComposer(Faults faults) {
        this.faults = faults;
    }

    /**
     * Joins.
     *
     * @param drafts memories of the file.
     * @param capabilities those of the device.
     * @param limits those of the device.
     * @param registers rows of the device.
     * @return those the device has; not to be used when there are faults.
     */
    List<MemorySpec> compose(
            List<MemoryDraft> drafts, Map<String, String> capabilities, Limits limits, List<RegisterSpec> registers) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        Map<String, RegisterSpec> rows = new HashMap<>();
        for (RegisterSpec row : registers) {
            rows.putIfAbsent(row.stat().isEmpty() ? row.name() : row.name() + "." + row.stat(), row);
        }
        List<MemorySpec> memories = new ArrayList<>();
        for (MemoryDraft draft : drafts) {
            if (!"yes".equals(capabilities.get(draft.capability()))) {
                continue;
            }
            boolean has = rows.containsKey(draft.first().text());
            (has ? found : missing).add(draft);
            MemorySpec memory = has ? new Join(draft, rows, limits).memory() : null;
            if (memory == null) {
                continue;
            }
            if (memories.stream().anyMatch(other -> other.name().equals(memory.name()))) {
                fault(draft, draft.origin().line(), "a device has two memories of this name; give one another name");
            }
            memories.add(memory);
        }
        return List.copyOf(memories);
    }

    /**
     * Complains about memories whose first row no device has: a slip of the pen. To be called after the last device.
     */
    void finish() {
        missing.removeAll(found);
        for (MemoryDraft draft : missing) {
            fault(
                    draft,
                    draft.first().line(),
                    "there is no row '" + draft.first().text() + "' in any device with the capability '"
                            + draft.capability() + "'");
        }
    }

    private void fault(MemoryDraft draft, int line, String reason) {
        if (told.add(line + reason)) {
            faults.add(line, "memory '" + draft.name() + "': " + reason);
        }
    }

    /** One memory of one device. */
    private final class Join {

        private final MemoryDraft draft;
        private final Map<String, RegisterSpec> rows;
        private final Limits limits;
        private boolean good = true;

        Join(MemoryDraft draft, Map<String, RegisterSpec> rows, Limits limits) {
            this.draft = draft;
            this.rows = rows;
            this.limits = limits;
        }

        /** Returns it, or null after a fault. */
        @Nullable
        MemorySpec memory() {
            Header header = header();
            Item item = item();
            Selection selection = selection();
            Content content = content();
            if (header == null || item == null || selection == null || content == null || !good) {
                return null;
            }
            MemorySpec memory = new MemorySpec(
                    draft.name(), content, selection, header, item, draft.stamp(), draft.capacity(), draft.origin());
            checkPage(memory);
            return good ? memory : null;
        }

        private @Nullable RegisterSpec row(@Nullable Cell cell) {
            if (cell == null) {
                return null;
            }
            RegisterSpec row = rows.get(cell.text());
            if (row == null) {
                complain(
                        cell.line(),
                        "there is no row '" + cell.text() + "'" + Nearest.hint(cell.text(), rows.keySet()));
            }
            return row;
        }

        private void complain(int line, String reason) {
            good = false;
            fault(draft, line, reason);
        }

        private @Nullable RegisterSpec word(@Nullable Cell cell) {
            RegisterSpec row = row(cell);
            if (row != null
                    && cell != null
                    && (row.kind() != Kind.LOG
                            || row.coding().words() != 1
                            || row.count() != 1
                            || !row.access().readable())) {
                complain(cell.line(), "'" + cell.text() + "' must be one readable word of kind log");
            }
            return row;
        }

        private @Nullable RegisterSpec cursor(@Nullable Cell cell) {
            RegisterSpec row = row(cell);
            if (row != null
                    && cell != null
                    && (row.kind() != Kind.CURSOR
                            || row.coding().words() != 1
                            || row.count() != 1
                            || !row.access().writeMultiple())) {
                complain(cell.line(), "'" + cell.text() + "' must be one word of kind cursor, written by function 16");
            }
            return row;
        }

        private @Nullable Header header() {
            RegisterSpec count = word(draft.header().get("count"));
            RegisterSpec size = word(draft.header().get("size"));
            RegisterSpec period = word(draft.header().get("period"));
            Map<RegisterSpec, Integer> expected = new HashMap<>();
            draft.expected().forEach((cell, content) -> {
                RegisterSpec row = word(cell);
                if (row != null) {
                    expected.put(row, content);
                }
            });
            if (period != null && !Set.of("s", "min").contains(period.coding().unit())) {
                complain(draft.origin().line(), "the period's row must have the unit s or min");
            }
            Cell next = draft.header().get("next");
            if ((next == null) == (draft.choice() instanceof Numbered)) {
                complain(draft.origin().line(), "'next' belongs to the header where pages are chosen by number");
            }
            return count == null || size == null || period == null
                    ? null
                    : new Header(
                            count,
                            size,
                            period,
                            Optional.ofNullable(word(next)),
                            Optional.ofNullable(word(draft.header().get("numerator"))),
                            Optional.ofNullable(word(draft.header().get("denominator"))),
                            expected);
        }

        private @Nullable Item item() {
            RegisterSpec date = row(draft.item().rows().get("date"));
            RegisterSpec value = row(draft.item().rows().get("value"));
            RegisterSpec flag = row(draft.item().rows().get("flag"));
            if (date == null || value == null) {
                return null;
            }
            int line = draft.origin().line();
            if (date.coding().type() != RegisterType.DATETIME) {
                complain(line, "the date's row must have the type DATETIME");
            }
            int first = Math.min(date.address(), value.address());
            int end = Math.max(end(date), end(value));
            if (flag != null) {
                first = Math.min(first, flag.address());
                end = Math.max(end, end(flag));
            }
            for (RegisterSpec row : flag == null ? List.of(date, value) : List.of(date, value, flag)) {
                if (row.kind() != Kind.LOG || row.count() != date.count() || row.stride() != date.stride()) {
                    complain(line, "'" + row.name() + "' must be of kind log with the date's stride and count");
                }
            }
            if (date.stride() < end - first) {
                complain(line, "the rows of a record do not lie within the stride of " + date.stride() + " words");
            }
            return new Item(
                    date,
                    value,
                    Optional.ofNullable(flag),
                    draft.item().incomplete(),
                    draft.item().clockNotSet());
        }

        private static int end(RegisterSpec row) {
            return row.address() + row.coding().words();
        }

        private @Nullable Selection selection() {
            if (draft.choice() instanceof Paged paged) {
                RegisterSpec command = cursor(paged.command());
                return command == null ? null : new Selection.Paged(command, paged.rewind(), paged.next());
            }
            Numbered numbered = (Numbered) draft.choice();
            RegisterSpec start = cursor(numbered.start());
            Optional<Selector> load = selector(numbered.load());
            Optional<Selector> channel = selector(numbered.channel());
            if (start == null || !good) {
                return null;
            }
            List<RegisterSpec> written = new ArrayList<>(List.of(start));
            load.ifPresent(selector -> written.add(selector.command()));
            channel.ifPresent(selector -> written.add(selector.command()));
            written.sort(Comparator.comparingInt(RegisterSpec::address));
            for (int i = 1; i < written.size(); i++) {
                if (written.get(i).address() != written.get(0).address() + i) {
                    complain(
                            numbered.start().line(),
                            "the rows that choose a page must lie side by side, so that one request writes them");
                }
            }
            return new Selection.Numbered(start, numbered.newest(), load, channel);
        }

        private Optional<Selector> selector(@Nullable SelectorDraft selector) {
            if (selector == null) {
                return Optional.empty();
            }
            RegisterSpec command = cursor(selector.command());
            Optional<RegisterSpec> echo = Optional.ofNullable(word(selector.echo()));
            return command == null ? Optional.empty() : Optional.of(new Selector(command, echo, selector.first()));
        }

        private @Nullable Content content() {
            RegisterSpec service = row(draft.recorded().get("service"));
            RegisterSpec load = row(draft.recorded().get("load"));
            RegisterSpec channel = row(draft.recorded().get("channel"));
            if (!draft.trends()) {
                if ((load == null) != (channel == null)) {
                    complain(draft.origin().line(), "'recorded' of load curves needs both 'load' and 'channel'");
                }
                return new Content.LoadCurves(draft.codes(), Optional.ofNullable(load), Optional.ofNullable(channel));
            }
            if (service == null || load == null) {
                return null;
            }
            if (service.count() != load.count()) {
                complain(draft.origin().line(), "the rows of 'recorded' must have the same count");
            }
            return new Content.Trends(service, load);
        }

        /** One read must fetch the whole page, or another reader could turn it in between. */
        private void checkPage(MemorySpec memory) {
            int words = memory.page().words();
            int line = draft.origin().line();
            if (words > limits.maxRead()) {
                complain(
                        line,
                        "header and records take " + words + " registers, but one read of the device at most "
                                + limits.maxRead());
            }
            List<RegisterSpec> all = new ArrayList<>(memory.header().rows());
            if (memory.selection() instanceof Selection.Numbered numbered) {
                numbered.load().flatMap(Selector::echo).ifPresent(all::add);
                numbered.channel().flatMap(Selector::echo).ifPresent(all::add);
            }
            int firstItem = memory.item().rows().stream()
                    .mapToInt(RegisterSpec::address)
                    .min()
                    .orElse(0);
            for (RegisterSpec row : all) {
                if (row.table() != memory.header().count().table()
                        || row.address() >= firstItem
                        || row.address() < memory.page().address()) {
                    complain(line, "'" + row.name() + "' must stand before the records, in the same table");
                }
            }
        }
    }
}
