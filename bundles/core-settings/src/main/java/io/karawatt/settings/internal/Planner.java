package io.karawatt.settings.internal;

import io.karawatt.model.Registers;
import io.karawatt.settings.SettingsOrder;
import io.karawatt.settings.SettingsPart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Works out what an order comes to: reads what is set, checks what is wanted, and finds what differs. */
final class Planner {

    private final SettingsMap map;
    private final Talk talk;
    private final PartReader reader;

    Planner(SettingsMap map, Talk talk) {
        this.map = map;
        this.talk = talk;
        this.reader = new PartReader(map, talk);
    }

    /**
     * Makes the plan.
     *
     * @param order what is wanted.
     * @return what must be written; nothing when everything is so already.
     * @throws WrongOrder when the order can't be carried out.
     * @throws TalkFailed when the device could not be read.
     */
    Plan plan(SettingsOrder order) throws WrongOrder, TalkFailed {
        SettingsPart part = order.part();
        if (!map.parts().contains(part)) {
            throw new WrongOrder("it has no settings '" + part + "'; it has "
                    + map.parts().stream().map(SettingsPart::toString).collect(Collectors.joining(", ")));
        }
        Map<String, String> rest = new LinkedHashMap<>(order.values());
        Image own = talk.read(map.own(part));
        Image wanted = encode(own, rest);
        Image planned = own.with(wanted);
        // What hangs on an input that is chosen anew is set on that input, not on the one before.
        Image brought = talk.read(reader.brought(planned));
        wanted = wanted.with(encode(brought, rest));
        if (!rest.isEmpty()) {
            throw new WrongOrder(part + " has no setting '"
                    + rest.keySet().iterator().next() + "' now; it has "
                    + planned.with(brought).arranged().stream().map(Field::name).collect(Collectors.joining(", ")));
        }
        Image before = own.with(brought);
        Image differing = wanted.without(before);
        if (part.group().equals(SettingsPart.LOAD) && LoadRules.concern(differing.fields())) {
            new LoadRules(map).check(planned, reader.others(part));
        }
        return new Plan(before.only(differing.fields()), differing);
    }

    /** Encodes what is wanted of some settings, and takes it off the list. */
    private static Image encode(Image now, Map<String, String> wanted) throws WrongOrder {
        Map<Field, Registers> encoded = new LinkedHashMap<>();
        for (String name : wanted.keySet().toArray(String[]::new)) {
            Optional<Field> field = now.named(name);
            if (field.isPresent()) {
                String text = Objects.requireNonNull(wanted.remove(name));
                encoded.put(field.get(), Encoding.encode(field.get(), text, now.of(field.get())));
            }
        }
        return new Image(encoded);
    }
}
