package io.karawatt.modbus.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.Hex;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.slave.Heard;
import io.karawatt.modbus.slave.RtuSlaveFramer;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

final class JSerialCommLinksTest {

    private static final String PTYS = "io.karawatt.modbus.serial.PtyPair#isPossible";

    private final JSerialCommLinks links = new JSerialCommLinks();

    @TempDir
    private Path folder;

    @Test
    void namesWithASchemeBelongToOthers() {
        assertTrue(links.knows("/dev/ttyUSB0"));
        assertTrue(links.knows("/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0"));
        assertTrue(links.knows("COM3"));
        assertFalse(links.knows("sim:bus"));
    }

    @Test
    void anAbsentPortIsNamed() {
        SerialSettings absent = SerialSettings.of(folder.resolve("ttyUSB7").toString(), 9600, "8N1");
        IOException e = assertThrows(IOException.class, () -> links.open(absent));
        assertTrue(e.toString().contains("ttyUSB7 does not exist"), e.toString());
    }

    @Test
    @EnabledIf(PTYS)
    void charactersArriveAtTheOtherEnd() throws IOException, InterruptedException {
        try (PtyPair ptys = PtyPair.in(folder);
                SerialLink near = links.open(ptys.near());
                SerialLink far = links.open(ptys.far())) {
            long before = near.timeline().nanos();
            byte[] sent = Hex.bytes("00 FF 11 13 0A 0D 04 7F");
            long end = near.write(sent, 0, sent.length);
            assertTrue(end - before >= 8 * ptys.near().characterNanos(), "the last stop bit is estimated");
            byte[] got = new byte[8];
            for (int count = 0; count < 8; ) {
                int more = far.read(got, count, 8 - count, far.timeline().nanos() + 5_000_000_000L);
                assertTrue(more > 0);
                count += more;
            }
            assertArrayEquals(sent, got, "control characters pass unchanged");
            assertEquals(0, far.read(got, 0, 8, far.timeline().nanos()));
            assertEquals(0, far.discard());
        }
    }

    @Test
    @EnabledIf(PTYS)
    void aPortIsOpenOnlyOnce() throws IOException, InterruptedException {
        try (PtyPair ptys = PtyPair.in(folder)) {
            SerialLink near = links.open(ptys.near());
            IOException e = assertThrows(IOException.class, () -> links.open(ptys.near()));
            assertTrue(e.toString().contains("this gateway has it open already"), e.toString());
            near.close();
            links.open(ptys.near()).close();
        }
    }

    /** A pulled adapter must be told from a silent line, and the line must come back without a restart. */
    @Test
    @EnabledIf(PTYS)
    void aVanishedPortIsSeenAndComesBack() throws IOException, InterruptedException {
        PtyPair ptys = PtyPair.in(folder);
        SerialLink near = links.open(ptys.near());
        ptys.close();
        byte[] buffer = new byte[8];
        for (Duration wait : new Duration[] {Duration.ofSeconds(5), Duration.ofMillis(50)}) {
            IOException e = assertThrows(
                    IOException.class,
                    () -> near.read(buffer, 0, 8, near.timeline().nanos() + wait.toNanos()));
            assertTrue(e.toString().contains("is the adapter still plugged in?"), e.toString());
        }
        assertThrows(IOException.class, () -> near.write(buffer, 0, 8));
        assertThrows(IOException.class, near::discard);
        near.close();
        try (PtyPair again = PtyPair.in(folder);
                SerialLink back = links.open(again.near())) {
            assertEquals(0, back.discard());
        }
    }

    @Test
    @EnabledIf(PTYS)
    void closingEndsAWaitingRead() throws IOException, InterruptedException, ExecutionException {
        try (PtyPair ptys = PtyPair.in(folder)) {
            SerialLink near = links.open(ptys.near());
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
                try {
                    return "" + near.read(new byte[8], 0, 8, near.timeline().nanos() + 60_000_000_000L);
                } catch (IOException | InterruptedException e) {
                    return e.toString();
                }
            });
            near.close();
            assertTrue(reader.get().contains("is closed"), reader.get());
        }
    }

    @Test
    @EnabledIf(PTYS)
    void aMasterAndASlaveOfOursTalkOverPtys() throws IOException, InterruptedException, ExecutionException {
        try (PtyPair ptys = PtyPair.in(folder);
                RtuMaster master = new RtuMaster(links.open(ptys.near()), ptys.near());
                SerialLink far = links.open(ptys.far())) {
            RtuSlaveFramer slave = new RtuSlaveFramer(far, ptys.far());
            CompletableFuture<Heard> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    Heard next = slave.next(far.timeline().nanos() + 5_000_000_000L);
                    slave.answer(
                            (Heard.Asked) next, new Response.ReadRegisters(3, Registers.of(1, 2, 3)), Duration.ZERO);
                    return next;
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Request request = new Request.ReadHoldingRegisters(107, 3);
            MasterReply reply = master.transact(17, request, Duration.ofSeconds(5));
            MasterReply.Answered answered = assertInstanceOf(MasterReply.Answered.class, reply);
            assertEquals(new Response.ReadRegisters(3, Registers.of(1, 2, 3)), answered.response());
            assertEquals(new ParsedRequest.Parsed(request), ((Heard.Asked) heard.get()).request());
        }
    }
}
