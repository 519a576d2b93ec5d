package io.karawatt.proto.snmp.internal.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.alarm.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manuals: traps "will be sent again once the Trap report frequency time is elapsed", 60 min by default. */
class RemindersTest {

    private static final Instant START = TestAlarms.START;

    private final Reminders reminders = new Reminders(Duration.ofHours(1));

    @Test
    void anActiveAlarmIsDueOnceInEveryCycle() {
        Alarm alarm = TestAlarms.active(7);
        reminders.changed(alarm, START);

        assertEquals(List.of(), reminders.due(START.plus(Duration.ofMinutes(59))));
        assertEquals(List.of(alarm), reminders.due(START.plus(Duration.ofHours(1))));
        assertEquals(List.of(), reminders.due(START.plus(Duration.ofMinutes(119))));
        assertEquals(List.of(alarm), reminders.due(START.plus(Duration.ofHours(2))));
    }

    @Test
    void anAlarmThatIsOverIsNotDue() {
        reminders.changed(TestAlarms.active(7), START);
        reminders.changed(TestAlarms.ended(7), START.plusSeconds(30));
        assertEquals(List.of(), reminders.due(START.plus(Duration.ofHours(5))));
    }

    // Acknowledging an alarm does not end it, and does not begin the cycle anew.
    @Test
    void aChangeOfAnActiveAlarmKeepsItsCycle() {
        reminders.changed(TestAlarms.active(7), START);
        reminders.changed(TestAlarms.active(7), START.plus(Duration.ofMinutes(50)));
        assertEquals(1, reminders.due(START.plus(Duration.ofHours(1))).size());
    }

    // After a restart nobody tells of an alarm that began before.
    @Test
    void alarmsThatWereActiveBeforeAreTakenOver() {
        reminders.known(List.of(TestAlarms.active(7), TestAlarms.ended(8)), START);
        reminders.known(List.of(TestAlarms.active(7)), START.plus(Duration.ofMinutes(30)));
        assertEquals(List.of(TestAlarms.active(7)), reminders.due(START.plus(Duration.ofHours(1))));
    }

    @Test
    void aFloodOfAlarmsFillsNothing() {
        for (int id = 1; id <= 5000; id++) {
            reminders.changed(TestAlarms.active(id), START);
        }
        assertEquals(1000, reminders.due(START.plus(Duration.ofHours(1))).size());
    }
}
