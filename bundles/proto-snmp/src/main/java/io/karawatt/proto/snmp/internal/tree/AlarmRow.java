package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.alarm.Alarm;
import io.karawatt.model.PointKey;
import io.karawatt.model.Quantity;
import io.karawatt.profile.Quantities;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as the agent shows it: numbers scaled, the device by its address.
 *
 * @param id number of the alarm; 0 for what is no alarm of its own.
 * @param address Modbus address of the device; 0 for the gateway itself.
 * @param load load; 0 when it is not about a load.
 * @param kind code of its kind.
 * @param name what the operator calls it.
 * @param cause code of its cause.
 * @param serviceId number of the column that shows what was measured; 0 for none.
 * @param criticality code of its criticality.
 * @param state 1 active, 2 finished, 3 finished and acknowledged.
 * @param start when it began.
 * @param end when it ended, or null.
 * @param acknowledged whether it is acknowledged.
 * @param threshold threshold, scaled as the column; NaN for none.
 * @param value value, scaled as the column; NaN for none.
 */
public record AlarmRow(
        long id,
        int address,
        int load,
        int kind,
        String name,
        int cause,
        long serviceId,
        int criticality,
        int state,
        Instant start,
        @Nullable Instant end,
        boolean acknowledged,
        double threshold,
        double value) {

    private static final Map<String, String> IDS = Map.of(
            PointKey.INST,
            "snmpServiceId",
            PointKey.TOTAL,
            "snmpServiceId",
            "avg",
            "avgServiceId",
            "max",
            "maxServiceId",
            "min",
            "minServiceId",
            "avgMax",
            "avgMaxServiceId",
            "avgMin",
            "avgMinServiceId");

    /**
     * Shows an alarm.
     *
     * @param alarm the alarm.
     * @param address Modbus address of its device; 0 for none.
     * @param quantities the catalogue, for number and scale of what was measured.
     * @return the row.
     */
    public static AlarmRow of(Alarm alarm, int address, Quantities quantities) {
        PointKey point = alarm.point();
        Quantity quantity =
                point == null ? null : quantities.find(point.quantity()).orElse(null);
        String ids = point == null ? "" : IDS.getOrDefault(point.stat(), "");
        double factor = quantity == null ? 1 : factor(quantity);
        return new AlarmRow(
                alarm.id(),
                address,
                alarm.load(),
                alarm.kind().code(),
                alarm.name(),
                alarm.cause(),
                quantity == null ? 0 : Long.parseLong(quantity.attribute(ids).orElse("0")),
                alarm.criticality().code(),
                alarm.state(),
                alarm.start(),
                alarm.end(),
                alarm.acknowledged(),
                alarm.threshold() * factor,
                alarm.value() * factor);
    }

    private static double factor(Quantity quantity) {
        // As the columns: energies in thousands, all others by the coefficient of the catalogue.
        return quantity.unit().endsWith("h")
                        && quantity.unit().length() > 1
                        && !quantity.unit().equals("Ah")
                ? 0.001
                : Double.parseDouble(quantity.attribute("emsCoef").orElse("1"));
    }
}
