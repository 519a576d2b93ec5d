package io.karawatt.bus.modbus.internal;

import io.karawatt.bus.LineEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes lines to hosts as files in the folder {@code etc}, where the operator finds and may change them; the container
 * takes such a file up within a second or two.
 */
@Component(service = LineEditor.class)
public final class AddedLines implements LineEditor {

    /** First line of a file that was made here; without it a file is somebody else's and left alone. */
    static final String REMARK =
            "# Made for a device that was added by its host; goes with the last device of the line.";

    private static final Logger LOG = LoggerFactory.getLogger(AddedLines.class);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}");
    private static final int LONGEST_NAME = 32;
    private static final int MOST_LINES = 247;
    private static final int LAST_PORT = 65_535;

    private final Path folder;
    private final Supplier<List<TcpTarget>> configured;

    @Activate
    public AddedLines(BundleContext context, @Reference(name = "configurations") ConfigurationAdmin configurations) {
        this(
                Path.of(Optional.ofNullable(context.getProperty("karaf.etc")).orElse("etc")),
                () -> TcpTarget.configured(configurations));
    }

    AddedLines(Path folder, Supplier<List<TcpTarget>> configured) {
        this.folder = folder;
        this.configured = configured;
    }

    @Override
    public synchronized Outcome connect(String host, int port) {
        if (!HOST.matcher(host).matches()) {
            return new Outcome.Refused(
                    "'" + host + "' is not a host: write a name or an address, such as 192.168.1.20");
        }
        if (port < 1 || port > LAST_PORT) {
            return new Outcome.Refused("port " + port + " is outside 1.." + LAST_PORT);
        }
        List<TcpTarget> targets = configured.get();
        Optional<TcpTarget> known =
                targets.stream().filter(target -> target.is(host, port)).findFirst();
        if (known.isPresent()) {
            return new Outcome.Done(known.get().line(), false);
        }
        if (targets.size() >= MOST_LINES) {
            return new Outcome.Refused("there are " + MOST_LINES + " connections already; remove one first");
        }
        String line = name(host, port);
        Path file = file(line);
        if (Files.exists(file)
                || targets.stream().anyMatch(target -> target.line().equals(line))) {
            return new Outcome.Refused("a line " + line + " exists already, but leads elsewhere or is not running yet;"
                    + " see " + file + " and bus:lines");
        }
        try {
            write(file, String.join("\n", REMARK, "line = " + line, "host = " + host, "port = " + port, ""));
        } catch (IOException e) {
            return new Outcome.Refused(
                    file + " can't be written (" + e + "); write it by hand with line, host and port");
        }
        return new Outcome.Done(line, true);
    }

    @Override
    public synchronized void discard(String line) {
        if (line.length() > LONGEST_NAME || !line.matches("[A-Za-z0-9._-]+")) {
            return;
        }
        Path file = file(line);
        try {
            if (Files.isRegularFile(file)
                    && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(REMARK)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("line {} has no device any more, but {} can't be deleted: {}", line, file, e.toString());
        }
    }

    private Path file(String line) {
        return folder.resolve(TcpLine.PID + "-" + line + ".cfg");
    }

    /** Half a file must never be taken up. */
    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.ISO_8859_1);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String name(String host, int port) {
        String full = "tcp-" + host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                + (port == MODBUS_PORT ? "" : "-" + port);
        if (full.length() <= LONGEST_NAME) {
            return full;
        }
        String tail = String.format(Locale.ROOT, "-%08x", full.hashCode());
        return full.substring(0, LONGEST_NAME - tail.length()) + tail;
    }
}
