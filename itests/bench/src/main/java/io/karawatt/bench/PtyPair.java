package io.karawatt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Two serial devices of this machine that are joined, made by socat. */
final class PtyPair implements AutoCloseable {

    private static final long PATIENCE_MS = 5_000;
    private static final long LOOK_MS = 20;

    private final Process socat;
    private final Path folder;

    private PtyPair(Process socat, Path folder) {
        this.socat = socat;
        this.folder = folder;
    }

    /**
     * Makes a pair.
     *
     * @return the pair; empty when there is no socat on this machine.
     * @throws IOException when socat does not bring forth the pair.
     * @throws InterruptedException when the thread is interrupted.
     */
    static Optional<PtyPair> make() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("karawatt-bench");
        Process socat;
        try {
            socat = new ProcessBuilder("socat", pty(folder.resolve("master")), pty(folder.resolve("slave")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            Files.delete(folder);
            return Optional.empty();
        }
        PtyPair pair = new PtyPair(socat, folder);
        for (long waited = 0; !Files.exists(folder.resolve("slave")); waited += LOOK_MS) {
            if (waited > PATIENCE_MS || !socat.isAlive()) {
                pair.close();
                throw new IOException("socat makes no pair of ptys: try 'socat " + pty(Path.of("a")) + " "
                        + pty(Path.of("b")) + "' and read what it says");
            }
            Thread.sleep(LOOK_MS);
        }
        return Optional.of(pair);
    }

    private static String pty(Path link) {
        return "pty,raw,echo=0,link=" + link;
    }

    String master() {
        return folder.resolve("master").toString();
    }

    String slave() {
        return folder.resolve("slave").toString();
    }

    @Override
    public void close() throws IOException {
        socat.destroy();
        try {
            socat.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolve("master"));
        Files.deleteIfExists(folder.resolve("slave"));
        Files.delete(folder);
    }
}
