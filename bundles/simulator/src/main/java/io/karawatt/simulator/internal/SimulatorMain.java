package io.karawatt.simulator.internal;

import io.karawatt.modbus.serial.JSerialCommLinks;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.truth.TruthServer;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator alone, outside any framework: plays lines of a site on serial devices, ptys or TCP. */
public final class SimulatorMain implements Closeable {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final List<Closeable> playing = new ArrayList<>();
    private final PrintStream out;
    private final PrintStream err;

    private SimulatorMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until the process is told to stop.
     *
     * @param arguments see {@code docs/how-to/simulate-a-site.md}.
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        SimulatorMain simulator = new SimulatorMain(out, err);
        int problem = simulator.start(List.of(arguments));
        if (problem != 0) {
            simulator.close();
            Runtime.getRuntime().exit(problem);
        }
        // A process ended by SIGTERM would report 143; an orderly end is 0.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            Runtime.getRuntime().halt(0);
        }));
    }

    private int start(List<String> arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            Profiles profiles = ProfileLibrary.load(ProfileSources.classPath(SimulatorMain.class.getClassLoader()))
                    .profiles();
            profiles.problems().forEach(problem -> err.println("profile left out: " + problem));
            Site site = line.source().read(profiles::find).seenFromTop();
            requireLines(site, line);
            play(new PlayedSite(site, profiles::find, new SiteClock(Clock.systemUTC(), site.speed())), line);
            out.println("READY simulator " + site.name());
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (SiteFileException | IOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static void requireLines(Site site, CommandLine line) {
        List<String> asked = new ArrayList<>(line.serial().keySet());
        asked.addAll(line.tcp().keySet());
        for (String name : asked) {
            if (site.line(name).isEmpty()) {
                throw new IllegalArgumentException("the site has no line '" + name + "'; it has "
                        + String.join(
                                ", ",
                                site.lines().stream().map(Site.SiteLine::name).toList()));
            }
        }
    }

    private void play(PlayedSite site, CommandLine line) throws IOException {
        for (Map.Entry<String, io.karawatt.modbus.serial.SerialSettings> entry :
                line.serial().entrySet()) {
            playing.add(new SerialPlayer(site, entry.getKey(), entry.getValue(), new JSerialCommLinks(), err::println));
            out.println("endpoint " + entry.getKey() + " " + entry.getValue());
        }
        for (Map.Entry<String, java.net.InetSocketAddress> entry : line.tcp().entrySet()) {
            List<Integer> units = site.site().devices().stream()
                    .filter(device -> device.line().equals(entry.getKey()))
                    .map(SiteDevice::address)
                    .toList();
            TruthServer server = new TruthServer(
                    entry.getValue(),
                    (unit, request) ->
                            units.contains(unit) ? Optional.of(site.answer(unit, request)) : Optional.empty());
            playing.add(server);
            out.println("endpoint " + entry.getKey() + " " + server.address());
        }
    }

    @Override
    public void close() {
        for (int i = playing.size() - 1; i >= 0; i--) {
            try {
                playing.get(i).close();
            } catch (IOException e) {
                err.println(e.getMessage());
            }
        }
    }
}
