package io.karawatt.simulator.internal.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterType;
import io.karawatt.simulator.internal.DemoSite;
import org.junit.jupiter.api.Test;

/**
 * Addresses are those of the public tables (OpenEMS docs: vendor table DIRIS B-30), so that profile faults show too.
 */
final class MeterAsSlaveTest {

    private static final int AVERAGE_MINUTES = 34817;
    private static final int LOAD_NAME = 46592;

    private final DemoSite demo = new DemoSite(DemoSite.WORKDAY);

    private Response write(int unit, int address, int... values) {
        return demo.ask(unit, new Request.WriteMultipleRegisters(address, Registers.of(values)));
    }

    /** The code of the public reports (register 58112); it opens for a minute. */
    private void unlock(int unit) {
        assertEquals(new Response.WrittenMultiple(58112, 1), write(unit, 58112, 1000));
    }

    private static Response exception(int function, int code) {
        return new Response.ExceptionResponse(0x80 | function, code);
    }

    /** "SOCO", one character a word, at 50000: what a public driver looks for first. */
    @Test
    void itIntroducesItselfWithTheMagicWordAndItsName() {
        assertEquals(Registers.of('S', 'O', 'C', 'O'), demo.read(9, 50000, 4));
        assertEquals(400, demo.read(9, 50004, 1).get(0));
        Registers name = demo.read(9, 50058, 8);
        assertTrue(RegisterType.STRING_NORM.decodeText(name, 0, 8).startsWith("DIRIS I-35"));
        assertNotEquals(demo.read(9, 50067, 2), demo.read(11, 50067, 2));
    }

    @Test
    void reservedRegistersOfATableReadZeroAndThoseOutsideAreRefused() {
        assertEquals(0, demo.read(24, 50000 + 7 + 20 + 9, 1).get(0));
        assertEquals(exception(3, 2), demo.ask(9, new Request.ReadHoldingRegisters(100, 1)));
        assertEquals(exception(3, 2), demo.ask(9, new Request.ReadHoldingRegisters(60000, 10)));
    }

    @Test
    void inputRegistersMirrorHoldingRegistersWhereTheProfileHasNone() {
        Response answer = demo.ask(9, new Request.ReadInputRegisters(50000, 4));

        assertEquals(new Response.ReadRegisters(4, Registers.of('S', 'O', 'C', 'O')), answer);
    }

    @Test
    void settingsHoldWhatTheSiteFileSaysAndKeepWhatIsWritten() {
        assertEquals("PC 1-2-3", RegisterType.STRING_NORM.decodeText(demo.read(9, LOAD_NAME, 16), 0, 16));
        assertEquals(8, demo.read(9, 13825, 1).get(0));
        assertEquals(9, demo.read(9, 57344, 1).get(0));

        unlock(9);
        assertEquals(new Response.WrittenMultiple(AVERAGE_MINUTES, 1), write(9, AVERAGE_MINUTES, 5));
        assertEquals(5, demo.read(9, AVERAGE_MINUTES, 1).get(0));
        assertEquals(
                new Response.WrittenSingle(AVERAGE_MINUTES, 15),
                demo.ask(9, new Request.WriteSingleRegister(AVERAGE_MINUTES, 15)));
        assertEquals(15, demo.read(9, AVERAGE_MINUTES, 1).get(0));
        assertEquals(10, demo.read(11, AVERAGE_MINUTES, 1).get(0));
    }

    @Test
    void measuredValuesCantBeWritten() {
        assertEquals(exception(0x10, 2), write(9, 18436, 1, 2));
        assertEquals(exception(6, 2), demo.ask(9, new Request.WriteSingleRegister(18436, 1)));
    }

    /** nominalVoltage takes two words at 12289; half of it makes no sense. */
    @Test
    void halfOfAWideSettingCantBeWritten() {
        assertEquals(exception(0x10, 3), write(9, 12289, 1));
        assertEquals(new Response.WrittenMultiple(12289, 2), write(9, 12289, 0, 240));
        assertEquals(240, demo.value(9, "nominalVoltage", "", 1));
    }

    @Test
    void aRefusedWriteChangesNothing() {
        int vtUsed = 12293;
        assertEquals(exception(0x10, 2), write(9, vtUsed + 3, 1, 2));

        assertEquals(demo.read(11, vtUsed, 4), demo.read(9, vtUsed, 4));
    }

    @Test
    void theResetCommandBeginsPartialEnergiesOfOneLoadAnew() {
        demo.pass(600);
        double before = demo.value(11, "energyActivePos", "partial", 1);
        double other = demo.value(11, "energyActivePos", "partial", 2);
        double total = demo.value(11, "energyActivePos", "total", 1);

        unlock(11);
        assertEquals(new Response.WrittenMultiple(20096, 1), write(11, 20096, 0x3F));

        assertEquals(0, demo.value(11, "energyActivePos", "partial", 1));
        assertEquals(before, demo.value(11, "energyActivePos", "lastPartial", 1));
        assertEquals(other, demo.value(11, "energyActivePos", "partial", 2));
        assertEquals(total, demo.value(11, "energyActivePos", "total", 1));
    }

    @Test
    void theIndexAndItsResidueNeverDisagree() {
        for (int minute = 0; minute < 60; minute++) {
            demo.pass(60);
            double residue = demo.value(9, "energyActivePos", "totalResidual", 1);
            assertTrue(residue >= 0 && residue < 1000, "residue " + residue);
        }
    }

    @Test
    void anotherMethodOfDistortionTakesEffect() {
        double ofFundamental = demo.value(9, "thdI1");
        unlock(9);
        write(9, 34819, 1);
        double ofRms = demo.value(9, "thdI1");

        double expected = ofFundamental / Math.sqrt(1 + Math.pow(ofFundamental / 100, 2));
        assertEquals(expected, ofRms, 0.1);
    }

    @Test
    void outputsFollowTheirCommandRegisters() {
        write(7, 11285, 0b01);
        assertEquals(0b01, demo.read(7, 11282, 1).get(0));
        write(7, 11284, 0b01);
        assertEquals(0, demo.read(7, 11282, 1).get(0));
    }

    /** Input 4 of the module is a door; supervisors that subscribe to it must have something to be told. */
    @Test
    void aDoorContactOpensAndClosesNowAndThen() {
        int changes = 0;
        boolean before = closed(4);
        for (int i = 0; i < 360; i++) {
            demo.pass(5);
            boolean now = closed(4);
            changes += now == before ? 0 : 1;
            before = now;
        }
        assertTrue(changes >= 10 && changes <= 60, changes + " changes in half an hour");
    }

    private boolean closed(int input) {
        return (demo.read(7, 11250, 1).get(0) >> (input - 1)) % 2 != 0;
    }

    /** Modbus Application Protocol V1.1b3 §6.21: basic objects 0 to 2, single objects by code 4. */
    @Test
    void itAnswersDeviceIdentification() {
        Response basic = demo.ask(9, new Request.ReadDeviceIdentification(1, 0));
        var objects =
                assertInstanceOf(Response.DeviceIdentification.class, basic).objects();

        assertEquals(java.util.Set.of(0, 1, 2), objects.keySet());
        assertEquals(exception(0x2B, 2), demo.ask(9, new Request.ReadDeviceIdentification(4, 0x55)));
    }

    @Test
    void countersOfPulsesRise() {
        double before = demo.value(7, "multifluid", "total", 1);
        demo.pass(3600);

        double litres = demo.value(7, "multifluid", "total", 1) - before;
        assertTrue(litres > 100 && litres < 3000, "litres in an hour: " + litres);
    }
}
