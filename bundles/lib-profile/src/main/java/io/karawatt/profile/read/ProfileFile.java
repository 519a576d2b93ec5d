package io.karawatt.profile.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A file of a source, held in memory.
 *
 * @param name plain name without folders; its end tells what it is: {@code quantities.csv}, {@code .registers.csv},
 *     {@code .profile.yaml}.
 * @param where how a fault in it is reported, for example {@code profiles-socomec/diris-a10.registers.csv}.
 * @param text its content; empty when it can't be used.
 * @param fault why its content can't be used; empty when it can.
 */
public record ProfileFile(String name, String where, String text, String fault) {

    /** Largest file that is read, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /**
     * Makes a file from text.
     *
     * @param label name of the source.
     * @param name plain name of the file.
     * @param text its content.
     * @return the file.
     */
    public static ProfileFile of(String label, String name, String text) {
        return new ProfileFile(name, label + "/" + name, text, "");
    }

    /**
     * Reads a file; one that is too large, not UTF-8 or unreadable is kept with its fault.
     *
     * @param label name of the source.
     * @param name plain name of the file.
     * @param stream its bytes; not closed.
     * @return the file.
     */
    public static ProfileFile read(String label, String name, InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return unusable(label, name, "the file is larger than 4 MB; split it");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return of(label, name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return unusable(label, name, "the file is not UTF-8; save it with that encoding");
        } catch (IOException e) {
            return unusable(label, name, "the file can't be read: " + e.getMessage());
        }
    }

    private static ProfileFile unusable(String label, String name, String fault) {
        return new ProfileFile(name, label + "/" + name, "", fault);
    }
}
