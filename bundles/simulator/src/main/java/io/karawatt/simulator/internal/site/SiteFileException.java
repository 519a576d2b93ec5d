package io.karawatt.simulator.internal.site;

/** A site file that can't be played; the message says file, line, what is wrong and how to mend it. */
public final class SiteFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param file name of the file.
     * @param line line from 1; 0 when it concerns the whole file.
     * @param reason what is wrong and how to mend it.
     */
    public SiteFileException(String file, int line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason);
    }
}
