package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

class SettingsTest {

    @Test
    void defaultsAreThoseOfTheReference() {
        Settings settings = Settings.of(
                Converters.standardConverter().convert(java.util.Map.of()).to(ModbusTcpConfig.class));
        assertEquals(
                new Settings(
                        "",
                        502,
                        new Settings.Limits(
                                32, 16, 128, Duration.ofSeconds(600), Duration.ofSeconds(10), Duration.ofSeconds(10)),
                        true,
                        false,
                        4001,
                        Duration.ZERO,
                        Duration.ofSeconds(1)),
                settings);
    }

    @Test
    void aValueOutOfRangeIsRefusedWithKeyValueAndLimits() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> TestServer.settings("max.connections", 2000));
        assertEquals("max.connections = 2000 in etc/io.karawatt.proto.modbus.cfg is outside 1..1024", e.getMessage());
    }
}
