package io.karawatt.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RegistersTest {

    // Modbus Application Protocol V1.1b3 §6.3, example: registers 108 to 110 hold 022B, 0000 and 0064 hex.
    private static final byte[] EXAMPLE = {0x02, 0x2B, 0x00, 0x00, 0x00, 0x64};

    @Test
    void wordsTravelMostSignificantByteFirst() {
        Registers read = Registers.read(ByteBuffer.wrap(EXAMPLE), 3);

        assertEquals(Registers.of(555, 0, 100), read);
        assertEquals("[022B 0000 0064]", read.toString());
        ByteBuffer written = ByteBuffer.allocate(6);
        read.writeTo(written);
        assertArrayEquals(EXAMPLE, written.array());
    }

    @Test
    void contentsAreUnsigned() {
        assertEquals(
                65535, Registers.read(ByteBuffer.wrap(new byte[] {-1, -1}), 1).get(0));
        assertEquals(65535, Registers.of(65535).get(0));
        assertThrows(IllegalArgumentException.class, () -> Registers.of(65536));
        assertThrows(IllegalArgumentException.class, () -> Registers.of(-1));
    }

    @Test
    void aRunDoesNotChangeWithTheArrayItWasMadeFrom() {
        short[] words = {1, 2, 3};
        Registers run = Registers.copyOf(words, 1, 2);

        words[1] = 9;

        assertEquals(Registers.of(2, 3), run);
    }

    @Test
    void aPartIsCutOutAndTheWholeIsNotCopied() {
        Registers run = Registers.of(1, 2, 3);

        assertEquals(Registers.of(2), run.slice(1, 1));
        assertEquals(Registers.EMPTY, run.slice(3, 0));
        assertSame(run, run.slice(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> run.slice(2, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> run.slice(-1, 2));
    }
}
