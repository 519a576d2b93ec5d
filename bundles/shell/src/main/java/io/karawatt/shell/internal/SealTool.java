package io.karawatt.shell.internal;

import io.karawatt.secret.Secrets;
import org.apache.karaf.shell.support.CommandException;

/** Seals pass phrases. */
final class SealTool {

    static final String PROMPT = "Pass phrase: ";

    private SealTool() {}

    static String seal(Secrets secrets, String plain) throws CommandException {
        if (plain.startsWith(Secrets.MARK)) {
            throw Messages.failure("seal.sealed");
        }
        try {
            return secrets.seal(plain);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw Messages.plain(e.getMessage());
        }
    }
}
