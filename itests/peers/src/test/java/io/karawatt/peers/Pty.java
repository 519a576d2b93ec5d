package io.karawatt.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two serial devices joined by socat: what goes into one comes out of the other. */
final class Pty implements AutoCloseable {

    private final Program socat;
    private final Path left;
    private final Path right;

    private Pty(Program socat, Path left, Path right) {
        this.socat = socat;
        this.left = left;
        this.right = right;
    }

    static Pty open(Path folder) throws IOException, InterruptedException {
        Path left = folder.resolve("left");
        Path right = folder.resolve("right");
        Program socat = Program.start(
                folder, List.of("socat", "-d", "-d", "pty,raw,echo=0,link=" + left, "pty,raw,echo=0,link=" + right));
        socat.await(line -> line.contains("starting data transfer loop"), Duration.ofSeconds(20));
        return new Pty(socat, left, right);
    }

    Path left() {
        return left;
    }

    Path right() {
        return right;
    }

    @Override
    public void close() {
        socat.close();
    }
}
