package io.karawatt.profile;

/**
 * A fault in a profile or catalogue file; the file is refused as a whole.
 *
 * @param file name of the file.
 * @param line line in the file, from 1; 0 when it concerns the whole file.
 * @param reason what is wrong and how to mend it.
 */
public record ProfileProblem(String file, int line, String reason) {

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + reason;
    }
}
