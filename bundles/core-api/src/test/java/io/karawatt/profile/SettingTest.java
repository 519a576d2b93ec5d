package io.karawatt.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec.Coding;
import io.karawatt.profile.Setting.Choice;
import io.karawatt.profile.Setting.Guard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be written is said in words that help. */
class SettingTest {

    private static final double NONE = Double.POSITIVE_INFINITY;

    private static Coding coding(RegisterType type, int words, double scale, String unit) {
        return new Coding(type, words, WordOrder.HIGH_FIRST, scale, 0, unit, Set.of(), 0, 0);
    }

    private static Setting setting(boolean bits, double least, double most, Choice... choices) {
        return new Setting("g", "l", List.of(choices), bits, least, most, "", Guard.NONE);
    }

    @Test
    void onlyNamedContentsMayBeWrittenWhereThereAreOnlyNames() {
        Setting frequency = setting(false, -NONE, NONE, new Choice(0, "50Hz"), new Choice(1, "60Hz"));
        Coding u8 = coding(RegisterType.U8, 1, 1, "-");
        assertEquals(Optional.empty(), frequency.complaint(u8, Registers.of(1), 0));
        assertEquals(
                Optional.of("2 is not allowed; allowed is 50Hz, 60Hz"), frequency.complaint(u8, Registers.of(2), 0));
    }

    /** The range is in the base unit: 0.2 s a step, as the integration time of instantaneous values has it. */
    @Test
    void aRangeCountsInTheBaseUnit() {
        Setting period = setting(false, 0.2, 60, new Choice[0]);
        Coding steps = coding(RegisterType.U16, 1, 0.2, "s");
        assertEquals(Optional.empty(), period.complaint(steps, Registers.of(300), 0));
        assertEquals(
                Optional.of("60.2 is not allowed; allowed is 0.2 to 60 s"),
                period.complaint(steps, Registers.of(301), 0));
    }

    @Test
    void bitsMayBeJoinedButNoOthersAdded() {
        Setting mask = setting(true, -NONE, NONE, new Choice(1, "V"), new Choice(4, "I"));
        Coding u16 = coding(RegisterType.U16, 1, 1, "-");
        assertEquals(Optional.empty(), mask.complaint(u16, Registers.of(5), 0));
        assertEquals(
                Optional.of("2 is not allowed; allowed is one or several, joined by commas, of V, I"),
                mask.complaint(u16, Registers.of(2), 0));
    }

    @Test
    void aTextMayHaveAsManyCharactersAsTheDataSay() {
        Setting name = setting(false, -NONE, 4, new Choice[0]);
        Coding text = coding(RegisterType.STRING_NORM, 4, 1, "-");
        assertEquals(Optional.empty(), name.complaint(text, Registers.of(0x4142, 0x4344, 0, 0), 0));
        assertEquals(
                Optional.of("'ABCDE' has 5 characters; at most 4 characters"),
                name.complaint(text, Registers.of(0x4142, 0x4344, 0x4500, 0), 0));
    }

    @Test
    void whatNothingIsSaidOfMayHoldAnythingOfItsType() {
        Coding u32 = coding(RegisterType.U32, 2, 1, "V");
        assertEquals(Optional.empty(), Setting.PLAIN.complaint(u32, Registers.of(0xFFFF, 0xFFFF), 0));
        assertEquals("a number in V", Setting.PLAIN.allowed(u32));
    }
}
