package io.karawatt.secret;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes pass phrases unreadable for whoever copies the configuration; only the gateway that sealed one can open it.
 *
 * <p>Thread-safe; never logs what it is given.
 */
@ProviderType
public interface Secrets {

    /** How a sealed text begins. */
    String MARK = "sealed:";

    /**
     * Seals a text.
     *
     * @param plain 1 to 1024 characters.
     * @return a printable text without blanks that begins with {@link #MARK}; another one each time.
     * @throws IllegalArgumentException when the text is empty or too long.
     * @throws IllegalStateException in plain words when the gateway's key can't be read or stored.
     */
    String seal(String plain);

    /**
     * Opens a text.
     *
     * @param text a sealed text, or a plain one, which is returned as it is.
     * @return the plain text.
     * @throws IllegalArgumentException in plain words when it was sealed by another gateway, was changed, or the
     *     gateway's key can't be read.
     */
    String open(String text);
}
