package io.karawatt.proto.snmp.internal.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.smi.OID;

/** published-objects.txt is the ledger of what has ever been published: lines are added at its end, never changed. */
class PublishedNumbersTest {

    private static final String LEDGER = "/io/karawatt/proto/snmp/published-objects.txt";

    // A manager stores numbers: one that moves shows the current where the voltage was.
    @Test
    void everyPublishedObjectStillHasItsNameAndNumber() throws IOException {
        Map<String, OID> now = now();
        ledger().forEach((name, oid) -> assertEquals(oid, String.valueOf(now.get(name)), name));
    }

    @Test
    void everyObjectIsInTheLedger() throws IOException {
        Map<String, OID> missing = now();
        missing.keySet().removeAll(ledger().keySet());
        assertEquals(Map.of(), missing, "append to published-objects.txt");
    }

    // RFC 2578 section 3.1: a lower-case letter first, at most 64 characters, letters and digits.
    @Test
    void namesAreDescriptorsThatDifferInMoreThanCase() throws IOException {
        now().keySet().forEach(name -> assertTrue(name.matches("[a-z][A-Za-z0-9]{0,63}"), name));
        assertEquals(
                now().size(),
                now().keySet().stream()
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                        .distinct()
                        .count());
    }

    // The numbers that the manuals and other public sources print.
    @ParameterizedTest
    @CsvSource({
        "instCurrentI1, 1.3.6.1.4.1.4555.10.20.20.1.10000",
        "instCurrentI2, 1.3.6.1.4.1.4555.10.20.20.1.10001",
        "instThdI1, 1.3.6.1.4.1.4555.10.20.20.1.100006",
        "avgCurrentI1, 1.3.6.1.4.1.4555.10.20.30.1.10023",
        "avgPowerActiveTotal, 1.3.6.1.4.1.4555.10.20.30.1.80031"
    })
    void theNumbersOfTheManualsAreTheOnesServed(String name, String oid) throws IOException {
        assertEquals(oid, String.valueOf(now().get(name)));
    }

    private static Map<String, OID> now() throws IOException {
        Map<String, OID> all = new TreeMap<>();
        Layout layout = Layout.of(Catalogue.all());
        layout.objects().forEach(object -> put(all, object.name(), object.oid()));
        for (MetrologyTable table : layout.metrology()) {
            put(all, table.name(), table.oid());
            OID entry = Layout.entry(table.oid());
            table.columns()
                    .forEach(column -> put(all, column.name(), new OID(entry.getValue(), new int[] {column.number()})));
        }
        return all;
    }

    private static void put(Map<String, OID> all, String name, OID oid) {
        OID other = all.put(name, oid);
        assertTrue(other == null, () -> name + " is both " + other + " and " + oid);
    }

    private static Map<String, String> ledger() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PublishedNumbersTest.class.getResourceAsStream(LEDGER)),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
        }
    }
}
