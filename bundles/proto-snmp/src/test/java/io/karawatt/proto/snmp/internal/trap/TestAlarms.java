package io.karawatt.proto.snmp.internal.trap;

import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.AlarmChange;
import io.karawatt.alarm.AlarmKind;
import io.karawatt.alarm.Criticality;
import io.karawatt.event.Event;
import io.karawatt.model.PointKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Alarms of load 1 of device i35-9. */
final class TestAlarms {

    static final Instant START = Instant.parse("2026-11-21T10:15:30Z");

    private TestAlarms() {}

    static Alarm active(long id) {
        return of(id, AlarmKind.MEASUREMENT, null);
    }

    static Alarm ended(long id) {
        return of(id, AlarmKind.MEASUREMENT, START.plusSeconds(30));
    }

    static Alarm of(long id, AlarmKind kind, @Nullable Instant end) {
        return new Alarm(
                id,
                kind,
                "i35-9",
                1,
                "Offices too high",
                1,
                new PointKey(1, "currentI1", PointKey.INST),
                Criticality.CRITICAL,
                START,
                end,
                false,
                16,
                17.25);
    }

    static Event.AlarmChanged event(Alarm alarm, AlarmChange what) {
        return new Event.AlarmChanged(alarm, what, START);
    }
}
