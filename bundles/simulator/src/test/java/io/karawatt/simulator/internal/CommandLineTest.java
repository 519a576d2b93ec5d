package io.karawatt.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

    @Test
    void linesGoToSerialDevicesOrTcp() {
        CommandLine line = CommandLine.parse(List.of(
                "--site",
                "a.yaml",
                "--seed",
                "9007199254740993",
                "--speed",
                "60",
                "--line",
                "bus=/dev/ttyUSB0@19200,8E1",
                "--line",
                "field=/dev/pts/3",
                "--line",
                "eth=tcp:127.0.0.1:5020"));

        assertEquals("/dev/ttyUSB0 19200 8E1", String.valueOf(line.serial().get("bus")));
        assertEquals("/dev/pts/3 38400 8N1", String.valueOf(line.serial().get("field")));
        assertEquals(
                List.of(5020),
                line.tcp().values().stream().map(InetSocketAddress::getPort).toList());
        assertEquals(new SiteSource("a.yaml", 9_007_199_254_740_993L, 60), line.source());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--site",
                "--site a.yaml",
                "--line bus",
                "--line bus=/dev/x@fast",
                "--line bus=/dev/x@9600,9X9",
                "--line bus=tcp:nowhere",
                "--line bus=tcp:host:99999",
                "--line bus=/dev/x --line bus=/dev/y",
                "--speed 0.001 --line bus=/dev/x",
                "--colour red --line bus=/dev/x"
            })
    void whatCantBeUnderstoodIsRefusedInWords(String arguments) {
        List<String> words = List.of(arguments.split(" ", -1));

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> CommandLine.parse(words));
        assertTrue(String.valueOf(refused.getMessage()).length() > 10);
    }
}
