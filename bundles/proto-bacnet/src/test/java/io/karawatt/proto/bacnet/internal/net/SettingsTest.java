package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator may write, and what he is told when it is wrong. */
class SettingsTest {

    private static String complaint(Object... pairs) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> TestStack.settings(pairs))
                .getMessage());
    }

    @Test
    void withoutSettingsThereIsARouterAndNothingMore() {
        Settings settings = TestStack.settings();
        assertEquals(47808, settings.port());
        assertEquals(100, settings.terms().instance());
        assertEquals(2001, settings.virtualNetwork());
        assertNull(settings.table());
        assertNull(settings.foreign());
        assertEquals(Set.of(), settings.timeSources());
    }

    @Test
    void tablesAreReadWithAndWithoutPortAndMask() {
        Settings settings = TestStack.settings(
                "bbmd.enabled", true, "bbmd.table", "198.51.100.9, 203.0.113.9:47809 255.255.255.0,");
        BroadcastTable table = Objects.requireNonNull(settings.table());
        assertEquals(
                "198.51.100.9:47808 255.255.255.255", table.entries().get(0).toString());
        assertEquals(
                "203.0.113.255:47809",
                BacnetAddress.local(table.entries().get(1).target(), 47809).text());
        assertEquals(2, table.entries().size());
    }

    @Test
    void eachMistakeIsNamedWithKeyValueAndWhatIsRight() {
        assertEquals(
                "main.instance = 4194303 in etc/io.karawatt.proto.bacnet.cfg: must be 0..4194055",
                complaint("main.instance", 4_194_303));
        assertTrue(complaint("virtual.network", 0).contains("1..65534"));
        assertTrue(complaint("virtual.network", 5, "ip.network", 5).contains("ip.network"));
        assertTrue(complaint("bind", "localhost").contains("IPv4 address as in 192.0.2.7"));
        assertTrue(complaint("broadcast", "192.0.2.256").contains("broadcast = 192.0.2.256"));
        assertTrue(complaint("bbmd.table", "198.51.100.9 255.0.255.0").contains("ones, then zeros"));
        assertTrue(complaint("bbmd.table", "a b c").contains("ADDRESS:PORT MASK"));
        assertTrue(complaint("foreign.bbmd", "bbmd.example").contains("IPv4 address"));
        assertTrue(
                complaint("foreign.bbmd", "198.51.100.9", "bbmd.enabled", true).contains("no foreign device"));
        assertTrue(complaint("foreign.ttl.s", 5).contains("30..65535"));
        assertTrue(complaint("time.sources", "192.0.2.7:47808").contains("time.sources"));
        assertTrue(complaint("dcc.password", "a".repeat(21)).contains("(not shown)"));
        assertTrue(complaint("apdu.timeout.ms", 1).contains("500..60000"));
    }

    @Test
    void addressesAreWrittenAndReadAlike() {
        for (String text :
                new String[] {"192.0.2.7:47808", "255.255.255.255:0", "192.0.2.7:47808/5:0c", "1.2.3.4:5/6:"}) {
            assertEquals(text, BacnetAddress.parse(text).text());
        }
        for (String text :
                new String[] {"", "192.0.2.7", "192.0.2.7:65536", "300.0.2.7:1", "1.2.3.4:5/6", "1.2.3.4:5/6:0"}) {
            assertThrows(IllegalArgumentException.class, () -> BacnetAddress.parse(text), text);
        }
        assertEquals(
                "Address [networkNumber=5, macAddress=[c]]",
                BacnetAddress.parse("192.0.2.7:47808/5:0c").toAddress().toString());
    }
}
