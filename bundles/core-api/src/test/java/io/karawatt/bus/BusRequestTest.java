package io.karawatt.bus;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusRequestTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    // Modbus Application Protocol V1.1b3 §6.3 and §6.12: 125 registers of a read, 123 of a write.
    @Test
    void readsAndWritesKeepToTheLimitsOfTheStandard() {
        assertDoesNotThrow(() -> read(0xFFFF - 124, 125));
        assertDoesNotThrow(() -> write(0, new int[123], false));
        assertDoesNotThrow(() -> write(0xFFFF, new int[1], true));

        assertThrows(IllegalArgumentException.class, () -> read(0, 126));
        assertThrows(IllegalArgumentException.class, () -> read(0, 0));
        assertThrows(IllegalArgumentException.class, () -> read(0xFFFF, 2));
        assertThrows(IllegalArgumentException.class, () -> read(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> write(0, new int[124], false));
        assertThrows(IllegalArgumentException.class, () -> write(0, new int[0], false));
        assertThrows(IllegalArgumentException.class, () -> write(0, new int[2], true), "function 6 writes one");
    }

    private static BusRequest read(int address, int count) {
        return new BusRequest.Read(9, RegisterTable.HOLDING, address, count, SECOND);
    }

    private static BusRequest write(int address, int[] values, boolean single) {
        return new BusRequest.Write(9, address, Registers.of(values), single, SECOND);
    }
}
