package io.karawatt.bus.digiware.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.line.LineConfig;
import io.karawatt.model.RegisterTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.util.converter.Converters;

@Timeout(60)
class DigiwareLineTest {

    private final Ears ears = new Ears();

    private static DigiwareLineConfig config(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of("line", "bus", "port", "sim:bus"));
        all.putAll(more);
        return Converters.standardConverter().convert(all).to(DigiwareLineConfig.class);
    }

    /** The container reads both types from the same properties. */
    private static LineConfig common(DigiwareLineConfig config) {
        return Converters.standardConverter().convert(config).to(LineConfig.class);
    }

    private DigiwareLine line(Map<String, Object> more) {
        DigiwareLineConfig config = config(more);
        DigiwareLine line = new DigiwareLine(config, common(config), (String) null);
        line.setSink(ears);
        line.setEvents(ears);
        return line;
    }

    /** The simulator may come after the driver and leave before it. */
    @Test
    void theLineFollowsWhoeverPlaysItsPort() throws InterruptedException {
        DigiwareLine line = line(Map.of());
        line.start();
        assertTrue(ears.next().startsWith("line bus is down: no such port: sim:bus"));
        QuietPlayer player = new QuietPlayer();
        line.addPlayer(player);
        assertEquals("line bus is up", ears.next());
        assertEquals(List.of("sim:bus 38400 8N1"), player.opened());
        line.removePlayer(player);
        assertTrue(ears.next().startsWith("line bus is down: "));
        line.stop();
    }

    @Test
    void aPlayerThatIsThereBeforeTheStartIsUsedAtOnce() throws InterruptedException {
        DigiwareLine line = line(Map.of("baud", 9600, "format", "8E1"));
        QuietPlayer player = new QuietPlayer();
        line.addPlayer(player);
        line.start();
        assertEquals("line bus is up", ears.next());
        assertEquals(List.of("sim:bus 9600 8E1"), player.opened());
        assertEquals("digiware", line.status().kind());
        line.stop();
        assertEquals("line bus is down: the driver was stopped", ears.next());
    }

    @Test
    void aLineThatIsSwitchedOffSaysSo() {
        DigiwareLine line = line(Map.of("enabled", false));
        line.start();
        BusReply reply = line.submit(new BusRequest.Read(1, RegisterTable.HOLDING, 0, 1, Duration.ofSeconds(9)))
                .getNow(new BusReply.Busy("still waiting"));
        assertInstanceOf(BusReply.LineDown.class, reply);
        assertFalse(line.status().up());
        assertEquals("switched off in the configuration", line.status().reason());
        line.stop();
    }

    @Test
    void wrongSettingsAreRefusedWithTheKeyAndTheLimit() {
        refused("fast.period.ms 5 is outside 10..86400000", Map.of("fast.period.ms", 5));
        refused("retries 11 is outside 0..10", Map.of("retries", 11));
        refused("'8X1' is not a character format", Map.of("format", "8X1"));
        refused("'' is not a line name", Map.of("line", ""));
        refused("a serial line needs a port", Map.of("port", ""));
    }

    private void refused(String message, Map<String, Object> more) {
        Exception fault = assertThrows(IllegalArgumentException.class, () -> line(more));
        assertTrue(String.valueOf(fault.getMessage()).startsWith(message), fault::toString);
    }

    /** Process image and event bus are bundles that can be replaced while meters are read. */
    @Test
    void theLineGoesOnWhileNobodyTakesItsReadings() throws InterruptedException {
        DigiwareLine line = line(Map.of());
        line.start();
        assertTrue(ears.next().startsWith("line bus is down: no such port: sim:bus"));
        line.unsetSink(ears);
        line.unsetEvents(ears);
        BusRequest.Read read = new BusRequest.Read(1, RegisterTable.HOLDING, 0, 1, Duration.ofSeconds(5));
        assertInstanceOf(BusReply.LineDown.class, line.submit(read).join());
        line.stop();
    }
}
