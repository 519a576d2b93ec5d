package io.karawatt.settings;

/**
 * One setting as the device holds it now.
 *
 * @param name its name in the part, for example {@code type} or {@code ct1.input}.
 * @param value the content: a name, a number in the base unit, or a text; the raw words in hexadecimal when it is none
 *     of them.
 * @param unit base unit; {@code -} where there is none.
 * @param allowed what may be written, for people; empty when it can't be written.
 * @param sourced whether the register was found in a public source; false for our own assumption.
 */
public record SettingState(String name, String value, String unit, String allowed, boolean sourced) {}
