package io.karawatt.profile;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A memory in which a kind of device keeps records of equal periods, and how it is read page by page: a write to rows
 * of kind {@link RegisterSpec.Kind#CURSOR} chooses a page, one read of {@link #page()} fetches it. A page goes back in
 * time from the record it was chosen by.
 *
 * @param name name of the memory, unique in the profile.
 * @param content what it records.
 * @param selection how a page is chosen.
 * @param header what stands before the records of a page.
 * @param item how a record is laid out.
 * @param stamp which end of its period a record's date marks.
 * @param capacity most records it keeps of each series, 1..65534.
 * @param origin where it was read from.
 */
public record MemorySpec(
        String name,
        Content content,
        Selection selection,
        Header header,
        Item item,
        Stamp stamp,
        int capacity,
        RegisterSpec.Origin origin) {

    /** Most records of a series: one number is not a record's. */
    public static final int MAX_CAPACITY = 0xFFFE;

    /** Checks the range. */
    public MemorySpec {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("a memory keeps 1 to " + MAX_CAPACITY + " records, not " + capacity);
        }
    }

    /**
     * Returns how many records a page has at most.
     *
     * @return 1 or more.
     */
    public int pageSize() {
        return item.date().count();
    }

    /**
     * Returns the distance of two records of a page.
     *
     * @return words.
     */
    public int itemWords() {
        return item.date().stride();
    }

    /**
     * Returns the registers that one read fetches: header and all records.
     *
     * @return 1..125 registers.
     */
    public DeviceProfile.Block page() {
        int first = header.rows().stream().mapToInt(RegisterSpec::address).min().orElseThrow();
        int end = item.rows().stream()
                .mapToInt(row -> row.addressOf(pageSize()) + row.coding().words())
                .max()
                .orElseThrow();
        return new DeviceProfile.Block(header.count().table(), first, end - first);
    }

    /** Which end of its period a record's date marks. */
    public enum Stamp {
        /** The first moment of the period. */
        BEGIN,
        /** The first moment after the period. */
        END
    }

    /** What a memory records. */
    public sealed interface Content {

        /**
         * Mean powers over the periods of the load curve.
         *
         * @param codes quantities with the number by which the device chooses each, in the order of the profile.
         * @param loads setting with one instance a recorded series: load of the series counted from the first code;
         *     empty where everything is recorded.
         * @param channels setting beside it: number of the quantity.
         */
        record LoadCurves(Map<String, Integer> codes, Optional<RegisterSpec> loads, Optional<RegisterSpec> channels)
                implements Content {

            /** Keeps the order of the quantities. */
            public LoadCurves {
                codes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(codes));
            }
        }

        /**
         * Averages of freely chosen quantities.
         *
         * @param services setting with one instance a series: service id of the quantity, 0 for none.
         * @param loads setting beside it: number of the load, 0 for the network or the device.
         */
        record Trends(RegisterSpec services, RegisterSpec loads) implements Content {}
    }

    /** How a page is chosen. */
    public sealed interface Selection {

        /**
         * By the number of its newest record; all rows are written with one request.
         *
         * @param start takes the number.
         * @param newest the number that stands for the newest record; as the number of the next page it says that there
         *     is none.
         * @param load chooses the load, where the memory has several.
         * @param channel chooses quantity or item.
         */
        record Numbered(RegisterSpec start, int newest, Optional<Selector> load, Optional<Selector> channel)
                implements Selection {}

        /**
         * By turning pages.
         *
         * @param command takes both words.
         * @param rewind word for the page with the newest records.
         * @param next word for the page after the one shown.
         */
        record Paged(RegisterSpec command, int rewind, int next) implements Selection {}
    }

    /**
     * A row that chooses among several.
     *
     * @param command takes the choice.
     * @param echo where the page repeats it; empty where it does not.
     * @param first number of the first load or item, 0 or 1.
     */
    public record Selector(RegisterSpec command, Optional<RegisterSpec> echo, int first) {}

    /**
     * What stands before the records of a page.
     *
     * @param count number of records in the page.
     * @param size words of a record.
     * @param period length of a period, in {@code s} or {@code min} as its unit says.
     * @param next number of the record with which the next older page begins.
     * @param numerator value = content x numerator / denominator; empty for 1.
     * @param denominator see numerator.
     * @param expected rows with the one content they may have.
     */
    public record Header(
            RegisterSpec count,
            RegisterSpec size,
            RegisterSpec period,
            Optional<RegisterSpec> next,
            Optional<RegisterSpec> numerator,
            Optional<RegisterSpec> denominator,
            Map<RegisterSpec, Integer> expected) {

        /** Copies the map. */
        public Header {
            expected = Map.copyOf(expected);
        }

        /**
         * Returns all its rows.
         *
         * @return in no particular order.
         */
        public List<RegisterSpec> rows() {
            List<RegisterSpec> rows = new java.util.ArrayList<>(List.of(count, size, period));
            next.ifPresent(rows::add);
            numerator.ifPresent(rows::add);
            denominator.ifPresent(rows::add);
            rows.addAll(expected.keySet());
            return rows;
        }

        /**
         * Translates the content of the period's row.
         *
         * @param content what the device says.
         * @return the period.
         */
        public Duration period(int content) {
            return period.coding().unit().equals("min") ? Duration.ofMinutes(content) : Duration.ofSeconds(content);
        }
    }

    /**
     * How a record is laid out; all rows have one instance a record.
     *
     * @param date its date.
     * @param value its value.
     * @param flag its flags, where it has any.
     * @param incomplete bits of the flags that say that the period was not measured throughout.
     * @param clockNotSet bits of the flags that say that the device did not know the time.
     */
    public record Item(
            RegisterSpec date, RegisterSpec value, Optional<RegisterSpec> flag, int incomplete, int clockNotSet) {

        /**
         * Returns all its rows.
         *
         * @return in no particular order.
         */
        public List<RegisterSpec> rows() {
            List<RegisterSpec> rows = new java.util.ArrayList<>(List.of(date, value));
            flag.ifPresent(rows::add);
            return rows;
        }
    }
}
