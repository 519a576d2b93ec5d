package io.karawatt.discovery.internal;

import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * One instance of one row of a register table.
 *
 * @param row the row.
 * @param instance 1..count.
 */
record Cell(RegisterSpec row, int instance) {

    private static final MathContext DIGITS = new MathContext(10);

    int address() {
        return row.addressOf(instance);
    }

    int end() {
        return address() + row.coding().words();
    }

    /** Returns the raw bits of a number. */
    long raw(Registers registers) {
        return row.coding().type().bits(registers, 0, row.coding().order());
    }

    /** Tells the content for people, with its unit; empty when there is none. */
    String told(Registers registers) {
        RegisterSpec.Coding coding = row.coding();
        if (coding.type().text()) {
            return coding.type().decodeText(registers, 0, coding.words());
        }
        if (coding.notAvailable().contains(raw(registers))) {
            return "";
        }
        Optional<Setting.Choice> choice = row.setting().choice(raw(registers));
        if (choice.isPresent()) {
            return choice.get().name();
        }
        String unit = coding.unit().equals("-") ? "" : " " + coding.unit();
        return coding.type().decode(registers, 0, coding.order()).stream()
                .mapToObj(number -> plain(number * coding.scale() + coding.offset()) + unit)
                .findFirst()
                .orElse("");
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
