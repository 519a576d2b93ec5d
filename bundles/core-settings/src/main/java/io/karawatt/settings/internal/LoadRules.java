package io.karawatt.settings.internal;

import io.karawatt.settings.SettingsPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must fit together in a load: as many current transformers as its type has, each on an input of its own that
 * exists and that no other load uses.
 */
final class LoadRules {

    private static final Pattern TRANSFORMERS = Pattern.compile("-([1-9])CT$");
    private static final String TYPE = "type";
    private static final String ENABLED = "enabled";
    private static final String OFF = "off";

    private final SettingsMap map;

    LoadRules(SettingsMap map) {
        this.map = map;
    }

    /** Tells whether a change of these settings can break a rule. */
    static boolean concern(Set<Field> changed) {
        return changed.stream()
                .anyMatch(field -> field.name().equals(TYPE)
                        || field.name().equals(ENABLED)
                        || !field.refers().isEmpty());
    }

    /**
     * Checks a load.
     *
     * @param planned how it would be.
     * @param others how the other loads of the device are.
     * @throws WrongOrder when something does not fit.
     */
    void check(Image planned, Map<SettingsPart, Image> others) throws WrongOrder {
        if (off(planned)) {
            return;
        }
        checkInputs(planned);
        checkNumber(planned);
        for (Map.Entry<SettingsPart, Image> other : others.entrySet()) {
            if (!off(other.getValue())) {
                checkAgainst(planned, other.getKey(), other.getValue());
            }
        }
    }

    private static boolean off(Image load) {
        return load.named(ENABLED)
                .map(field -> field.show(load.of(field)).equals(OFF))
                .orElse(false);
    }

    private static List<Field> transformers(Image load) {
        return load.fields().stream().filter(field -> !field.refers().isEmpty()).toList();
    }

    private void checkInputs(Image planned) throws WrongOrder {
        Map<Integer, String> used = new HashMap<>();
        for (Field field : transformers(planned)) {
            int input = planned.number(field);
            int most = map.instances(field);
            if (input > most) {
                throw new WrongOrder(
                        field.name() + ": there is no input " + input + "; this device has inputs 1 to " + most);
            }
            String first = input == 0 ? null : used.putIfAbsent(input, field.name());
            if (first != null) {
                throw new WrongOrder(field.name() + ": " + first + " hangs on input " + input + " already");
            }
        }
    }

    private static void checkNumber(Image planned) throws WrongOrder {
        String type =
                planned.named(TYPE).map(field -> field.show(planned.of(field))).orElse("");
        Matcher match = TRANSFORMERS.matcher(type);
        List<Field> transformers = transformers(planned);
        if (transformers.isEmpty() || !match.find()) {
            return;
        }
        int wanted = Integer.parseInt(match.group(1));
        if (wanted > transformers.size()) {
            throw new WrongOrder("type " + type + " has " + wanted
                    + " current transformers; a load of this device has at" + " most " + transformers.size());
        }
        for (int i = 0; i < transformers.size(); i++) {
            Field field = transformers.get(i);
            boolean there = planned.number(field) != 0;
            if (there != i < wanted) {
                throw new WrongOrder("a load of type " + type + " has " + wanted + " current transformers: "
                        + field.name() + (there ? " must be none" : " needs an input"));
            }
        }
    }

    private static void checkAgainst(Image planned, SettingsPart part, Image other) throws WrongOrder {
        for (Field mine : transformers(planned)) {
            for (Field theirs : transformers(other)) {
                int input = planned.number(mine);
                if (input != 0 && input == other.number(theirs)) {
                    throw new WrongOrder(mine.name() + ": input " + input + " is used by " + part + " (" + theirs.name()
                            + "); take it away there first");
                }
            }
        }
    }
}
