package io.karawatt.architectures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.simulator.internal.site.Network.Supervisor;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints.Place;
import io.karawatt.topology.Load;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure of the note on communication architectures: does each measure of each meter reach its supervisor? */
final class ArchitecturesTest {

    static IntStream figures() {
        return IntStream.rangeClosed(1, Figures.COUNT);
    }

    @ParameterizedTest(name = "figure {0}")
    @MethodSource("figures")
    void everyMeasureReachesItsSupervisor(int figure) throws Exception {
        Site site = Figures.site(figure);
        Set<Integer> seen = new TreeSet<>();
        try (Plant plant = new Plant(site)) {
            for (Supervisor supervisor : site.network().supervisors()) {
                seen.addAll(supervisor.inside().isEmpty() ? asked(plant, supervisor) : shown(plant, supervisor));
            }
        }

        Set<Integer> all = site.devices().stream().map(SiteDevice::address).collect(Collectors.toSet());
        assertEquals(all, seen, "meters that no supervisor sees");
    }

    /** A supervisor of its own asks for the registers, as the meter keeps them. */
    private static Set<Integer> asked(Plant plant, Supervisor supervisor) throws Exception {
        Set<Integer> seen = new HashSet<>();
        for (Segment segment : Segment.of(plant, supervisor.master())) {
            try (Reader reader = segment.reader(plant)) {
                for (Device device : segment.devices()) {
                    if (isGateway(plant, device)) {
                        GatewayCheck.check(plant, reader, device);
                    } else {
                        askEverything(plant, reader, device);
                        seen.add(device.address());
                    }
                }
            }
        }
        return seen;
    }

    private static void askEverything(Plant plant, Reader reader, Device device) {
        Set<Integer> instances = new HashSet<>();
        for (Measures.Block block : Measures.blocks(profile(plant, device), device)) {
            Response.ReadRegisters said = truth(plant, device, block);
            assertEquals(
                    said,
                    reader.read(device.address(), block.table(), block.address(), block.count()),
                    () -> device.key() + " " + block);
            for (Place place : block.places()) {
                if (place.decode(said.registers(), block.address()).isPresent()) {
                    instances.add(place.key().instance());
                }
            }
        }
        List<Integer> loads = device.loads().stream().map(Load::number).toList();
        assertTrue(!instances.isEmpty() && instances.containsAll(loads), () -> device + " only has " + instances);
    }

    /** A display or web page inside a gateway shows the values of its process image. */
    private static Set<Integer> shown(Plant plant, Supervisor supervisor) {
        GatewayBox box = plant.box(supervisor.inside());
        Set<Integer> seen = new HashSet<>();
        for (Device device : box.installation().devices()) {
            if (!isGateway(plant, device)) {
                for (Measures.Block block : Measures.blocks(profile(plant, device), device)) {
                    compare(plant, box, device, block);
                }
                seen.add(device.address());
            }
        }
        return seen;
    }

    private static void compare(Plant plant, GatewayBox box, Device device, Measures.Block block) {
        Response.ReadRegisters said = truth(plant, device, block);
        for (Place place : block.places()) {
            if (place.spec().poll() != Poll.ON_REQUEST) {
                OptionalDouble number = place.decode(said.registers(), block.address());
                Value expected = number.isPresent()
                        ? new Value.Good(number.getAsDouble())
                        : new Value.Missing(Cause.NOT_AVAILABLE);
                PointId point = new PointId(device.key(), place.key());
                assertEquals(expected, box.live().latest(point).value(), point::toString);
            }
        }
    }

    private static Response.ReadRegisters truth(Plant plant, Device device, Measures.Block block) {
        Request request = block.table() == RegisterTable.HOLDING
                ? new Request.ReadHoldingRegisters(block.address(), block.count())
                : new Request.ReadInputRegisters(block.address(), block.count());
        return assertInstanceOf(
                Response.ReadRegisters.class,
                plant.truth(device.address(), new ParsedRequest.Parsed(request)),
                () -> device.key() + " " + block);
    }

    private static DeviceProfile profile(Plant plant, Device device) {
        return plant.profiles().find(device.reference()).orElseThrow();
    }

    private static boolean isGateway(Plant plant, Device device) {
        return plant.site().network().gateway(device.key()).isPresent();
    }
}
