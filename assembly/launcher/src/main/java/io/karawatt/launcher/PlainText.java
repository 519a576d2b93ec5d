package io.karawatt.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Drops colours and other terminal commands (ECMA-48 §5.4, {@code ESC [ … final byte}) from a text on its way, because
 * who reads the output of a single command is mostly a program. Closing flushes, but leaves the target open.
 */
final class PlainText extends FilterOutputStream {

    private enum State {
        TEXT,
        ESCAPE,
        SEQUENCE
    }

    private State state = State.TEXT;

    PlainText(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int octet) throws IOException {
        switch (state) {
            case TEXT -> {
                if (octet == 0x1B) {
                    state = State.ESCAPE;
                } else {
                    out.write(octet);
                }
            }
            case ESCAPE -> state = octet == '[' ? State.SEQUENCE : State.TEXT;
            case SEQUENCE -> state = octet >= 0x40 && octet <= 0x7E ? State.TEXT : State.SEQUENCE;
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int begin = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (state != State.TEXT || octets[i] == 0x1B) {
                out.write(octets, begin, i - begin);
                write(octets[i]);
                begin = i + 1;
            }
        }
        out.write(octets, begin, end - begin);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
