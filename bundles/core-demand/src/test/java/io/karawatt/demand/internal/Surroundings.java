package io.karawatt.demand.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.live.ReadingSink;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Range;
import io.karawatt.model.Reading;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.DeviceProfile.Block;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.Setting;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * One meter with harmonics on a line whose answers the test gives: registers 100.. hold u16 values in 0.1 %, one each
 * ({@code h2, h3 …}), 0xFFFF when there is none, sensible up to 100 %.
 */
final class Surroundings implements Topology, LiveValues, ReadingSink, BusLine {

    static final String METER = "m-1";
    static final int FIRST = 100;
    static final Duration AGE = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Deque<CompletableFuture<BusReply>> open = new ArrayDeque<>();
    private final List<BusRequest.Read> asked = new ArrayList<>();
    private final Map<Integer, Value> values = new HashMap<>();
    private final Map<Integer, Instant> received = new HashMap<>();
    private final int points;
    private final UnaryOperator<DeviceProfile.Limits> limits;
    private Installation installation;
    private Instant now = Instant.parse("2026-03-29T12:00:00Z");

    private final DemandDesk desk = new DemandDesk(this, this, this, () -> this.now);

    Surroundings(int points) {
        this(points, limits -> limits);
    }

    Surroundings(int points, UnaryOperator<DeviceProfile.Limits> limits) {
        this.points = points;
        this.limits = limits;
        this.installation = installed();
        desk.addLine(this);
    }

    /** Installs the meter anew, which gives its points another schema. */
    void reinstall() {
        installation = installed();
    }

    DemandDesk desk() {
        return desk;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<BusRequest.Read> asked() {
        return asked;
    }

    /** Answers the oldest request that is open: each register holds its own address. */
    void answer() {
        BusRequest.Read read = asked.get(asked.size() - open.size());
        short[] words = new short[read.count()];
        for (int i = 0; i < words.length; i++) {
            words[i] = (short) (read.address() + i);
        }
        answer(words);
    }

    void answer(short... words) {
        reply(new BusReply.Data(Registers.copyOf(words, 0, words.length), now));
    }

    void reply(BusReply reply) {
        open.remove().complete(reply);
    }

    /** What the process image holds of a point. */
    Value value(int index) {
        return values.getOrDefault(index, new Value.Missing(Cause.NOT_READ));
    }

    private Installation installed() {
        Device device = new Device(METER, "", "M", "rs485", 9, 9, "", "", List.of());
        List<RegisterSpec> rows = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            rows.add(row("h" + (i + 2), FIRST + i));
        }
        DeviceProfile profile = new DeviceProfile(
                "M",
                "m",
                "",
                Set.of("rs485"),
                new DeviceProfile.Identification(1, 2, ""),
                Map.of(),
                limits.apply(new DeviceProfile.Limits(125, true, 5)),
                rows,
                rows.get(0).origin());
        return new Installation(
                List.of(device),
                Map.of(METER, new InstalledDevice(device, profile, DevicePoints.schema(profile, device))));
    }

    private static RegisterSpec row(String name, int address) {
        return new RegisterSpec(
                name,
                RegisterSpec.Kind.MEASURE,
                "device",
                "inst",
                RegisterTable.HOLDING,
                address,
                0,
                1,
                new RegisterSpec.Coding(RegisterType.U16, 1, WordOrder.HIGH_FIRST, 0.1, 0, "%", Set.of(0xFFFFL), 0, 0),
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.ON_REQUEST,
                new RegisterSpec.Origin("m.profile.yaml", 1, true, "manual"),
                Setting.PLAIN,
                new Range(0, 100));
    }

    static Block block(int address, int words) {
        return new Block(RegisterTable.HOLDING, address, words);
    }

    @Override
    public Installation current() {
        return installation;
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        CompletableFuture<BusReply> answer = new CompletableFuture<>();
        asked.add((BusRequest.Read) request);
        open.add(answer);
        return answer;
    }

    @Override
    public String name() {
        return "rs485";
    }

    @Override
    public void accept(ReadingBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            values.put(batch.index(i), batch.value(i));
            received.put(batch.index(i), batch.at());
        }
    }

    @Override
    public Optional<DeviceValues> device(String device) {
        return Optional.of(new DeviceValues() {

            @Override
            public PointSchema schema() {
                return Objects.requireNonNull(installation.installed().get(METER))
                        .schema();
            }

            @Override
            public double number(int index) {
                return value(index).number().orElse(Double.NaN);
            }

            @Override
            public Value value(int index) {
                return Surroundings.this.value(index);
            }

            @Override
            public long receivedMillis(int index) {
                Instant at = received.get(index);
                return at == null ? Long.MIN_VALUE : at.toEpochMilli();
            }
        });
    }

    @Override
    public LineStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DeviceStatus> devices() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reading latest(PointId point) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Reading> latest(String device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PointSchema> schema(String device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Registers> registers(
            String device, RegisterTable table, int address, int count, Instant notBefore) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String device) {
        throw new UnsupportedOperationException();
    }
}
