package io.karawatt.shell.internal;

import io.karawatt.site.SimulatorControl;
import io.karawatt.topology.Device;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Presses the address button of a simulated device. */
@Service
@Command(scope = "sim", name = "press", description = "Presses the address button of a simulated device")
public final class SimPressCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "address", description = "Modbus address of the device", required = true)
    private String address = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            int device = Numbers.parse("address", address, 1, Device.MAX_ADDRESS);
            SimulatorControl site = console.need(SimulatorControl.class);
            boolean taken = Simulated.press(site, device);
            console.say(Messages.text(taken ? "sim.pressed" : "sim.pressed.vain"));
        }
        return null;
    }
}
