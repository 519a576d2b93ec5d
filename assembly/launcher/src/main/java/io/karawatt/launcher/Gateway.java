package io.karawatt.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.karaf.main.Main;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * Starts the container in the foreground of this process and ends with it.
 *
 * <p>Beside what Karaf's own main program does, it looks first whether the data folder and the ports are free, so that
 * the operator reads one plain sentence instead of a stack trace; keeps standard output for what scripts wait for; and
 * turns SIGTERM and Ctrl-C into an orderly stop within {@link #STOP_MS} with exit status 0.
 *
 * <p>System properties: {@code karaf.*} as Karaf wants them; {@value #PORTS} lists ports to be tried; {@value #FAULT},
 * set while running by whoever stops the framework because of a fault, becomes exit status 1.
 */
public final class Gateway {

    /** System property: {@code NAME=HOST:PORT,…}, tried before the start. */
    public static final String PORTS = "karawatt.ports";

    /** System property: why the process ends; set before stopping the framework. */
    public static final String FAULT = "karawatt.fault";

    /** System property: whether an end without {@link #READY} and without a signal is a failure. */
    public static final String EXPECT_READY = "karawatt.expect.ready";

    /** System property: set while running by whoever sees that everything answers. */
    public static final String READY = "karawatt.ready";

    private static final long STOP_MS = 9_000;

    private final PrintStream err;
    private final AtomicInteger status = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean signalled = new AtomicBoolean();

    private Gateway(PrintStream err) {
        this.err = err;
    }

    /**
     * Runs until the framework stops or a signal arrives.
     *
     * @param args handed to Karaf.
     */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(err);
        Runtime.getRuntime().exit(new Gateway(err).run(args));
    }

    private int run(String[] args) {
        Path data = Path.of(System.getProperty("karaf.data", "data")).toAbsolutePath();
        try {
            Files.createDirectories(data);
            try (FileChannel channel = FileChannel.open(data.resolve("lock"), CREATE, WRITE)) {
                if (channel.tryLock() == null) {
                    throw new IOException("another gateway is using it; stop that one, or choose another data folder");
                }
                Optional<String> obstacle = Door.parseAll(System.getProperty(PORTS, "")).stream()
                        .flatMap(door -> door.obstacle().stream())
                        .findFirst();
                obstacle.ifPresent(this::fail);
                return obstacle.isPresent() ? status.get() : launch(new Main(args));
            }
        } catch (IOException e) {
            fail("can't use the data folder " + data + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        }
        return status.get();
    }

    private int launch(Main main) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main), "stop"));
        try {
            main.launch();
            main.awaitShutdown();
            ended.set(!signalled.get());
            main.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // Karaf declares no more than that; this is the edge of the program
            fail("the container did not start: " + e);
        }
        String fault = System.getProperty(FAULT, "");
        if (!fault.isEmpty()) {
            fail(fault);
        } else if (Boolean.getBoolean(EXPECT_READY) && !Boolean.getBoolean(READY) && !signalled.get()) {
            fail("the container stopped before it was ready; the log tells more: " + System.getProperty("karaf.log")
                    + "/karawatt.log");
        }
        return status.get();
    }

    /** Ends the process with our status: after a signal the virtual machine would report 128 + its number. */
    private void stop(Main main) {
        signalled.set(!ended.get());
        Framework framework = main.getFramework();
        try {
            if (framework != null) {
                framework.stop();
                if (framework.waitForStop(STOP_MS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                    fail("not everything stopped within " + STOP_MS / 1000 + " s; the log tells what was waited for");
                }
            }
        } catch (BundleException e) {
            fail("the container did not stop in order: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status.get());
    }

    private void fail(String message) {
        status.set(1);
        err.println("karawatt: " + message);
    }
}
