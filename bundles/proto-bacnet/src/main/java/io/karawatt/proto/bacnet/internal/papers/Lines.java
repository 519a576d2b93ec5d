package io.karawatt.proto.bacnet.internal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes lines of text in UTF-8, ended as the files of this trade are: with carriage return and line feed. */
final class Lines {

    private final OutputStream out;

    Lines(OutputStream out) {
        this.out = out;
    }

    /** Writes a line. */
    Lines line(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes a row; cells with separators, quotes or line ends are quoted, and none is taken for a formula. */
    Lines row(Object... cells) throws IOException {
        return line(Arrays.stream(cells).map(cell -> cell(cell.toString())).collect(Collectors.joining(";")));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
