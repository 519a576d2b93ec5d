package io.karawatt.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartBenchmarkTest {

    // As JDK 17.0.15 prints it with the serial collector; metaspace is no heap.
    @Test
    void theGenerationsAreAddedAndMetaspaceIsNot() throws IOException {
        String info = """
                4711:
                 def new generation   total 9792K, used 1024K [0x00000000f6000000, 0x00000000f6aa0000, 0x00000000f9550000)
                  eden space 8704K,  11% used [0x00000000f6000000, 0x00000000f60fd3c8, 0x00000000f6880000)
                 tenured generation   total 21888K, used 2048K [0x00000000f9550000, 0x00000000faab0000, 0x0000000100000000)
                   the space 21888K,  77% used [0x00000000f9550000, 0x00000000fa5f5c00, 0x00000000fa5f5c00, 0x00000000faab0000)
                 Metaspace       used 61440K, committed 62000K, reserved 131072K
                  class space    used 7000K, committed 7300K, reserved 65536K
                """;
        assertEquals(3.0, StartBenchmark.heapMb(info));
    }

    @Test
    void anAnswerWithoutGenerationsIsAFault() {
        assertThrows(IOException.class, () -> StartBenchmark.heapMb("4711:\nUnknown diagnostic command\n"));
    }
}
