package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.LineEditor;
import io.karawatt.discovery.Discovery;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

/** One command for a gateway on the network: its line, itself, and what lies behind it. */
class HostAdditionTest implements LineEditor, TopologyEditor, Discovery {

    private static final String LINE = "tcp-10-0-0-7";

    private final List<Device> devices = new ArrayList<>(List.of(Site.METER));
    private final List<String> discarded = new ArrayList<>();
    private final Site.Fakes services = new Site.Fakes()
            .with(LineEditor.class, this)
            .with(TopologyEditor.class, this)
            .with(Discovery.class, this)
            .with(Topology.class, () -> new Installation(devices, Map.of()));
    private int waits;
    private Behind behind = new Behind.NoGateway();
    private boolean full;

    private HostAddition addition() {
        return new HostAddition(services, millis -> waits++);
    }

    private static Device draft(String line, int unit, int address) {
        return new Device("hall", "Hall", "D-50", line, address, unit, "", "", List.of());
    }

    @Test
    void theDeviceGetsItsUnitIdAsAddressIfThatIsFree() throws CommandException {
        assertEquals(
                4,
                addition()
                        .add("10.0.0.7", 502, 4, (line, free) -> draft(line, 4, free))
                        .address());
        devices.remove(1);
        assertEquals(
                1,
                addition()
                        .add("10.0.0.7", 502, 9, (line, free) -> draft(line, 9, free))
                        .address());
    }

    // A line nobody uses would connect for ever.
    @Test
    void aLineWhoseDeviceCantBeStoredIsTakenAway() {
        full = true;

        assertThrows(
                CommandException.class, () -> addition().add("10.0.0.7", 502, 1, (line, free) -> draft(line, 1, free)));
        assertEquals(List.of(LINE), discarded);
    }

    @Test
    void theLastDeviceTakesItsLineAlong() throws CommandException {
        addition().discard("digiware");
        assertEquals(List.of(), discarded);
        addition().discard(LINE);
        assertEquals(List.of(LINE), discarded);
    }

    @Test
    void whatLiesBehindAGatewayIsShown() throws Exception {
        services.with(BusLine.class, new Site.Line(LINE, new BusReply.Silent("")));
        behind = new Behind.Told(
                List.of(new ScanReport.Entry(LINE, 9, ScanReport.What.ADDED, "i35-10", "I-35", "E5C801", "1 load")));

        String text = addition().behind(draft(LINE, 1, 2)).orElseThrow().text();
        assertTrue(text.contains("added"), text);
        assertTrue(text.contains("E5C801"), text);
        behind = new Behind.NoGateway();
        assertFalse(addition().behind(draft(LINE, 1, 2)).isPresent());
    }

    @Test
    void aHostThatIsNotThereIsWaitedForAWhileAndThenNamed() {
        String said = assertThrows(CommandException.class, () -> addition().behind(draft(LINE, 1, 2)))
                .getNiceHelp();

        assertEquals(80, waits);
        assertTrue(said.contains("line " + LINE + " is not up: not started yet"), said);
    }

    @Override
    public LineEditor.Outcome connect(String host, int port) {
        return new LineEditor.Outcome.Done(LINE, true);
    }

    @Override
    public void discard(String line) {
        discarded.add(line);
    }

    @Override
    public TopologyEditor.Outcome add(Device device) {
        if (full) {
            return new TopologyEditor.Outcome.Refused("the disk is full");
        }
        devices.add(device);
        return new TopologyEditor.Outcome.Done(device);
    }

    @Override
    public TopologyEditor.Outcome change(Device device) {
        throw new AssertionError("adding changes nothing else");
    }

    @Override
    public TopologyEditor.Outcome changeAll(List<Device> all) {
        throw new AssertionError("adding changes nothing else");
    }

    @Override
    public TopologyEditor.Outcome remove(String key) {
        throw new AssertionError("adding removes nothing");
    }

    @Override
    public Discovery.Outcome start(ScanOrder order) {
        throw new AssertionError("the gateway is asked, not the line");
    }

    @Override
    public boolean cancel() {
        return false;
    }

    @Override
    public Optional<ScanReport> report() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<TopologyEditor.Outcome> refresh(String device) {
        throw new AssertionError("loads are read with the device");
    }

    @Override
    public CompletableFuture<Behind> behind(String gateway) {
        return CompletableFuture.completedFuture(behind);
    }
}
