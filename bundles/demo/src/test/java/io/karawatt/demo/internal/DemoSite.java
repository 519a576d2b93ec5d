package io.karawatt.demo.internal;

import io.karawatt.site.SimulatedSite;
import io.karawatt.topology.Device;
import java.util.List;

/** A site made of what a test gives. */
record DemoSite(String name, List<SimulatedLine> lines, List<Device> devices) implements SimulatedSite {

    static final SimulatedLine DIGIWARE = new SimulatedLine("digiware", "digiware", "sim:digiware", 115_200, "8N1");
    static final SimulatedLine RS485 = new SimulatedLine("rs485", "rs485", "sim:rs485", 38_400, "8E1");

    static Device device(String key, String line, int address) {
        return new Device(key, key, "I-35", line, address, address, "", "", List.of());
    }
}
