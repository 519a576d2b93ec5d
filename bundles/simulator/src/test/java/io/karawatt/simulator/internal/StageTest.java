package io.karawatt.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.Registers;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.wire.VirtualTimeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo site on its wires, asked by the gateway's own master. */
final class StageTest {

    private static final Request MAGIC = new Request.ReadHoldingRegisters(50000, 4);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final DemoSite demo = new DemoSite(DemoSite.WORKDAY);
    private final Stage stage = new Stage(demo.site(), new VirtualTimeline(), "127.0.0.1:15502");
    private ModbusMaster digiware;
    private ModbusMaster rs485;

    @BeforeEach
    void openLines() throws IOException {
        digiware = master("digiware");
        rs485 = master("rs485");
    }

    private ModbusMaster master(String line) throws IOException {
        SerialSettings settings = Stage.settings(demo.site().site().line(line).orElseThrow(), Stage.SCHEME + line);
        return new RtuMaster(stage.open(settings), settings);
    }

    private MasterReply ask(SiteDevice device, Request request) throws InterruptedException {
        ModbusMaster line = device.line().equals("digiware") ? digiware : rs485;
        return line.transact(device.address(), request, PATIENCE);
    }

    private SiteDevice device(int address) {
        return demo.site().site().devices().stream()
                .filter(one -> one.address() == address)
                .findFirst()
                .orElseThrow();
    }

    /** What the wire carries is what the truth port tells: one state for all. */
    @Test
    void everyMeterAnswersOnItsWireWhatTheTruthPortTells() throws Exception {
        for (SiteDevice device : demo.site().site().devices()) {
            MasterReply reply = ask(device, MAGIC);
            Response heard = assertInstanceOf(MasterReply.Answered.class, reply, device.key())
                    .response();
            assertEquals(
                    stage.truth(device.address(), new ParsedRequest.Parsed(MAGIC))
                            .orElseThrow(),
                    heard);
        }
        Request measured = new Request.ReadHoldingRegisters(18432, 110);
        Response heard = assertInstanceOf(MasterReply.Answered.class, ask(device(9), measured))
                .response();
        assertEquals(stage.truth(9, new ParsedRequest.Parsed(measured)).orElseThrow(), heard);
    }

    @Test
    void theSiteTellsItsLinesAndDevicesAsTheGatewayNeedsThem() {
        assertEquals(
                List.of("sim:digiware", "sim:rs485"),
                stage.lines().stream().map(line -> line.port()).toList());
        assertEquals(17, stage.devices().size());
        var offices = stage.devices().stream()
                .filter(one -> one.key().equals("i35-9"))
                .findFirst()
                .orElseThrow();
        assertEquals("PC 1-2-3", offices.loads().get(0).name());
        assertTrue(offices.netId().matches("[0-9A-F]{6}"));
    }

    @Test
    void anUnpluggedMeterFallsSilentOnTheWireOnlyAndComesBack() throws Exception {
        stage.control().connect(9, false);
        assertInstanceOf(MasterReply.TimedOut.class, ask(device(9), MAGIC));
        assertInstanceOf(MasterReply.Answered.class, ask(device(11), MAGIC));
        assertTrue(stage.truth(9, new ParsedRequest.Parsed(MAGIC)).isPresent());
        assertEquals(List.of("device 9 is unplugged"), stage.control().faults());

        stage.control().connect(9, true);
        assertInstanceOf(MasterReply.Answered.class, ask(device(9), MAGIC));
        assertEquals(List.of(), stage.control().faults());
    }

    /** Load curve of the I-35, every ten minutes, as its memory shows it at 34928: nothing is missing afterwards. */
    @Test
    void anUnpluggedMeterGoesOnRecording() throws Exception {
        stage.control().connect(9, false);
        demo.pass(2400);
        stage.control().connect(9, true);
        ask(device(9), new Request.WriteMultipleRegisters(34912, Registers.of(0xFFFF, 0, 0)));
        MasterReply reply = ask(device(9), new Request.ReadHoldingRegisters(34928, 32));
        Response heard = assertInstanceOf(MasterReply.Answered.class, reply).response();
        Registers page = assertInstanceOf(Response.ReadRegisters.class, heard).registers();

        long newest = demo.now().getEpochSecond();
        for (int i = 0; i < 4; i++) {
            long date = ((long) page.get(8 + 4 * i) << 16) + page.get(9 + 4 * i);
            assertEquals(newest - 600L * i, 946_684_800L + date);
            assertEquals(0, page.get(10 + 4 * i), "complete");
        }
    }

    @Test
    void twoMetersOnOneAddressCollideUntilItEnds() throws Exception {
        stage.control().duplicate(9, 11);
        MasterReply reply = ask(device(9), new Request.ReadHoldingRegisters(50000, 20));
        assertTrue(reply instanceof MasterReply.Garbled || reply instanceof MasterReply.Malformed, reply.toString());

        stage.control().duplicate(9, 9);
        assertInstanceOf(MasterReply.Answered.class, ask(device(9), MAGIC));
    }

    @Test
    void faultsOfUnknownDevicesAndLinesAreRefusedInPlainWords() {
        assertThrows(IllegalArgumentException.class, () -> stage.control().connect(77, false));
        assertThrows(IllegalArgumentException.class, () -> stage.control().noise("nowhere", 0.1));
        assertThrows(IllegalArgumentException.class, () -> stage.control().noise("rs485", 2));
        assertThrows(IllegalArgumentException.class, () -> stage.control().duplicate(9, 20));
        assertThrows(IOException.class, () -> stage.open(SerialSettings.of("sim:nowhere", 9600, "8N1")));
    }
}
