package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class BusCommandsTest {

    private static final Optional<Topology> TOPOLOGY = Optional.of(() -> Site.INSTALLATION);

    @Test
    void linesAndTheirDevicesAreCounted() {
        List<BusLine> lines = List.of(new Site.Line("digiware", new BusReply.Silent("x")));

        assertEquals(
                "digiware  digiware  sim:digiware  up           1           50      250         0        0         0       0",
                BusView.lines(lines).text().lines().toList().get(1));
        List<String> stats = BusView.stats(lines).text().lines().toList();
        assertTrue(stats.get(1).startsWith("digiware  *"), stats.get(1));
        assertTrue(stats.get(2).startsWith("digiware  i35-9      9  good         10        9         1"), stats.get(2));
    }

    @Test
    void aDeviceIsAskedByItsKeyOrByLineAndUnit() throws CommandException {
        Site.Line digiware = new Site.Line("digiware", new BusReply.Silent("x"));
        Site.Line tcp = new Site.Line("tcp:1", new BusReply.Silent("x"));
        List<BusLine> lines = List.of(digiware, tcp);

        assertEquals(new BusTarget(digiware, 9), BusTarget.find("i35-9", TOPOLOGY, lines));
        assertEquals(new BusTarget(digiware, 44), BusTarget.find("digiware:44", TOPOLOGY, lines));
        assertEquals(new BusTarget(tcp, 2), BusTarget.find("tcp:1:2", Optional.empty(), lines));
    }

    @Test
    void aTargetThatDoesNotExistIsRefusedInWords() {
        assertEquals(
                "'nix' is neither the key of a device nor LINE:UNIT: device:list and bus:lines show both",
                refusal(() -> BusTarget.find("nix", TOPOLOGY, List.of())));
        assertEquals(
                "there is no line 'rs485' running: bus:lines shows them",
                refusal(() -> BusTarget.find("rs485:3", TOPOLOGY, List.of())));
    }

    @Test
    void theNumberOfValuesIsLimitedByOneModbusRead() throws CommandException {
        RegisterQuery query = RegisterQuery.parse("0xC350", "62", "FLOAT32", "4", "cdab", "100");

        assertEquals(new BusRequest.Read(9, RegisterTable.INPUT, 50000, 124, Duration.ofMillis(100)), query.request(9));
        assertEquals(WordOrder.LOW_FIRST, query.order());
        assertEquals(
                "count: '63' is not a number from 1 to 62",
                refusal(() -> RegisterQuery.parse("0", "63", "float32", "holding", "high", "100")));
        assertEquals(
                "address: '65535' is not a number from 0 to 65534",
                refusal(() -> RegisterQuery.parse("65535", "1", "u32", "holding", "high", "100")));
        assertEquals(
                "--table 'coils' is unknown: use holding or input",
                refusal(() -> RegisterQuery.parse("0", "1", "u16", "coils", "high", "100")));
    }

    @Test
    void registersAreShownAsTypedWithTheirRawWords() throws CommandException {
        // 230.5 V as IEEE 754 single precision is 0x43668000.
        assertEquals("""
                address  addressHex  raw        value
                     16  0x0010      4366 8000  230.5
                """, show("float32", 0x4366, 0x8000));
        assertEquals(
                "     16  0x0010      FFFE     -2",
                show("s16", 0xFFFE).lines().toList().get(1));
        assertEquals(
                "     16  0x0010      4142 4300  ABC",
                show("text", 0x4142, 0x4300).lines().toList().get(1));
        assertEquals(
                "     16  0x0010      0000 0E10  2000-01-01T01:00",
                show("datetime", 0, 3600).lines().toList().get(1));
        assertEquals(3, show("hex", 1, 2).lines().count());
    }

    // 2^64 - 1 is no double.
    @Test
    void aCounterOf64BitsKeepsItsLastDigit() throws CommandException {
        assertTrue(show("u64", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF).contains("18446744073709551615"));
    }

    @Test
    void aWrongDateIsNoValueRatherThanAnError() throws CommandException {
        assertEquals(
                "     16  0x0010      0000 FFFF FFFF",
                show("datetime_3", 0, 0xFFFF, 0xFFFF).lines().toList().get(1));
        assertTrue(show("datetime_ms", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF).contains("FFFF FFFF FFFF FFFF"));
    }

    @Test
    void whatALineRepliesIsPutInPlainWords() {
        assertEquals(
                "unit 9 on line digiware: refused with Modbus exception 2 (no such registers)",
                answer(new BusReply.Refused(2)));
        assertEquals(
                "unit 9 on line digiware: refused with Modbus exception 99 (unknown)",
                answer(new BusReply.Refused(99)));
        assertEquals(
                "unit 9 on line digiware: no answer: 3 tries of 100 ms",
                answer(new BusReply.Silent("3 tries of 100 ms")));
        assertEquals(
                "unit 9 on line digiware: the line is down: port gone", answer(new BusReply.LineDown("port gone")));
    }

    @Test
    void dataIsHandedOn() throws Exception {
        Registers registers = Registers.of(1, 2);
        BusLine line = new Site.Line("digiware", new BusReply.Data(registers, Site.NOON));

        assertEquals(registers, BusAnswer.read(line, query().request(9)));
    }

    private static RegisterQuery query() throws CommandException {
        return RegisterQuery.parse("0", "2", "u16", "holding", "high", "100");
    }

    private static String answer(BusReply reply) {
        return refusal(() -> BusAnswer.read(new Site.Line("digiware", reply), query().request(9)));
    }

    private static String show(String type, int... words) throws CommandException {
        return RegisterFormat.parse(type)
                .show(Registers.of(words), 16, WordOrder.HIGH_FIRST)
                .text();
    }

    private static String refusal(org.junit.jupiter.api.function.Executable command) {
        return assertThrows(CommandException.class, command).getNiceHelp();
    }
}
