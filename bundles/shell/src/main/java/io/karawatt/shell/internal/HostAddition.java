package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineEditor;
import io.karawatt.discovery.Discovery;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.karaf.shell.support.CommandException;

/**
 * Adds a meter or gateway by its host: a line to it, the device, and what a gateway says lies behind it.
 *
 * @param services where to find who does it.
 * @param clock lets time pass while the line comes up.
 */
record HostAddition(Services services, Watch.Sleep clock) {

    private static final long STEP_MS = 250;
    private static final long PATIENCE_MS = 20_000;
    private static final long ASKING_S = 600;

    /** Makes a device from where it is. */
    @FunctionalInterface
    interface Draft {

        /** Returns the device on a line, under an address in the gateway. */
        Device at(String line, int address) throws CommandException;
    }

    /**
     * Adds the device.
     *
     * @param host name or address.
     * @param port TCP port.
     * @param unit its unit id, which is its address in the gateway too if that is free.
     * @param draft makes the device.
     * @return the device as it was stored.
     */
    Device add(String host, int port, int unit, Draft draft) throws CommandException {
        LineEditor lines = services.need(LineEditor.class);
        LineEditor.Outcome outcome = lines.connect(host, port);
        if (outcome instanceof LineEditor.Outcome.Refused refused) {
            throw Messages.plain(refused.reason());
        }
        String line = ((LineEditor.Outcome.Done) outcome).line();
        try {
            Device device = draft.at(line, free(unit));
            if (services.need(TopologyEditor.class).add(device) instanceof TopologyEditor.Outcome.Refused refused) {
                throw Messages.plain(refused.reason());
            }
            return device;
        } catch (CommandException failed) {
            discard(line);
            throw failed;
        }
    }

    private int free(int unit) throws CommandException {
        Set<Integer> taken = services.need(Topology.class).current().devices().stream()
                .map(Device::address)
                .collect(Collectors.toSet());
        services.find(GatewayIdentity.class).ifPresent(identity -> taken.add(identity.address()));
        return IntStream.concat(IntStream.of(unit), IntStream.rangeClosed(1, Device.MAX_ADDRESS))
                .filter(address -> !taken.contains(address))
                .findFirst()
                .orElseThrow(() -> Messages.failure("device.full"));
    }

    /**
     * Adds what lies behind a gateway, as soon as its line is up.
     *
     * @param device the gateway, or a meter, behind which nothing lies.
     * @return what became of each; empty for a meter.
     */
    Optional<Table> behind(Device device) throws CommandException, InterruptedException {
        await(device.line());
        try {
            Discovery.Behind behind =
                    services.need(Discovery.class).behind(device.key()).get(ASKING_S, TimeUnit.SECONDS);
            if (behind instanceof Discovery.Behind.Refused refused) {
                throw Messages.plain(refused.reason());
            }
            return behind instanceof Discovery.Behind.Told told
                    ? Optional.of(ScanView.devices(told.entries()))
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            throw Messages.plain(e.getMessage());
        }
    }

    private void await(String line) throws CommandException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
            if (find(line).map(found -> found.status().up()).orElse(false)) {
                return;
            }
            clock.pass(STEP_MS);
        }
        throw Messages.failure(
                "device.nohost",
                line,
                find(line).map(found -> found.status().reason()).orElse("not started yet"));
    }

    private Optional<BusLine> find(String line) {
        return services.all(BusLine.class).stream()
                .filter(one -> one.name().equals(line))
                .findFirst();
    }

    /** Takes a line away that has no device any more, if it was made for one. */
    void discard(String line) throws CommandException {
        boolean used = services.need(Topology.class).current().devices().stream()
                .anyMatch(device -> device.line().equals(line));
        if (!used) {
            services.find(LineEditor.class).ifPresent(lines -> lines.discard(line));
        }
    }
}
