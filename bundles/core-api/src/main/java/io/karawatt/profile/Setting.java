package io.karawatt.profile;

import io.karawatt.model.Registers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What data say of a register that can be set: where it belongs, what may be written, and how it is guarded.
 *
 * @param group settings that belong together and are applied together, for example {@code load} or {@code clock}; empty
 *     when none.
 * @param label name inside the group, for example {@code type}; empty when the name of the row does.
 * @param choices contents that have names; empty when there are only numbers or texts.
 * @param bits whether the choices are bits that may be joined.
 * @param least smallest number in the base unit; minus infinity when the type alone decides.
 * @param most largest number in the base unit, for texts the largest number of characters; infinity when the type alone
 *     decides.
 * @param refers scope whose instance number the content is; empty when it is none.
 * @param guard how it is guarded.
 */
public record Setting(
        String group,
        String label,
        List<Choice> choices,
        boolean bits,
        double least,
        double most,
        String refers,
        Guard guard) {

    /** Nothing is said: whatever the type can hold may be written. */
    public static final Setting PLAIN =
            new Setting("", "", List.of(), false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "", Guard.NONE);

    /** The group that holds date and time, in parts or in one. */
    public static final String CLOCK = "clock";

    /** Name of the choice of a {@link Guard#KEY} that opens what is locked. */
    public static final String OPEN = "open";

    /** Copies the choices. */
    public Setting {
        choices = List.copyOf(choices);
    }

    /**
     * A content that has a name.
     *
     * @param raw the content as it is in the register.
     * @param name its name, without blanks.
     */
    public record Choice(long raw, String name) {}

    /** How a register is guarded against writing. */
    public enum Guard {
        /** It can be written as it is. */
        NONE,
        /** The device takes it only after the key was written. */
        LOCKED,
        /** It is the key: what opens the device for settings. Nobody outside writes it; the gateway does. */
        KEY,
        /** It brings the device down, resets it or makes it unreachable: never written for anybody outside. */
        FORBIDDEN
    }

    /**
     * Tells whether somebody outside may write it, when the policy allows it.
     *
     * @return false for keys and forbidden registers.
     */
    public boolean open() {
        return guard == Guard.NONE || guard == Guard.LOCKED;
    }

    /**
     * Finds a content by its name.
     *
     * @param name in any case.
     * @return the choice, or empty.
     */
    public Optional<Choice> choice(String name) {
        return choices.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * Finds the name of a content.
     *
     * @param raw the content.
     * @return the choice, or empty.
     */
    public Optional<Choice> choice(long raw) {
        return choices.stream().filter(c -> c.raw() == raw).findFirst();
    }

    /**
     * Tells what may be written, for people.
     *
     * @param coding how the register holds it.
     * @return for example {@code 50Hz, 60Hz} or {@code 1 to 60 min}.
     */
    public String allowed(RegisterSpec.Coding coding) {
        String names = (bits ? "one or several, joined by commas, of " : "")
                + choices.stream().map(Choice::name).collect(Collectors.joining(", "));
        if (coding.type().text()) {
            return "at most " + longest(coding) + " characters";
        }
        if (!ranged() && !choices.isEmpty()) {
            return names;
        }
        String unit = coding.unit().equals("-") ? "" : " " + coding.unit();
        String from = Double.isFinite(least) ? plain(least) : "";
        String to = Double.isFinite(most) ? plain(most) : "";
        String range = from.isEmpty() && to.isEmpty()
                ? "a number" + (unit.isEmpty() ? "" : " in" + unit)
                : from.isEmpty()
                        ? "at most " + to + unit
                        : to.isEmpty() ? from + unit + " or more" : from + " to " + to + unit;
        return choices.isEmpty() ? range : names + ", or " + range;
    }

    /**
     * Checks contents before they are written.
     *
     * @param coding how the register holds it.
     * @param words holds the words.
     * @param offset where they begin.
     * @return what is wrong with them and what is allowed, in plain words; empty when they may be written.
     */
    public Optional<String> complaint(RegisterSpec.Coding coding, Registers words, int offset) {
        if (coding.type().text()) {
            String text = coding.type().decodeText(words, offset, coding.words());
            return text.length() <= longest(coding)
                    ? Optional.empty()
                    : Optional.of("'" + text + "' has " + text.length() + " characters; " + allowed(coding));
        }
        if (!coding.type().numeric()) {
            return Optional.empty();
        }
        if (named(coding.raw(words, offset))) {
            return Optional.empty();
        }
        OptionalDouble number = coding.value(words, offset);
        double value = number.orElse(Double.NaN);
        boolean fits = ranged() ? value >= least && value <= most : choices.isEmpty() && number.isPresent();
        return fits
                ? Optional.empty()
                : Optional.of((number.isPresent() ? plain(value) : "the content") + " is not allowed; allowed is "
                        + allowed(coding));
    }

    /**
     * Tells a content to people.
     *
     * @param coding how the register holds it.
     * @param words holds the words.
     * @param offset where they begin.
     * @return its name, its number in the base unit, or its text; the words in hexadecimal when it is none of them.
     */
    public String show(RegisterSpec.Coding coding, Registers words, int offset) {
        if (coding.type().text()) {
            return coding.type().decodeText(words, offset, coding.words());
        }
        Optional<Choice> name = coding.type().numeric() ? choice(coding.raw(words, offset)) : Optional.empty();
        if (name.isPresent()) {
            return name.get().name();
        }
        OptionalDouble number = coding.value(words, offset);
        return number.isPresent()
                ? plain(number.getAsDouble())
                : words.slice(offset, coding.words()).toString();
    }

    private boolean named(long raw) {
        long all = choices.stream().mapToLong(Choice::raw).reduce(0, (a, b) -> a | b);
        return choice(raw).isPresent() || (bits && raw != 0 && (raw & ~all) == 0);
    }

    private boolean ranged() {
        return Double.isFinite(least) || Double.isFinite(most);
    }

    /**
     * Returns how long a text may be.
     *
     * @param coding how the register holds it.
     * @return number of characters.
     */
    public int longest(RegisterSpec.Coding coding) {
        int room = coding.type() == RegisterType.STRING_NORM ? 2 * coding.words() : coding.words();
        return Double.isFinite(most) ? (int) Math.min(most, room) : room;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : java.math.BigDecimal.valueOf(number)
                        .round(new java.math.MathContext(10))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
