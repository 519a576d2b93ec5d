package io.karawatt.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.util.converter.Converters;

class FileAccessPolicyTest {

    @Test
    void withoutConfigurationEveryWriteAndCommandIsRefusedAndLookingIsNot() {
        FileAccessPolicy policy = policy(Map.of());

        assertRefused("write.enabled = true", policy, Operation.WRITE, "127.0.0.1:5000");
        assertRefused("command.enabled = true", policy, Operation.COMMAND, "127.0.0.1:5000");
        assertAllowed(policy, Operation.READ, "203.0.113.9:5000");
    }

    // Switching writing on is not enough: nobody is on the list.
    @Test
    void writingSwitchedOnWithoutClientsStillRefusesEverybody() {
        assertRefused("write.clients", policy(Map.of("write.enabled", true)), Operation.WRITE, "127.0.0.1:5000");
    }

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1                 | 127.0.0.1:49152                    | true
            127.0.0.1                 | /127.0.0.1:49152                   | true
            127.0.0.1                 | 127.0.0.1                          | true
            127.0.0.1                 | 127.0.0.2:49152                    | false
            192.0.2.128/25            | 192.0.2.128:1                      | true
            192.0.2.128/25            | 192.0.2.127:1                      | false
            192.0.2.7/24              | 192.0.2.200:1                      | true
            10.0.0.0/8, 192.0.2.7     | 192.0.2.7:1                        | true
            0.0.0.0/0                 | 203.0.113.9:1                      | true
            0.0.0.0/0                 | [2001:db8::1]:1                    | false
            2001:db8::/32             | [2001:db8:1::7]:502                | true
            2001:db8::/32             | /[2001:db8:1:0:0:0:0:7%eth0]:502   | true
            2001:db8::/32             | [2001:db9::7]:502                  | false
            ::1                       | [0:0:0:0:0:0:0:1]:502              | true
            192.0.2.7                 | [::ffff:192.0.2.7]:502             | true
            0.0.0.0/0                 | localhost:502                      | false
            0.0.0.0/0                 | 1.2.3:502                          | false
            0.0.0.0/0                 | unknown                            | false
            serial:/dev/ttyS1         | /dev/ttyS1                         | true
            serial:/dev/ttyS1         | /dev/ttyS2                         | false
            0.0.0.0/0, ::/0           | /dev/ttyS1                         | false
            """)
    void aClientMayWriteWhenItsAddressIsOnTheList(String clients, String from, boolean allowed) {
        FileAccessPolicy policy = policy(Map.of("write.enabled", true, "write.clients", clients));

        if (allowed) {
            assertAllowed(policy, Operation.WRITE, from);
        } else {
            assertRefused("not allowed from " + from, policy, Operation.WRITE, from);
        }
        assertRefused("command.enabled", policy, Operation.COMMAND, from);
    }

    @Test
    void aFaceThatIsNotNamedIsRefused() {
        FileAccessPolicy policy =
                policy(Map.of("write.enabled", true, "write.clients", "127.0.0.1", "write.faces", "snmp, bacnet"));

        assertRefused("not allowed over modbus-tcp", policy, Operation.WRITE, "127.0.0.1:1");
    }

    // A supervisor that switches outputs must not be able to change the settings of meters.
    @Test
    void commandsMayHaveClientsAndFacesOfTheirOwn() {
        FileAccessPolicy policy = policy(Map.of(
                "write.enabled", true,
                "write.clients", "127.0.0.1",
                "write.faces", "console",
                "command.enabled", true,
                "command.clients", "192.0.2.7",
                "command.faces", "modbus-tcp"));

        assertAllowed(policy, Operation.COMMAND, "192.0.2.7:1");
        assertRefused("command.clients", policy, Operation.COMMAND, "127.0.0.1:1");
        assertRefused("write.faces", policy, Operation.WRITE, "192.0.2.7:1");
    }

    @Test
    void whatIsNotSaidOfCommandsIsAsForWriting() {
        FileAccessPolicy policy = policy(Map.of("command.enabled", true, "write.clients", "127.0.0.1"));

        assertAllowed(policy, Operation.COMMAND, "127.0.0.1:1");
        assertRefused("write.clients", policy, Operation.COMMAND, "192.0.2.7:1");
    }

    // A typing mistake in a security file must close the door, not open it, and say so.
    @ParameterizedTest
    @CsvSource({"10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "example.org", "10.0.0.256", "2001:db8::/129", "/8", "serial:"
    })
    void aFaultyListRefusesEverythingAndTellsTheEntry(String faulty) {
        FileAccessPolicy policy = policy(Map.of("write.enabled", true, "write.clients", "127.0.0.1, " + faulty));

        assertRefused("'" + faulty + "'", policy, Operation.WRITE, "127.0.0.1:1");
        assertAllowed(policy, Operation.READ, "127.0.0.1:1");
    }

    @Test
    void aNewConfigurationCountsFromTheNextQuestion() {
        FileAccessPolicy policy = policy(Map.of());

        policy.modified(config(Map.of("write.enabled", true, "write.clients", "127.0.0.1")));
        assertAllowed(policy, Operation.WRITE, "127.0.0.1:1");

        policy.modified(config(Map.of()));
        assertRefused("switched off", policy, Operation.WRITE, "127.0.0.1:1");
    }

    private static void assertAllowed(FileAccessPolicy policy, Operation operation, String from) {
        assertEquals(new AccessDecision.Allowed(), policy.decide(request(operation, from)));
    }

    private static void assertRefused(String reason, FileAccessPolicy policy, Operation operation, String from) {
        String said = assertInstanceOf(AccessDecision.Refused.class, policy.decide(request(operation, from)))
                .reason();
        assertTrue(said.contains(reason), said);
        assertTrue(said.contains("etc/io.karawatt.access.cfg"), said);
    }

    private static AccessRequest request(Operation operation, String from) {
        return new AccessRequest("modbus-tcp", "anonymous", from, operation, "i35-9 register 58112");
    }

    private static FileAccessPolicy policy(Map<String, Object> settings) {
        return new FileAccessPolicy(config(settings));
    }

    private static AccessConfig config(Map<String, Object> settings) {
        return Converters.standardConverter().convert(new HashMap<>(settings)).to(AccessConfig.class);
    }
}
