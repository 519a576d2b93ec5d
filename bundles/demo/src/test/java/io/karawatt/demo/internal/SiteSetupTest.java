package io.karawatt.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteSetupTest {

    private final List<Device> installed = new ArrayList<>();
    private final Topology topology = () -> new Installation(installed, Map.of());
    private final Book editor = new Book();

    // Who renames a device in the demo must find the name again after a restart.
    @Test
    void aKnownDeviceKeepsWhatTheOperatorHasEntered() {
        Device renamed = new Device("i35-9", "Kitchen", "I-35", "digiware", 9, 9, "", "", List.of());
        installed.add(renamed);
        List<Device> site = List.of(DemoSite.device("i35-9", "digiware", 9), DemoSite.device("a40-21", "rs485", 21));

        assertEquals(1, SiteSetup.enrol(site, topology, editor));
        assertEquals(0, SiteSetup.enrol(site, topology, editor));
        assertEquals(List.of(renamed, DemoSite.device("a40-21", "rs485", 21)), installed);
    }

    @Test
    void aRefusedDeviceDoesNotStopTheOthers() {
        editor.refused = "i35-9";
        List<Device> site = List.of(DemoSite.device("i35-9", "digiware", 9), DemoSite.device("a40-21", "rs485", 21));
        assertEquals(1, SiteSetup.enrol(site, topology, editor));
        assertEquals(List.of(DemoSite.device("a40-21", "rs485", 21)), installed);
    }

    private final class Book implements TopologyEditor {

        private String refused = "";

        @Override
        public Outcome add(Device device) {
            if (device.key().equals(refused)) {
                return new Outcome.Refused("address taken");
            }
            installed.add(device);
            return new Outcome.Done(device);
        }

        @Override
        public Outcome change(Device device) {
            throw new AssertionError("the demo changes nothing");
        }

        @Override
        public Outcome changeAll(List<Device> devices) {
            throw new AssertionError("the demo changes nothing");
        }

        @Override
        public Outcome remove(String key) {
            throw new AssertionError("the demo removes nothing");
        }
    }
}
