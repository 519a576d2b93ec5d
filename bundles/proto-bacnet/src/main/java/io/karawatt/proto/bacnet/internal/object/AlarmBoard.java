package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.alarm.Alarm;
import io.karawatt.model.PointKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The alarms that are going on, by device; empty where nobody keeps alarms. Thread-safe. */
public final class AlarmBoard {

    private static final int FIRST_HIGH = 1;
    private static final int LAST_HIGH = 3;
    private static final int LAST_LOW = 6;

    private volatile Map<String, List<Alarm>> active = Map.of();

    /**
     * Takes all alarms anew.
     *
     * @param alarms the alarms there are; those that are over are left out.
     */
    public synchronized void set(Collection<Alarm> alarms) {
        active = alarms.stream()
                .filter(alarm -> alarm.active() && alarm.point() != null)
                .collect(Collectors.groupingBy(Alarm::device));
    }

    /**
     * Takes one change.
     *
     * @param alarm the alarm as it is now.
     */
    public synchronized void change(Alarm alarm) {
        if (alarm.point() == null) {
            return;
        }
        Map<String, List<Alarm>> next = new HashMap<>(active);
        List<Alarm> others = next.getOrDefault(alarm.device(), List.of()).stream()
                .filter(other -> other.id() != alarm.id())
                .collect(Collectors.toList());
        if (alarm.active()) {
            others.add(alarm);
        }
        if (others.isEmpty()) {
            next.remove(alarm.device());
        } else {
            next.put(alarm.device(), List.copyOf(others));
        }
        active = Map.copyOf(next);
    }

    /**
     * Tells what alarms say of a quantity.
     *
     * @param device key of the device.
     * @param instance load, input or output.
     * @param quantity key of the quantity.
     * @return BACnetEventState; normal when no alarm is about it.
     */
    int event(String device, int instance, String quantity) {
        List<Alarm> alarms = active.get(device);
        if (alarms == null) {
            return Condition.NORMAL;
        }
        int event = Condition.NORMAL;
        for (Alarm alarm : alarms) {
            PointKey point = Objects.requireNonNull(alarm.point());
            boolean here = alarm.load() == 0
                    ? point.instance() == 0 || point.instance() == instance
                    : alarm.load() == instance;
            if (here && point.quantity().equals(quantity)) {
                event = event(alarm.cause());
            }
        }
        return event;
    }

    private static int event(int cause) {
        if (cause >= FIRST_HIGH && cause <= LAST_HIGH) {
            return Condition.HIGH_LIMIT;
        }
        return cause > LAST_HIGH && cause <= LAST_LOW ? Condition.LOW_LIMIT : Condition.OFF_NORMAL;
    }
}
