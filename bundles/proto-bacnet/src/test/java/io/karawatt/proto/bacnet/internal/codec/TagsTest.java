package io.karawatt.proto.bacnet.internal.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import com.serotonin.bacnet4j.type.primitive.BitString;
import com.serotonin.bacnet4j.type.primitive.CharacterString;
import com.serotonin.bacnet4j.type.primitive.Primitive;
import com.serotonin.bacnet4j.type.primitive.SignedInteger;
import com.serotonin.bacnet4j.type.primitive.UnsignedInteger;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import io.karawatt.proto.bacnet.internal.net.Octets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoding of clause 20.2, by the examples printed there and by BACnet4J as an independent encoder. */
class TagsTest {

    private static String hex(Consumer<Octets> write) {
        Octets out = new Octets(64, 100_000);
        write.accept(out);
        return HexFormat.of().formatHex(out.toArray());
    }

    private static String independent(Primitive value) {
        ByteQueue queue = new ByteQueue();
        value.write(queue);
        return HexFormat.of().formatHex(queue.popAll());
    }

    private static TagReader reader(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return new TagReader(octets, 0, octets.length);
    }

    @Test
    void theExamplesOfTheStandardAreWrittenAsPrinted() {
        assertEquals("00", hex(Tags::none));
        assertEquals("10", hex(out -> Tags.bool(out, false)));
        assertEquals("11", hex(out -> Tags.bool(out, true)));
        assertEquals("2148", hex(out -> Tags.unsigned(out, 72)));
        assertEquals("3148", hex(out -> Tags.signed(out, 72)));
        assertEquals("4442900000", hex(out -> Tags.real(out, 72.0f)));
        assertEquals("55084052000000000000", hex(out -> Tags.real64(out, 72.0)));
        assertEquals("631234ff", hex(out -> Tags.octets(out, new byte[] {0x12, 0x34, (byte) 0xff})));
        assertEquals(
                "7519005468697320697320612042414 3 6e657420737472696e6721".replace(" ", ""),
                hex(out -> Tags.text(out, "This is a BACnet string!")));
        assertEquals("8203a8", hex(out -> Tags.bits(out, 0xa8, 5)));
        assertEquals("9100", hex(out -> Tags.enumerated(out, 0)));
        assertEquals("a45b011804", hex(out -> Tags.date(out, LocalDate.of(1991, 1, 24))));
        assertEquals("b411232d11", hex(out -> Tags.time(out, LocalTime.of(17, 35, 45, 170_000_000))));
        assertEquals("c400c0000f", hex(out -> Tags.objectId(out, ObjectIds.of(3, 15))));
    }

    @Test
    void datesThatAreNotKnownAreUnspecified() {
        assertEquals("a4ffffffffb4ffffffff", hex(out -> Tags.dateTime(out, null)));
        assertEquals("a4ffffffff", hex(out -> Tags.date(out, LocalDate.of(2200, 1, 1))));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 16_777_215, 16_777_216, 4_294_967_295L})
    void unsignedNumbersAreAsShortAsBacnet4jWritesThem(long number) {
        String written = hex(out -> Tags.unsigned(out, number));

        assertEquals(independent(new UnsignedInteger(number)), written);
        assertEquals(number, reader(written).number(Tags.UNSIGNED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 127, 128, -128, -129, 32_767, -32_769, 8_388_607, 8_388_608, Integer.MIN_VALUE})
    void signedNumbersAreReadByBacnet4jAsTheyWere(int number) throws Exception {
        String written = hex(out -> Tags.signed(out, number));

        ByteQueue queue = new ByteQueue(HexFormat.of().parseHex(written));
        assertEquals(new SignedInteger(number), Primitive.createPrimitive(queue));
        assertEquals(number, reader(written).signed());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 251, 252, 253, 300, 66_000})
    void textsOfEveryLengthAreWrittenAsBacnet4jWritesThem(int length) {
        String text = "ä".repeat(length / 2);

        assertEquals(independent(new CharacterString(text)), hex(out -> Tags.text(out, text)));
    }

    @Test
    void bitsAreWrittenAsBacnet4jWritesThem() {
        boolean[] bits = new boolean[41];
        bits[0] = true;
        bits[12] = true;
        bits[40] = true;

        assertEquals(
                independent(new BitString(bits)),
                hex(out -> Tags.bits(out, new byte[] {(byte) 0x80, 0x08, 0, 0, 0, (byte) 0x80}, 41)));
    }

    @Test
    void nestedValuesAreReadOverAsAWhole() {
        TagReader in = reader("3e2e21482f093f3f2101");

        in.skip();

        assertEquals(1, in.number(Tags.UNSIGNED));
        assertTrue(in.atEnd());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0c000000", // four octets announced, three there
                "0d", // extended length without one
                "0dfe01", // two octets of length, one there
                "0dffffffffff00", // a length below zero
                "fc", // extended tag number without one
                "0f", // a closing tag where an object identifier is wanted
                "0b000000", // an object identifier of three octets
                ""
            })
    void whatIsNotWellFormedIsRejected(String hex) {
        TagReader in = reader(hex);

        assertThrows(Rejected.class, () -> in.objectId(0));
    }

    @Test
    void nestingHasAnEnd() {
        TagReader in = reader("0e".repeat(1000));

        assertEquals(
                RejectReason.invalidTag, assertThrows(Rejected.class, in::skip).reason());
    }

    @Test
    void leftOversAreTooManyArguments() {
        TagReader in = reader("2101");

        assertFalse(in.atEnd());
        assertEquals(
                RejectReason.tooManyArguments,
                assertThrows(Rejected.class, in::requireEnd).reason());
    }
}
