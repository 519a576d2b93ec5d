package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.karawatt.secret.Secrets;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class SealToolTest {

    private static final Secrets VAULT = new Secrets() {

        @Override
        public String seal(String plain) {
            if (plain.isEmpty()) {
                throw new IllegalArgumentException("a pass phrase must have 1 to 1024 characters");
            }
            return MARK + plain.length();
        }

        @Override
        public String open(String text) {
            throw new IllegalStateException("nothing on the console shows what was sealed");
        }
    };

    @Test
    void thePassPhraseIsSealed() throws CommandException {
        assertEquals("sealed:9", SealTool.seal(VAULT, "demo-pass"));
    }

    @Test
    void nothingIsSealedTwice() {
        assertEquals(
                "that is sealed already: it can stand in a settings file as it is",
                assertThrows(CommandException.class, () -> SealTool.seal(VAULT, "sealed:9"))
                        .getNiceHelp());
    }

    @Test
    void whyItCannotBeSealedIsSaidInOneLine() {
        assertEquals(
                "a pass phrase must have 1 to 1024 characters",
                assertThrows(CommandException.class, () -> SealTool.seal(VAULT, ""))
                        .getNiceHelp());
    }
}
