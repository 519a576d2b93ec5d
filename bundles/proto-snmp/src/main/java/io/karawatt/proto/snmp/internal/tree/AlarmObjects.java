package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.AlarmKind;
import io.karawatt.alarm.Alarms;
import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.agent.Writable;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.view.DeviceView;
import io.karawatt.view.SiteView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** The objects of alarms: counts, the alarms that somebody should look at, the eight system alarms of the gateway. */
final class AlarmObjects {

    private static final Duration YOUNG = Duration.ofMillis(200);
    private static final int SYSTEM_ALARMS = 8;

    private final Sources sources;
    private final Supplier<SiteView> site;
    private final Cached<List<Alarm>> current;
    private final List<Subtree> subtrees;

    AlarmObjects(Layout layout, Sources sources, Supplier<SiteView> site) {
        this.sources = sources;
        this.site = site;
        this.current = new Cached<>(this::ask, YOUNG, sources.nanos());
        Columns<AlarmRow> alarms = new AlarmColumns(layout, sources.clock())
                .table()
                .written("alarmAcknowledge", this::acknowledge)
                .build();
        Columns<Integer> system = Columns.<Integer>of(layout, "systemAlarmTable")
                .column(
                        "sysAlarmState",
                        number -> new Integer32(system(number).map(Alarm::state).orElse(0)))
                .column("sysAlarmSince", number -> since(number))
                .column(
                        "sysAlarmDetail",
                        number -> Values.text(system(number).map(Alarm::name).orElse("")))
                .build();
        RowGrid<Integer> numbers = RowGrid.numbered(
                system, IntStream.rangeClosed(1, SYSTEM_ALARMS).boxed().toList(), number -> number);
        Cached<RowGrid<AlarmRow>> rows = new Cached<>(() -> rows(alarms), YOUNG, sources.nanos());
        this.subtrees = List.of(
                count(layout, "alarmActiveCount", Alarm::active),
                count(layout, "alarmUnacknowledgedCount", alarm -> !alarm.acknowledged()),
                new SingleValue(layout, "alarmSystemBits", () -> Values.unsigned(bits())),
                new SingleValue(layout, "alarmLastId", () -> Values.unsigned(lastId())),
                new GridTree(alarms.entry(), rows),
                new GridTree(system.entry(), () -> numbers));
    }

    List<Subtree> subtrees() {
        return subtrees;
    }

    private Subtree count(Layout layout, String name, Function<Alarm, Boolean> counted) {
        return new SingleValue(
                layout,
                name,
                () -> Values.unsigned(
                        current.get().stream().filter(counted::apply).count()));
    }

    private List<Alarm> ask() {
        Alarms alarms = sources.alarms().get();
        return alarms == null ? List.of() : alarms.current();
    }

    private RowGrid<AlarmRow> rows(Columns<AlarmRow> columns) {
        SiteView now = site.get();
        return RowGrid.numbered(
                columns,
                current.get().stream()
                        .map(alarm -> AlarmRow.of(alarm, address(now, alarm.device()), sources.quantities()))
                        .toList(),
                row -> (int) row.id());
    }

    /** Address of a device, 0 when there is none of this key. */
    static int address(SiteView site, String device) {
        return site.device(device).map(DeviceView::address).orElse(0);
    }

    private Optional<Alarm> system(int number) {
        return current.get().stream()
                .filter(alarm ->
                        alarm.kind() == AlarmKind.SYSTEM && alarm.device().isEmpty() && alarm.cause() == number)
                .reduce((earlier, later) -> later);
    }

    private OctetString since(int number) {
        return system(number).map(Alarm::start).map(Values::date).orElseGet(Values::noDate);
    }

    private long bits() {
        return IntStream.rangeClosed(1, SYSTEM_ALARMS)
                .filter(number -> system(number).filter(Alarm::active).isPresent())
                .map(number -> 1 << (number - 1))
                .sum();
    }

    private long lastId() {
        return current.get().stream().mapToLong(Alarm::id).max().orElse(0);
    }

    private Writable acknowledge(AlarmRow row) {
        return new Order(Set.of(1), (asker, yes) -> {
            Alarms alarms = sources.alarms().get();
            return alarms == null ? DeviceTables.away() : alarms.acknowledge(asker, row.id());
        });
    }
}
