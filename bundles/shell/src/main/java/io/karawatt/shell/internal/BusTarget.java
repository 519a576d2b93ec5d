package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;

/**
 * Whom to ask: a unit on a line.
 *
 * @param line the line.
 * @param unit unit id, 1..247.
 */
record BusTarget(BusLine line, int unit) {

    /**
     * Finds it.
     *
     * @param text key of a device, or {@code LINE:UNIT}, also for a unit that is not installed.
     */
    static BusTarget find(String text, Optional<Topology> topology, List<BusLine> lines) throws CommandException {
        Optional<Device> device = topology.flatMap(t -> t.current().device(text));
        if (device.isPresent()) {
            return new BusTarget(line(device.get().line(), lines), device.get().unit());
        }
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw Messages.failure("bus.target", text);
        }
        int unit = Numbers.parse("unit", text.substring(colon + 1), 1, Device.MAX_ADDRESS);
        return new BusTarget(line(text.substring(0, colon), lines), unit);
    }

    /** Finds a line by its name; without one, all lines are meant. */
    static List<BusLine> lines(String name, List<BusLine> lines) throws CommandException {
        return name.isEmpty() ? lines : List.of(line(name, lines));
    }

    /** Finds a line by its name. */
    static BusLine line(String name, List<BusLine> lines) throws CommandException {
        Optional<BusLine> line =
                lines.stream().filter(l -> l.name().equals(name)).findFirst();
        if (line.isEmpty()) {
            throw Messages.failure("bus.line", name);
        }
        return line.get();
    }
}
