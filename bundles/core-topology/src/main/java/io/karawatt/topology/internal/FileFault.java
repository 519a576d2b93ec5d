package io.karawatt.topology.internal;

/** What is wrong with the installation file, with file and line. */
final class FileFault extends Exception {

    private static final long serialVersionUID = 1L;

    FileFault(String file, int line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason);
    }
}
