package io.karawatt.proto.snmp.internal.tree;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process image that holds what a test puts into it. */
final class FakeImage implements LiveValues {

    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Registers> registers = new HashMap<>();

    /** Puts a number; the first one of a schema opens the window of its device. */
    void put(PointSchema schema, String point, double number) {
        Device device = devices.computeIfAbsent(schema.device(), key -> new Device(schema));
        device.numbers[schema.indexOf(PointKey.parse(point)).orElseThrow()] = number;
    }

    void put(String device, int address, Registers content) {
        registers.put(device + address + "+" + content.size(), content);
    }

    /** The device fell silent: nothing of it is good any more. */
    void silence(PointSchema schema) {
        devices.put(schema.device(), new Device(schema));
    }

    @Override
    public Optional<DeviceValues> device(String device) {
        return Optional.ofNullable(devices.get(device));
    }

    @Override
    public Optional<Registers> registers(
            String device, RegisterTable table, int address, int count, Instant notBefore) {
        return Optional.ofNullable(registers.get(device + address + "+" + count));
    }

    @Override
    public Reading latest(PointId point) {
        throw new AssertionError("not asked");
    }

    @Override
    public List<Reading> latest(String device) {
        throw new AssertionError("not asked");
    }

    @Override
    public Optional<PointSchema> schema(String device) {
        throw new AssertionError("not asked");
    }

    private static final class Device implements DeviceValues {

        private final PointSchema schema;
        private final double[] numbers;

        Device(PointSchema schema) {
            this.schema = schema;
            this.numbers = new double[schema.size()];
            Arrays.fill(numbers, Double.NaN);
        }

        @Override
        public PointSchema schema() {
            return schema;
        }

        @Override
        public double number(int index) {
            return numbers[index];
        }

        @Override
        public Value value(int index) {
            return new Value.Missing(Cause.NOT_READ);
        }

        @Override
        public long receivedMillis(int index) {
            return Long.MIN_VALUE;
        }
    }
}
