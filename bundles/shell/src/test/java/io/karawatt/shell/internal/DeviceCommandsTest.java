package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.karawatt.bus.BusReply;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class DeviceCommandsTest {

    private static final Site.Line DIGIWARE = new Site.Line("digiware", new BusReply.Silent("x"));

    @Test
    void theListTellsWhoAnswersAndWhyTheOthersAreNotAsked() {
        String text =
                new DeviceView(Site.INSTALLATION, List.of(DIGIWARE)).list().text();

        assertEquals("""
                device  name      reference  line      address  unit  state       loads  area
                i35-9   PC 1-2-3  I-35       digiware        9     9  good            1  hall
                x-20    ?         X-1        rs485          20     3  no-profile      0
                """, text);
    }

    @Test
    void aDeviceWhoseLineDoesNotRunIsSaidToHaveNone() {
        assertEquals("no-line", new DeviceView(Site.INSTALLATION, List.of()).state(Site.METER));
    }

    @Test
    void showingADeviceTellsItsProfileRowItsLoadsAndItsTimes() {
        String text = new DeviceView(Site.INSTALLATION, List.of(DIGIWARE))
                .show(Site.METER)
                .text();

        assertEquals("""
                device      i35-9
                name        PC 1-2-3
                reference   I-35
                title       DIRIS Digiware I-35
                profile     digiware.profile.yaml:7
                points      3
                line        digiware
                address     9
                unit        9
                area        hall
                netId
                state       good
                lastAnswer  2026-03-29T12:00:00Z
                responseMs  7
                timeoutMs   100
                nextTry

                loads
                load  name  type      ofMax
                   1  PC    3P+N-3CT      3
                """, text);
    }

    @Test
    void whatIsNotTypedTakesItsDefault() throws CommandException {
        Device device = draft("9", "", "", List.of("2=1P+N-1CT:Oven: left", "1=3P+N-3CT"))
                .device();

        assertEquals(
                new Device(
                        "i35-9",
                        "i35-9",
                        "I-35",
                        "digiware",
                        9,
                        9,
                        "",
                        "",
                        List.of(new Load(1, "", "3P+N-3CT"), new Load(2, "Oven: left", "1P+N-1CT"))),
                device);
    }

    @Test
    void aWrongWordIsNamedWithItsRange() {
        assertEquals("unit: '300' is not a number from 1 to 247", refusal(draft("300", "", "", List.of())));
        assertEquals("--address: 'x' is not a number from 1 to 247", refusal(draft("9", "x", "", List.of())));
        assertEquals(
                "--load '3P' is not a load: write NUMBER=TYPE or NUMBER=TYPE:NAME, for example 1=3P+N-3CT:Kitchen",
                refusal(draft("9", "", "", List.of("3P"))));
    }

    private static DeviceDraft draft(String unit, String address, String name, List<String> loads) {
        return new DeviceDraft("i35-9", "I-35", "digiware", unit, address, name, "", "", loads);
    }

    private static String refusal(DeviceDraft draft) {
        return assertThrows(CommandException.class, draft::device).getNiceHelp();
    }
}
