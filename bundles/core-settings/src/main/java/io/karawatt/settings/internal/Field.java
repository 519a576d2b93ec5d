package io.karawatt.settings.internal;

import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;

/**
 * One setting of a device: a row, and which of its instances.
 *
 * @param name its name in the part, for example {@code ct1.direction}.
 * @param row the row.
 * @param instance 1..n.
 */
record Field(String name, RegisterSpec row, int instance) {

    int address() {
        return row.addressOf(instance);
    }

    int words() {
        return row.coding().words();
    }

    int end() {
        return address() + words();
    }

    boolean locked() {
        return row.setting().guard() == Setting.Guard.LOCKED;
    }

    /** Returns the scope whose instance number it holds; empty when it holds something else. */
    String refers() {
        return row.setting().refers();
    }

    /** Tells a content to people, without its unit. */
    String show(Registers words) {
        return row.setting().show(row.coding(), words, 0);
    }

    /** Tells a content to people, with its unit where it is a number. */
    String showWithUnit(Registers words) {
        String unit = row.coding().unit();
        String text = show(words);
        boolean number = !row.coding().type().text()
                && row.setting().choice(row.coding().raw(words, 0)).isEmpty();
        return number && !unit.equals("-") ? text + " " + unit : text;
    }
}
