package io.karawatt.simulator.internal.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.simulator.internal.DemoSite;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkReaderTest {

    private static final String GOOD = """
            site: Cascade
            lines:
              - {name: near, kind: digiware}
              - {name: far, kind: digiware}
              - {name: field, kind: rs485}
              - {name: office, kind: modbus-tcp}
            gateways:
              - {name: main, product: M-70, address: 1, master: [near, field], slave: [office]}
              - {name: bridge, product: C-31, master: [far], slave: [field]}
            supervisors:
              - {name: Page, inside: main}
              - {name: Control room, master: [office]}
            devices:
              - {address: 3, reference: U-30, line: near}
              - {address: 4, reference: U-30, line: far}
            """;

    private static Site read(String text) throws SiteFileException, IOException {
        return new SiteReader(DemoSite.profiles()::find).read("test.yaml", new StringReader(text));
    }

    @Test
    void aGatewaySeesWhatHangsOnItsLinesAndWhatInterfacesLetThrough() throws Exception {
        Site seen = read(GOOD).seenFromTop();

        assertEquals(
                List.of("3 near", "4 field"),
                seen.devices().stream()
                        .map(device -> device.address() + " " + device.line())
                        .toList());
        assertEquals(
                List.of("near", "field"),
                seen.lines().stream().map(Site.SiteLine::name).toList());
    }

    @Test
    void aSupervisorOverEthernetSeesTheGatewayBesideItsMeters() throws Exception {
        Site seen = read(GOOD).seenFrom(List.of("office"));

        assertEquals(
                List.of("main", "u30-3", "u30-4"),
                seen.devices().stream().map(SiteDevice::key).toList());
    }

    @Test
    void aSiteWithoutGatewaysIsSeenAsAWhole() throws Exception {
        Site site = read(GOOD.replaceAll("(?s)gateways:.*(?=devices:)", ""));

        assertEquals(site, site.seenFromTop());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "product: C-31, master: [far]|product: C-31, master: [near]|test.yaml:9: line 'near' has two masters",
                "slave: [office]|slave: [attic]|test.yaml:8: there is no line 'attic'; add it under 'lines'",
                "slave: [office]|slave: [near]|test.yaml:8: a gateway answers on RS485 or Ethernet, not on Digiware",
                "slave: [field]|slave: [office]|test.yaml:9: C-31 is master of Digiware buses and slave of one RS485",
                "product: M-70|product: M-99|test.yaml:8: 'M-99' is no product; write one of ",
                "address: 1, master|address: 3, master|test.yaml:8: address 3 is taken",
                "name: main|name: Main Gate|test.yaml:8: 'Main Gate' is used twice or no name",
                "inside: main|inside: bridge|test.yaml:11: C-31 shows nothing; choose a gateway or display",
                "inside: main|inside: nobody|test.yaml:11: there is no gateway 'nobody'",
                "slave: [office]|slave: [office, field]|test.yaml:8: main would read itself over line 'field'",
                "master: [office]|master: []|test.yaml:12: Control room reads nothing",
                "kind: modbus-tcp}|kind: modbus-tcp}\\n  - {name: spare, kind: rs485}|nobody reads line 'spare'",
            })
    void whatContradictsItselfIsRefusedWithPlaceAndRemedy(String good, String bad, String expected) {
        String text = GOOD.replace(good, bad.replace("\\n", "\n"));
        SiteFileException fault = assertThrows(SiteFileException.class, () -> read(text));

        assertTrue(fault.toString().contains(expected), fault::toString);
    }
}
