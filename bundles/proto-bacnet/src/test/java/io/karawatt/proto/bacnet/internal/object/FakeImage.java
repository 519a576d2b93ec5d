package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A process image that tests fill. */
public final class FakeImage implements LiveValues {

    private final Map<String, Window> windows = new HashMap<>();
    private final InstantSource clock;

    FakeImage(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Window implements DeviceValues {

        private final PointSchema schema;
        private final Value[] values;
        private final long[] received;

        Window(PointSchema schema) {
            this.schema = schema;
            this.values = new Value[schema.size()];
            this.received = new long[schema.size()];
            Arrays.fill(values, new Value.Missing(Cause.NOT_READ));
            Arrays.fill(received, Long.MIN_VALUE);
        }

        @Override
        public PointSchema schema() {
            return schema;
        }

        @Override
        public double number(int index) {
            return values[index].number().orElse(Double.NaN);
        }

        @Override
        public Value value(int index) {
            return values[index];
        }

        @Override
        public long receivedMillis(int index) {
            return received[index];
        }
    }

    /** Opens a window in which nothing was read yet. */
    void install(PointSchema schema) {
        windows.put(schema.device(), new Window(schema));
    }

    /** Sets a number, for example of {@code 2/voltageV1}. */
    public void set(String device, String point, double number) {
        put(device, point, new Value.Good(number));
    }

    /** Loses a number. */
    public void lose(String device, String point, Cause cause) {
        put(device, point, new Value.Missing(cause));
    }

    /** Loses all numbers of a device. */
    public void silence(String device) {
        Arrays.fill(window(device).values, new Value.Missing(Cause.TIMEOUT));
    }

    /** Gives every point a number: 1000 x its instance plus its position. */
    public void fill(String device) {
        Window window = window(device);
        for (int i = 0; i < window.values.length; i++) {
            window.values[i] =
                    new Value.Good(1000.0 * window.schema.keys().get(i).instance() + i % 1000);
            window.received[i] = clock.millis();
        }
    }

    private Window window(String device) {
        return Objects.requireNonNull(windows.get(device), device);
    }

    private void put(String device, String point, Value value) {
        Window window = window(device);
        int index = window.schema.indexOf(PointKey.parse(point)).orElseThrow();
        window.values[index] = value;
        window.received[index] = clock.millis();
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
        return device(device).map(DeviceValues::schema);
    }

    @Override
    public Optional<DeviceValues> device(String device) {
        return Optional.ofNullable(windows.get(device));
    }

    @Override
    public Optional<Registers> registers(
            String device, RegisterTable table, int address, int count, Instant notBefore) {
        return Optional.empty();
    }
}
