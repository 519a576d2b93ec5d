package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.proto.snmp.internal.mib.MibObject;
import io.karawatt.proto.snmp.internal.mib.MibText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** What an alarm tells, in the table and in notifications. Thread-safe. */
public final class AlarmColumns {

    static final String TABLE = "activeAlarmTable";

    private final Layout layout;
    private final Map<String, Function<AlarmRow, Variable>> cells = new LinkedHashMap<>();
    private final List<Carried> carried;

    /**
     * Makes the columns.
     *
     * @param layout where they lie.
     * @param clock tells how long an alarm has lasted.
     */
    public AlarmColumns(Layout layout, InstantSource clock) {
        this.layout = layout;
        cells.put("alarmId", row -> Values.unsigned(row.id()));
        cells.put("alarmAddress", row -> Values.unsigned(row.address()));
        cells.put("alarmLoad", row -> Values.unsigned(row.load()));
        cells.put("alarmKind", row -> new Integer32(row.kind()));
        cells.put("alarmName", row -> Values.text(row.name()));
        cells.put("alarmCause", row -> Values.unsigned(row.cause()));
        cells.put("alarmServiceId", row -> Values.unsigned(row.serviceId()));
        cells.put("alarmCriticality", row -> new Integer32(row.criticality()));
        cells.put("alarmStatus", row -> new Integer32(row.state()));
        cells.put("alarmStart", row -> Values.date(row.start()));
        cells.put("alarmEnd", row -> end(row.end()));
        cells.put("alarmDuration", row -> Values.unsigned(seconds(row, clock)));
        cells.put("alarmThreshold", row -> Values.signed(row.threshold()));
        cells.put("alarmValue", row -> Values.signed(row.value()));
        cells.put("alarmAcknowledge", row -> new Integer32(row.acknowledged() ? 1 : 0));
        carried = MibText.carried().stream()
                .map(name -> new Carried(layout.object(name), cells.getOrDefault(name, row -> new Integer32(0))))
                .toList();
    }

    /**
     * Writes what a notification carries.
     *
     * @param row the alarm.
     * @return the variable bindings in their order.
     */
    public List<VariableBinding> carried(AlarmRow row) {
        return carried.stream().map(column -> column.of(row)).toList();
    }

    Columns.Builder<AlarmRow> table() {
        Columns.Builder<AlarmRow> table = Columns.of(layout, TABLE);
        cells.forEach(table::column);
        return table;
    }

    private static OctetString end(@org.jspecify.annotations.Nullable Instant end) {
        return end == null ? Values.noDate() : Values.date(end);
    }

    private static long seconds(AlarmRow row, InstantSource clock) {
        Instant end = row.end();
        return Duration.between(row.start(), end == null ? clock.instant() : end)
                .toSeconds();
    }

    private record Carried(MibObject column, Function<AlarmRow, Variable> cell) {

        VariableBinding of(AlarmRow row) {
            OID oid = new OID(column.oid().getValue(), new int[] {(int) row.id()});
            return new VariableBinding(oid, cell.apply(row));
        }
    }
}
