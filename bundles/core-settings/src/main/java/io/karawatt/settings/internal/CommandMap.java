package io.karawatt.settings.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which commands the profile of a device has, and what must be written for them. */
final class CommandMap {

    private static final String RESET = "reset";
    private static final String ALL = "all";
    private static final String LOAD = "load";

    private final List<RegisterSpec> rows;

    CommandMap(DeviceProfile profile) {
        this.rows = profile.registers().stream()
                .filter(row ->
                        row.table() == RegisterTable.HOLDING && row.setting().open())
                .toList();
    }

    /** What can be set back. */
    List<Resettable> resettables() {
        return resets().stream()
                .map(RegisterSpec::label)
                .distinct()
                .map(this::resettable)
                .toList();
    }

    private Resettable resettable(String what) {
        List<RegisterSpec> some = resets(what);
        int loads = some.stream()
                .filter(CommandMap::ofLoad)
                .mapToInt(RegisterSpec::count)
                .max()
                .orElse(0);
        List<String> items = some.stream()
                .flatMap(row -> row.setting().choices().stream())
                .map(Setting.Choice::name)
                .filter(name -> !name.equals(ALL))
                .distinct()
                .toList();
        return new Resettable(what, IntStream.rangeClosed(1, loads).boxed().toList(), items);
    }

    /**
     * Works out what must be written to set something back.
     *
     * @param order what is wanted.
     * @return contents by command.
     * @throws WrongOrder when the device has no such thing.
     */
    Image reset(ResetOrder order) throws WrongOrder {
        List<RegisterSpec> some = resets(order.what());
        if (some.isEmpty()) {
            throw new WrongOrder("'" + order.what() + "' can't be set back; this device knows "
                    + names(resettables().stream().map(Resettable::what).toList()));
        }
        Set<String> left = new TreeSet<>();
        order.items().forEach(item -> left.add(item.toLowerCase(Locale.ROOT)));
        Map<Field, Registers> contents = new LinkedHashMap<>();
        for (RegisterSpec row : some) {
            Optional<Long> mask = mask(row, order.items(), left);
            for (int instance : instances(row, order.load())) {
                mask.ifPresent(raw -> contents.put(new Field(row.label(), row, instance), words(row, raw)));
            }
        }
        if (!left.isEmpty()) {
            throw new WrongOrder("'" + left.iterator().next() + "' is nothing that '" + order.what() + "' has; it has "
                    + names(resettable(order.what()).items()));
        }
        if (contents.isEmpty()) {
            throw new WrongOrder("there is no '" + order.what() + "' of load " + order.load() + "; there is one of "
                    + resettable(order.what()).loads());
        }
        return new Image(contents);
    }

    private static String names(List<String> some) {
        return some.isEmpty() ? "nothing to choose from" : String.join(", ", some);
    }

    /** What to write for some items; empty when the row has none of them. Takes what it has off the list. */
    private static Optional<Long> mask(RegisterSpec row, Set<String> items, Set<String> left) {
        Setting setting = row.setting();
        if (items.isEmpty()) {
            return Optional.of(setting.choice(ALL)
                    .map(Setting.Choice::raw)
                    .orElseGet(() -> setting.choices().stream()
                            .mapToLong(Setting.Choice::raw)
                            .reduce(0, (a, b) -> a | b)));
        }
        List<Setting.Choice> chosen =
                items.stream().flatMap(item -> setting.choice(item).stream()).toList();
        chosen.forEach(choice -> left.remove(choice.name().toLowerCase(Locale.ROOT)));
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(chosen.stream().mapToLong(Setting.Choice::raw).reduce(0, (a, b) -> a | b));
    }

    private static List<Integer> instances(RegisterSpec row, int load) {
        if (load == 0) {
            return IntStream.rangeClosed(1, row.count()).boxed().toList();
        }
        return ofLoad(row) && load <= row.count() ? List.of(load) : List.of();
    }

    private static boolean ofLoad(RegisterSpec row) {
        return row.scope().equals(LOAD);
    }

    private List<RegisterSpec> resets() {
        return rows.stream()
                .filter(row ->
                        row.setting().group().equals(RESET) && row.access().writable())
                .toList();
    }

    private List<RegisterSpec> resets(String what) {
        return resets().stream().filter(row -> row.label().equals(what)).toList();
    }

    /** Finds one instance of a row by its group and label. */
    Optional<Field> find(String group, String label, int instance) {
        return rows.stream()
                .filter(row ->
                        row.setting().group().equals(group) && row.label().equals(label))
                .filter(row -> instance <= row.count())
                .map(row -> new Field(label, row, instance))
                .findFirst();
    }

    /** Finds the rows of a group by label, where each label is there once. */
    Map<String, Field> group(String group) {
        List<Field> fields = new ArrayList<>();
        rows.stream()
                .filter(row -> row.setting().group().equals(group))
                .forEach(row -> fields.add(new Field(row.label(), row, 1)));
        return fields.stream().collect(Collectors.toMap(Field::name, field -> field, (first, second) -> first));
    }

    /** Encodes a raw content. */
    static Registers words(RegisterSpec row, long raw) {
        short[] words = new short[row.coding().words()];
        row.coding().type().encode((double) raw, words, 0, row.coding().order());
        return Registers.copyOf(words, 0, words.length);
    }
}
