package io.karawatt.shell.internal;

import io.karawatt.site.SimulatorControl;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.karaf.shell.support.CommandException;

/** Switches faults of the simulated site and presses its buttons. */
final class Simulated {

    private Simulated() {}

    /** Does something and shows which faults are on then. */
    static void act(Console console, Consumer<SimulatorControl> deed) throws CommandException, IOException {
        SimulatorControl site = console.need(SimulatorControl.class);
        try {
            deed.accept(site);
        } catch (IllegalArgumentException refused) {
            throw Messages.plain(refused.getMessage());
        }
        console.show(faults(site), false);
    }

    /** Presses a button; returns whether it counted. */
    static boolean press(SimulatorControl site, int device) throws CommandException {
        try {
            return site.press(device);
        } catch (IllegalArgumentException refused) {
            throw Messages.plain(refused.getMessage());
        }
    }

    static Table faults(SimulatorControl site) {
        Table table = Table.of("fault").ifEmpty(Messages.text("sim.nofaults"));
        site.faults().forEach(table::row);
        return table;
    }
}
