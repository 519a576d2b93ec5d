package io.karawatt.memory.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.PlayedSite;
import io.karawatt.simulator.internal.SiteSource;
import io.karawatt.simulator.internal.Stage;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.wire.VirtualTimeline;
import io.karawatt.site.SimulatorControl;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A line of the demo site: simulated meters on a timed wire, asked by the gateway's own master, in a time that passes
 * only when somebody waits. After each transaction nine times as long passes, as on a line that gives such work a tenth
 * of its time.
 */
final class PlayedLine implements BusLine {

    private static final int REST = 9;
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final String name;
    private final Instant start;
    private final VirtualTimeline time = new VirtualTimeline();
    private final PlayedSite site;
    private final Stage stage;
    private final RtuMaster master;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private long busy;
    private int transactions;
    private int pullAfter = Integer.MAX_VALUE;
    private int pulled;

    PlayedLine(String name, Instant start) {
        this.name = name;
        this.start = start;
        try {
            site = new PlayedSite(new SiteSource("", 1, 1).read(Shipped::find), Shipped::find, this::now);
            stage = new Stage(site, time, "");
            SiteLine line = site.site().line(name).orElseThrow();
            SerialSettings settings = SerialSettings.of(Stage.SCHEME + name, line.baud(), line.format());
            master = new RtuMaster(stage.open(settings), settings);
        } catch (IOException | SiteFileException e) {
            throw new IllegalStateException(e);
        }
    }

    Instant now() {
        return start.plusNanos(time.nanos());
    }

    void pass(Duration duration) {
        try {
            time.sleepUntil(time.nanos() + duration.toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Time that the wire was in use. */
    Duration busy() {
        return Duration.ofNanos(busy);
    }

    SimulatorControl control() {
        return stage.control();
    }

    /** Pulls the plug of a device after so many transactions. */
    void pullAfter(int count, int address) {
        pullAfter = transactions + count;
        pulled = address;
    }

    /** Works until nobody waits any more. */
    void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /** Key of the first device of a reference. */
    String key(String reference) {
        return site.devices().stream()
                .filter(one -> one.reference().equals(reference))
                .map(Device::key)
                .findFirst()
                .orElseThrow();
    }

    InstalledDevice device(String key) {
        Device device = site.devices().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
        return new InstalledDevice(
                device, site.profile(device.address()), DevicePoints.schema(site.profile(device.address()), device));
    }

    Installation installation(String key) {
        InstalledDevice device = device(key);
        return new Installation(List.of(device.device()), Map.of(key, device));
    }

    /** Reads the content of a row of a meter's first load, in base units. */
    double value(String key, String quantity, String stat) {
        InstalledDevice device = device(key);
        RegisterSpec row = device.profile().register(quantity, stat).orElseThrow();
        RegisterSpec.Coding coding = row.coding();
        BusReply reply = transact(
                new BusRequest.Read(device.device().unit(), row.table(), row.addressOf(1), coding.words(), TIMEOUT));
        Registers words = ((BusReply.Data) reply).registers();
        return coding.type().decode(words, 0, coding.order()).orElseThrow() * coding.scale();
    }

    /** Writes registers of a meter. */
    void write(String key, int address, Registers values) {
        int unit = device(key).device().unit();
        BusReply reply = transact(new BusRequest.Write(unit, address, values, false, TIMEOUT));
        if (!(reply instanceof BusReply.Written)) {
            throw new IllegalStateException(reply.toString());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        CompletableFuture<BusReply> reply = new CompletableFuture<>();
        waiting.add(() -> {
            long begin = time.nanos();
            BusReply answer = transact(request);
            long took = time.nanos() - begin;
            busy += took;
            pass(Duration.ofNanos(REST * took));
            reply.complete(answer);
        });
        return reply;
    }

    /** A read is tried twice, as lines do. */
    private BusReply transact(BusRequest request) {
        if (transactions++ == pullAfter) {
            control().connect(pulled, false);
        }
        try {
            MasterReply reply = master.transact(request.unit(), pdu(request), TIMEOUT);
            if (!(reply instanceof MasterReply.Answered) && request instanceof BusRequest.Read) {
                reply = master.transact(request.unit(), pdu(request), TIMEOUT);
            }
            return told(reply);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Request pdu(BusRequest request) {
        if (request instanceof BusRequest.Read read) {
            return new Request.ReadHoldingRegisters(read.address(), read.count());
        }
        BusRequest.Write write = (BusRequest.Write) request;
        return new Request.WriteMultipleRegisters(write.address(), write.values());
    }

    private BusReply told(MasterReply reply) {
        if (!(reply instanceof MasterReply.Answered answered)) {
            return new BusReply.Silent(reply.toString());
        }
        if (answered.response() instanceof Response.ReadRegisters data) {
            return new BusReply.Data(data.registers(), now());
        }
        if (answered.response() instanceof Response.ExceptionResponse refusal) {
            return new BusReply.Refused(refusal.code());
        }
        return new BusReply.Written(now());
    }

    @Override
    public LineStatus status() {
        throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public List<DeviceStatus> devices() {
        return List.of();
    }
}
