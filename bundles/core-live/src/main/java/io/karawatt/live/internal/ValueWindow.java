package io.karawatt.live.internal;

import io.karawatt.live.DeviceValues;
import io.karawatt.model.Cause;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.Value;

/** Shows the values of one schema. */
final class ValueWindow implements DeviceValues {

    private final ValueImage values;
    private final AgeLimit limit;

    ValueWindow(ValueImage values, AgeLimit limit) {
        this.values = values;
        this.limit = limit;
    }

    @Override
    public PointSchema schema() {
        return values.schema();
    }

    @Override
    public double number(int index) {
        ReadingBatch batch = values.latest(index);
        return batch == null || limit.passed(batch.at()) ? Double.NaN : batch.number(batch.positionOf(index));
    }

    @Override
    public Value value(int index) {
        ReadingBatch batch = values.latest(index);
        if (batch == null) {
            return new Value.Missing(Cause.NOT_READ);
        }
        Value value = batch.value(batch.positionOf(index));
        // A cause does not age: "timeout" still tells more than "stale" would.
        return value instanceof Value.Good && limit.passed(batch.at()) ? new Value.Missing(Cause.STALE) : value;
    }

    @Override
    public long receivedMillis(int index) {
        ReadingBatch batch = values.latest(index);
        return batch == null ? Long.MIN_VALUE : batch.at().toEpochMilli();
    }
}
