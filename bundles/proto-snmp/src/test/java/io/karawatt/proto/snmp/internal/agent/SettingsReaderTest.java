package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.secret.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    /** Seals by turning round; opens nothing that holds the word broken. */
    private static final class Turned implements Secrets {

        @Override
        public String seal(String plain) {
            return MARK + new StringBuilder(plain).reverse();
        }

        @Override
        public String open(String text) {
            if (text.contains("broken")) {
                throw new IllegalArgumentException("it was sealed by another gateway");
            }
            return text.startsWith(MARK)
                    ? new StringBuilder(text.substring(MARK.length())).reverse().toString()
                    : text;
        }
    }

    private static AgentSettings read(@Nullable Secrets secrets, Object... changes) {
        Map<String, Object> all = new HashMap<>(TestAgent.defaults());
        for (int i = 0; i < changes.length; i += 2) {
            all.put((String) changes[i], changes[i + 1]);
        }
        return SettingsReader.read(TestAgent.config(all), secrets);
    }

    @Test
    void nobodyIsAcceptedAsInstalled() {
        AgentSettings settings = SettingsReader.read(TestAgent.config(Map.of()), null);
        assertTrue(settings.communities().isEmpty());
        assertTrue(settings.users().isEmpty());
        assertEquals(java.util.Set.of(Version.V3), settings.versions());
        assertTrue(settings.notices().get(0).startsWith("nobody is accepted"));
    }

    /** Each complaint says which key, why, and in which file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port | 70000 | port = 70000 in etc/io.karawatt.proto.snmp.cfg is outside 0..65535",
                "max.request.bytes | 100 | outside 484..65507",
                "v3.read.auth | SHA-3 | v3.read.auth = SHA-3 in etc/io.karawatt.proto.snmp.cfg is not known; possible: none, MD5",
                "v3.read.auth | MD5 | too weak",
                "v3.read.priv | DES | too weak",
                "v3.read.level | authNoPriv | too weak",
                "v3.read.auth.pass | short | v3.read.auth.pass in etc/io.karawatt.proto.snmp.cfg has 5 characters; it must have 8 to 64",
                "v3.read.user | writer | choose two different names",
                "v1.read.community | may-change | are the same",
                "compatibility | maybe | possible: zero, strict",
                "v2c.read.community | sealed:nuf | core-secrets",
            })
    void whatIsWrongIsSaid(String key, String value, String words) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> read(null, key, value))
                .getMessage());
        assertTrue(message.contains(words), message);
        assertTrue(message.contains("io.karawatt.proto.snmp.cfg"), message);
        assertTrue(!message.contains("short"), "a pass phrase is told to nobody");
    }

    @Test
    void withoutAVersionTheAgentStaysOff() {
        assertThrows(
                IllegalArgumentException.class,
                () -> read(null, "v1.enabled", false, "v2c.enabled", false, "v3.enabled", false));
    }

    @Test
    void aLevelThatTheProtocolsCantReachIsRefused() {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> read(null, "weak.algorithms", true, "v3.read.priv", "none"))
                .getMessage());
        assertTrue(message.contains("the highest is authNoPriv"), message);
    }

    @Test
    void sealedSecretsAreOpened() {
        AgentSettings settings =
                read(new Turned(), "v2c.read.community", "sealed:terces", "v3.read.auth.pass", "sealed:87654321");
        assertTrue(settings.communities().stream().anyMatch(one -> one.text().equals("secret")));
        assertEquals("12345678", settings.users().get(0).authenticationPhrase());
    }

    @Test
    void aSecretOfAnotherGatewayIsSaidToBeOne() {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class, () -> read(new Turned(), "v2c.read.community", "sealed:broken"))
                .getMessage());
        assertTrue(message.contains("sealed by another gateway; write it again in plain text"), message);
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        AgentSettings settings = read(null);
        for (String secret : List.of(TestAgent.READ, TestAgent.WRITE, TestAgent.AUTH, TestAgent.PRIV)) {
            assertTrue(!settings.toString().contains(secret), settings.toString());
        }
    }
}
