package io.karawatt.secret.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedSecretsTest {

    /** "grün-demo-pass", sealed with Python's cryptography: key 00..1F, nonce 64..6F, associated data 01. */
    private static final String BY_ANOTHER_HAND = "sealed:AWRlZmdoaWprbG1uby9pHdoXxDL7Uw1ymLsWGRUmgE1u1MDqOXR7x4yj5hc";

    @TempDir
    private Path folder;

    @Test
    void theFormatIsTheDocumentedOne() throws IOException {
        byte[] key = new byte[KeyFile.BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        Files.write(folder.resolve("key"), key);

        assertEquals("grün-demo-pass", secrets("key").open(BY_ANOTHER_HAND));
    }

    @Test
    void aSealedTextIsOpenedAfterARestart() {
        String sealed = secrets("secrets/key").seal("demo-auth-pass");

        assertTrue(sealed.matches("sealed:[A-Za-z0-9_-]+"), sealed);
        assertEquals("demo-auth-pass", secrets("secrets/key").open(sealed));
    }

    // Whoever sees two settings files must not learn that they hold one pass phrase.
    @Test
    void onePassPhraseIsSealedDifferentlyEachTime() {
        KeyedSecrets secrets = secrets("key");

        assertNotEquals(secrets.seal("demo-auth-pass"), secrets.seal("demo-auth-pass"));
    }

    @Test
    void aReadableTextIsTakenAsItIs() {
        assertEquals("public", secrets("key").open("public"));
        assertFalse(Files.exists(folder.resolve("key")), "no key is made before something is sealed");
    }

    @Test
    void whatAnotherGatewaySealedIsRefusedInPlainWords() {
        String sealed = secrets("theirs").seal("demo-auth-pass");
        KeyedSecrets ours = secrets("ours");

        assertEquals(
                "it was sealed by another gateway: this one has sealed nothing yet; enter the pass phrase again",
                refusal(ours, sealed));
        ours.seal("something");
        assertEquals(
                "it was sealed by another gateway, or changed afterwards; enter the pass phrase again",
                refusal(ours, sealed));
    }

    @Test
    void noSignCanBeChangedUnnoticed() {
        KeyedSecrets secrets = secrets("key");
        String sealed = secrets.seal("demo-auth-pass");

        for (int i = "sealed:".length(); i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            refusal(secrets, sealed.substring(0, i) + other + sealed.substring(i + 1));
            refusal(secrets, sealed.substring(0, i));
        }
        refusal(secrets, sealed + "AAAA");
        refusal(secrets, "sealed:%%%");
        refusal(secrets, "sealed:" + "A".repeat(100_000));
    }

    @Test
    void onlyTheGatewayItselfCanReadTheKey() throws IOException {
        secrets("secrets/key").seal("x");

        assertEquals("rwx------", permissions("secrets"));
        assertEquals("rw-------", permissions("secrets/key"));
        assertEquals(KeyFile.BYTES, Files.size(folder.resolve("secrets/key")));
        try (var files = Files.list(folder.resolve("secrets"))) {
            assertEquals(1, files.count(), "nothing is left over from making it");
        }
    }

    // A copy with cp, or a back-up that was put back, may have opened it.
    @Test
    void aKeyThatOthersMayReadIsClosedAgain() throws IOException {
        secrets("key").seal("x");
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));

        secrets("key").seal("y");

        assertEquals("rw-------", permissions("key"));
    }

    // Making a new one would silently spoil every pass phrase that was sealed before.
    @Test
    void aDamagedKeyIsNotReplaced() throws IOException {
        String sealed = secrets("key").seal("x");
        Files.write(folder.resolve("key"), new byte[7]);

        String reason = refusal(secrets("key"), sealed);

        assertTrue(reason.contains("has 7 bytes instead of 32: restore it from a back-up"), reason);
        assertThrows(IllegalStateException.class, () -> secrets("key").seal("y"));
        assertEquals(7, Files.size(folder.resolve("key")));
    }

    @Test
    void aKeyThatCannotBeStoredIsAFailureInPlainWords() throws IOException {
        Files.writeString(folder.resolve("secrets"), "a file where a folder should be");

        String reason = String.valueOf(assertThrows(
                        IllegalStateException.class,
                        () -> secrets("secrets/key").seal("x"))
                .getMessage());

        assertTrue(reason.contains("let the gateway's user write in its folder"), reason);
    }

    @Test
    void emptyAndOverlongTextsAreRefused() {
        KeyedSecrets secrets = secrets("key");

        assertThrows(IllegalArgumentException.class, () -> secrets.seal(""));
        assertThrows(IllegalArgumentException.class, () -> secrets.seal("x".repeat(1025)));
        String longest = "\u20AC".repeat(1024);
        assertEquals(longest, secrets.open(secrets.seal(longest)));
    }

    private KeyedSecrets secrets(String file) {
        return new KeyedSecrets(folder.resolve(file), new SecureRandom());
    }

    private static String refusal(KeyedSecrets secrets, String sealed) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> secrets.open(sealed), sealed)
                .getMessage());
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
