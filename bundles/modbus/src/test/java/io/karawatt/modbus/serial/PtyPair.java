package io.karawatt.modbus.serial;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Two ptys joined by socat: the nearest to a serial cable that a machine without ports has. */
public final class PtyPair implements Closeable {

    private static final Path SOCAT = Path.of("/usr/bin/socat");

    private final Process socat;
    private final Path near;
    private final Path far;

    private PtyPair(Process socat, Path near, Path far) {
        this.socat = socat;
        this.near = near;
        this.far = far;
    }

    /** Whether this machine has socat. */
    public static boolean isPossible() {
        return Files.isExecutable(SOCAT);
    }

    public static PtyPair in(Path folder) throws IOException, InterruptedException {
        Path near = folder.resolve("near");
        Path far = folder.resolve("far");
        Process socat = new ProcessBuilder(
                        SOCAT.toString(), "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far)
                .redirectErrorStream(true)
                .start();
        for (long end = System.nanoTime() + 5_000_000_000L; !Files.exists(near) || !Files.exists(far); ) {
            if (System.nanoTime() > end) {
                socat.destroyForcibly();
                throw new IOException("socat made no ptys");
            }
            Timeline.SYSTEM.sleepUntil(System.nanoTime() + 5_000_000);
        }
        return new PtyPair(socat, near, far);
    }

    public SerialSettings near() {
        return SerialSettings.of(near.toString(), 115_200, "8E1");
    }

    public SerialSettings far() {
        return SerialSettings.of(far.toString(), 115_200, "8E1");
    }

    /** Takes both ends away, as when an adapter is pulled out. */
    @Override
    public void close() throws IOException {
        socat.destroy();
        try {
            socat.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
