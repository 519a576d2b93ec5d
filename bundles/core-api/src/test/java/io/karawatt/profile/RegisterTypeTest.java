package io.karawatt.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.Registers;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegisterTypeTest {

    /** Words as on the wire, most significant first; the numbers follow from two's complement, IEEE 754 and BCD. */
    static Stream<Arguments> goldenWords() {
        return Stream.of(
                Arguments.of(RegisterType.U8, 200.0, words(0xABC8)),
                Arguments.of(RegisterType.U8L, 200.0, words(0xABC8)),
                Arguments.of(RegisterType.U8H, 171.0, words(0xABC8)),
                Arguments.of(RegisterType.S8L, -56.0, words(0xABC8)),
                Arguments.of(RegisterType.S8H, -85.0, words(0xABC8)),
                Arguments.of(RegisterType.U16, 65535.0, words(0xFFFF)),
                Arguments.of(RegisterType.S16, -1.0, words(0xFFFF)),
                Arguments.of(RegisterType.S16, -32768.0, words(0x8000)),
                Arguments.of(RegisterType.U32, 23005.0, words(0x0000, 0x59DD)),
                Arguments.of(RegisterType.U32, 4294967295.0, words(0xFFFF, 0xFFFF)),
                Arguments.of(RegisterType.S32, -2.0, words(0xFFFF, 0xFFFE)),
                Arguments.of(RegisterType.S32, -2147483648.0, words(0x8000, 0x0000)),
                Arguments.of(RegisterType.U48, 281474976710655.0, words(0xFFFF, 0xFFFF, 0xFFFF)),
                Arguments.of(RegisterType.U64, 0x1p64, words(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF)),
                Arguments.of(RegisterType.U64, 0x1p63, words(0x8000, 0, 0, 0)),
                Arguments.of(RegisterType.S64, -0x1p63, words(0x8000, 0, 0, 0)),
                Arguments.of(RegisterType.S64, -1.0, words(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF)),
                // 1.0, pi and -2.5 as in the tables of IEEE 754.
                Arguments.of(RegisterType.FLOAT32, 1.0, words(0x3F80, 0x0000)),
                Arguments.of(RegisterType.FLOAT32, -2.5, words(0xC020, 0x0000)),
                Arguments.of(RegisterType.FLOAT64, Math.PI, words(0x4009, 0x21FB, 0x5444, 0x2D18)),
                Arguments.of(RegisterType.BCD16, 9999.0, words(0x9999)),
                Arguments.of(RegisterType.BCD32, 12345678.0, words(0x1234, 0x5678)),
                // 2018-09-26T09:50:00 is 591270600 s after 2000-01-01T00:00:00.
                Arguments.of(RegisterType.DATETIME, 591270600.0, words(0x233E, 0x12C8)),
                Arguments.of(RegisterType.DATETIME_MS, 591270600000.0, words(0x0000, 0x0089, 0xAA79, 0x5D40)));
    }

    private static Registers words(int... values) {
        return Registers.of(values);
    }

    @ParameterizedTest
    @MethodSource("goldenWords")
    void decodesWhatTheStandardSays(RegisterType type, double number, Registers words) {
        assertEquals(OptionalDouble.of(number), type.decode(words, 0, WordOrder.HIGH_FIRST));
    }

    @ParameterizedTest
    @MethodSource("goldenWords")
    void readsTheWordsBackwardsWhenTheLowWordComesFirst(RegisterType type, double number, Registers words) {
        int[] reversed = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            reversed[1 + i] = words.get(words.size() - 1 - i);
        }
        assertEquals(OptionalDouble.of(number), type.decode(Registers.of(reversed), 1, WordOrder.LOW_FIRST));
    }

    @ParameterizedTest
    @MethodSource("goldenWords")
    void encodesToTheSameWords(RegisterType type, double number, Registers words) {
        for (WordOrder order : WordOrder.values()) {
            short[] target = new short[words.size() + 1];
            // The neighbour byte of a byte type is there already and must survive; U8 owns the whole word.
            target[1] = (short) (type == RegisterType.U8 ? 0 : words.get(0));
            type.encode(number, target, 1, order);
            Registers made = Registers.copyOf(target, 1, words.size());
            assertEquals(OptionalDouble.of(number), type.decode(made, 0, order));
            if (order == WordOrder.HIGH_FIRST && type != RegisterType.U8) {
                assertEquals(words, made);
            }
        }
    }

    @Test
    void aByteLeavesItsNeighbourAlone() {
        short[] word = {(short) 0xABCD};
        RegisterType.U8H.encode(0x12, word, 0, WordOrder.HIGH_FIRST);
        assertEquals((short) 0x12CD, word[0]);
        RegisterType.S8L.encode(-1, word, 0, WordOrder.HIGH_FIRST);
        assertEquals((short) 0x12FF, word[0]);
        RegisterType.U8.encode(5, word, 0, WordOrder.HIGH_FIRST);
        assertEquals((short) 0x0005, word[0]);
    }

    @Test
    void stopsAtTheEndsOfTheRange() {
        assertEncoded(0xFFFF, RegisterType.U16, 70_000);
        assertEncoded(0, RegisterType.U16, -3);
        assertEncoded(0x7FFF, RegisterType.S16, 1e9);
        assertEncoded(0x8000, RegisterType.S16, -1e9);
        assertEncoded(0x9999, RegisterType.BCD16, 12_000);
        assertEncoded(0xFFFF, RegisterType.U16, Double.POSITIVE_INFINITY);
        assertEncoded(0x8000, RegisterType.S16, Double.NEGATIVE_INFINITY);
        assertEncoded(0, RegisterType.S16, Double.NaN);
    }

    private static void assertEncoded(int word, RegisterType type, double number) {
        short[] target = {0x5555};
        type.encode(number, target, 0, WordOrder.HIGH_FIRST);
        assertEquals((short) word, target[0], type + " of " + number);
    }

    @Test
    void stopsAtTheEndsOfSixtyFourBits() {
        assertEncoded64(new int[] {0x7FFF, 0xFFFF, 0xFFFF, 0xFFFF}, RegisterType.S64, 1e30);
        assertEncoded64(new int[] {0x8000, 0, 0, 0}, RegisterType.S64, -1e30);
        assertEncoded64(new int[] {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF}, RegisterType.U64, 1e30);
        assertEncoded64(new int[] {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF}, RegisterType.U64, Double.POSITIVE_INFINITY);
        assertEncoded64(new int[] {0, 0, 0, 0}, RegisterType.U64, -5);
        assertEncoded64(new int[] {0, 0, 0, 0}, RegisterType.U64, -1e30);
        assertEncoded64(new int[] {0x0020, 0, 0, 0}, RegisterType.U64, 0x1p53);
    }

    private static void assertEncoded64(int[] words, RegisterType type, double number) {
        short[] target = new short[4];
        type.encode(number, target, 0, WordOrder.HIGH_FIRST);
        short[] expected = new short[4];
        Registers.of(words).copyTo(expected, 0);
        assertArrayEquals(expected, target, type + " of " + number);
    }

    @Test
    void roundsToTheNearestInteger() {
        assertEncoded(3, RegisterType.U16, 2.6);
        assertEncoded(0xFFFD, RegisterType.S16, -2.6);
    }

    @Test
    void aDigitAboveNineIsNoBcdNumber() {
        assertTrue(RegisterType.BCD16
                .decode(words(0x12A4), 0, WordOrder.HIGH_FIRST)
                .isEmpty());
        assertTrue(RegisterType.BCD32
                .decode(words(0x1234, 0xF678), 0, WordOrder.HIGH_FIRST)
                .isEmpty());
    }

    @Test
    void notANumberAndInfinityAreNoNumbers() {
        assertTrue(RegisterType.FLOAT32
                .decode(words(0x7FC0, 0), 0, WordOrder.HIGH_FIRST)
                .isEmpty());
        assertTrue(RegisterType.FLOAT32
                .decode(words(0xFF80, 0), 0, WordOrder.HIGH_FIRST)
                .isEmpty());
        assertTrue(RegisterType.FLOAT64
                .decode(words(0x7FF0, 0, 0, 0), 0, WordOrder.HIGH_FIRST)
                .isEmpty());
    }

    @Test
    void bitsAreNotSignExtendedSoThatNotAvailableCodesCompare() {
        assertEquals(0x8000L, RegisterType.S16.bits(words(0x8000), 0, WordOrder.HIGH_FIRST));
        assertEquals(0x80L, RegisterType.S8H.bits(words(0x8001), 0, WordOrder.HIGH_FIRST));
        assertEquals(0xFFFF_FFFFL, RegisterType.S32.bits(words(0xFFFF, 0xFFFF), 0, WordOrder.HIGH_FIRST));
        assertEquals(0x0001_8000L, RegisterType.U32.bits(words(0x8000, 0x0001), 0, WordOrder.LOW_FIRST));
    }

    /** A Socomec device spells SOCO with one character a word at 50000. */
    @Test
    void readsAndWritesTextWithOneCharacterAWord() {
        assertEquals("SOCO", RegisterType.STRING_16.decodeText(words(0x0053, 0x004F, 0x0043, 0x004F), 0, 4));
        short[] target = new short[4];
        RegisterType.STRING_16.encodeText("SOCO", target, 0, 4);
        assertEquals(words(0x0053, 0x004F, 0x0043, 0x004F), Registers.copyOf(target, 0, 4));
    }

    @Test
    void readsAndWritesTextWithTwoCharactersAWord() {
        assertEquals("SOCOMEC", RegisterType.STRING_NORM.decodeText(words(0x534F, 0x434F, 0x4D45, 0x4300), 0, 4));
        short[] target = new short[4];
        RegisterType.STRING_NORM.encodeText("SOCOMEC", target, 0, 4);
        assertEquals(words(0x534F, 0x434F, 0x4D45, 0x4300), Registers.copyOf(target, 0, 4));
    }

    @Test
    void textStopsAtTheFirstNulAndHidesWhatIsNotPrintable() {
        assertEquals("A?", RegisterType.STRING_NORM.decodeText(words(0x4107, 0x2000, 0x4242), 0, 3));
        assertEquals("", RegisterType.U16.decodeText(words(0x4142), 0, 1));
    }

    @Test
    void aLongTextIsCutAndAForeignCharacterReplaced() {
        short[] target = new short[1];
        RegisterType.STRING_NORM.encodeText("\u20ACBC", target, 0, 1);
        assertEquals(words(0x3F42), Registers.copyOf(target, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = RegisterType.class,
            names = {"DATETIME_3", "STRING_NORM", "STRING_16"})
    void whatIsNoNumberIsNeitherDecodedNorEncodedAsOne(RegisterType type) {
        assertTrue(type.decode(words(1, 2, 3), 0, WordOrder.HIGH_FIRST).isEmpty());
        assertThrows(UnsupportedOperationException.class, () -> type.encode(1, new short[3], 0, WordOrder.HIGH_FIRST));
    }

    @ParameterizedTest
    @EnumSource(RegisterType.class)
    void everyTypeIsFoundByItsNameInAnyCase(RegisterType type) {
        assertEquals(
                type,
                RegisterType.find(type.name().toLowerCase(java.util.Locale.ROOT))
                        .orElseThrow());
        assertTrue(RegisterType.find(type.name() + "x").isEmpty());
    }

    // Where a counter of each type begins again; Modbus meters count in all of these.
    @Test
    void aTypeKnowsItsLargestNumber() {
        assertEquals(65_535, RegisterType.U16.largest());
        assertEquals(4_294_967_295.0, RegisterType.U32.largest());
        assertEquals(2_147_483_647, RegisterType.S32.largest());
        assertEquals(99_999_999, RegisterType.BCD32.largest());
        assertEquals(Double.POSITIVE_INFINITY, RegisterType.FLOAT32.largest());
    }
}
