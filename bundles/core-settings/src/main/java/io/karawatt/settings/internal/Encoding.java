package io.karawatt.settings.internal;

import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec.Coding;
import io.karawatt.profile.Setting;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns what an operator writes into register contents, or says what is wrong with it. */
final class Encoding {

    private static final double ROUNDING = 1e-9;

    private Encoding() {}

    /**
     * Encodes one content.
     *
     * @param field which setting.
     * @param text a name, a number in the base unit with or without the unit, or a text.
     * @param before what the registers hold now; neighbours in the same word stay as they are.
     * @return the new content of the registers.
     * @throws WrongOrder when the setting can't hold it or the profile does not allow it.
     */
    static Registers encode(Field field, String text, Registers before) throws WrongOrder {
        Coding coding = field.row().coding();
        Setting setting = field.row().setting();
        if (!field.row().access().writable()) {
            throw new WrongOrder(field.name() + " can only be read");
        }
        short[] words = new short[coding.words()];
        before.copyTo(words, 0);
        if (coding.type().text()) {
            check(field, text);
            coding.type().encodeText(text, words, 0, words.length);
        } else {
            Optional<Setting.Choice> choice = setting.choice(text.strip());
            put(coding, choice.isPresent() ? (double) choice.get().raw() : raw(field, text), words);
        }
        Registers after = Registers.copyOf(words, 0, words.length);
        Optional<String> complaint = setting.complaint(coding, after, 0);
        if (complaint.isPresent()) {
            throw new WrongOrder(field.name() + ": " + complaint.get());
        }
        return after;
    }

    private static void check(Field field, String text) throws WrongOrder {
        String allowed = field.row().setting().allowed(field.row().coding());
        int room = field.row().setting().longest(field.row().coding());
        if (text.length() > room) {
            throw new WrongOrder(
                    field.name() + ": '" + text + "' has " + text.length() + " characters; allowed is " + allowed);
        }
        if (!text.equals(text.strip()) || text.chars().anyMatch(c -> c < ' ' || c > 0xFF)) {
            throw new WrongOrder(field.name() + ": '" + text
                    + "' has a character that the device can't hold (only ISO 8859-1), or begins or ends with a blank");
        }
    }

    private static double raw(Field field, String text) throws WrongOrder {
        Coding coding = field.row().coding();
        String unit = coding.unit();
        String bare = text.strip();
        String digits = bare.endsWith(unit) ? bare.substring(0, bare.length() - unit.length()) : bare;
        double value;
        try {
            value = coding.type().numeric() ? new BigDecimal(digits.strip()).doubleValue() : Double.NaN;
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw new WrongOrder(field.name() + ": '" + text + "' is not allowed; allowed is "
                    + field.row().setting().allowed(coding));
        }
        double raw = (value - coding.offset()) / coding.scale();
        double held = held(coding, raw);
        if (Math.abs(held - raw) > ROUNDING * Math.max(1, Math.abs(raw))) {
            throw new WrongOrder(field.name() + ": the register can't hold " + bare + "; the nearest it can is "
                    + BigDecimal.valueOf(held * coding.scale() + coding.offset())
                            .stripTrailingZeros()
                            .toPlainString());
        }
        return raw;
    }

    /** What becomes of a raw number in the register. */
    private static double held(Coding coding, double raw) {
        if (coding.width() > 0) {
            return Math.max(0, Math.min(Math.rint(raw), (1 << coding.width()) - 1));
        }
        short[] words = new short[coding.words()];
        put(coding, raw, words);
        OptionalDouble held = coding.type().decode(Registers.copyOf(words, 0, words.length), 0, coding.order());
        return held.orElse(Double.NaN);
    }

    private static void put(Coding coding, double raw, short[] words) {
        if (coding.width() == 0) {
            coding.type().encode(raw, words, 0, coding.order());
            return;
        }
        int mask = ((1 << coding.width()) - 1) << coding.bit();
        words[0] = (short) ((words[0] & ~mask) | (((int) Math.rint(raw) << coding.bit()) & mask));
    }
}
