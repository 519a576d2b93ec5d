package io.karawatt.proto.snmp.internal.trap;

import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.AlarmChange;
import io.karawatt.alarm.AlarmKind;
import io.karawatt.alarm.Criticality;
import io.karawatt.event.Event;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.profile.Quantities;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.proto.snmp.internal.tree.AlarmColumns;
import io.karawatt.proto.snmp.internal.tree.AlarmRow;
import io.karawatt.proto.snmp.internal.tree.SystemObjects;
import io.karawatt.view.DeviceView;
import io.karawatt.view.SiteView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** Writes the notification of what happened. Thread-safe. */
final class NoticeBook {

    private static final int SILENT = 3;
    private static final int ACTIVE = 1;
    private static final int FINISHED = 2;

    private final Layout layout;
    private final AlarmColumns columns;
    private final Quantities quantities;
    private final OID product;

    NoticeBook(Layout layout, Quantities quantities, GatewayIdentity identity, InstantSource clock) {
        this.layout = layout;
        this.columns = new AlarmColumns(layout, clock);
        this.quantities = quantities;
        this.product = SystemObjects.product(layout, identity);
    }

    /** An alarm started, ended or was acknowledged. */
    Notice changed(Event.AlarmChanged event, SiteView site) {
        return of(name(event.alarm().kind(), event.what()), row(event.alarm(), site));
    }

    private static String name(AlarmKind kind, AlarmChange what) {
        if (what == AlarmChange.ACKNOWLEDGED) {
            return "alarmAcknowledged";
        }
        boolean started = what == AlarmChange.STARTED;
        return switch (kind) {
            case POWER_QUALITY -> "pqEvent";
            case SYSTEM -> started ? "systemAlarmStarted" : "systemAlarmEnded";
            default -> started ? "alarmStarted" : "alarmEnded";
        };
    }

    /** An alarm is still active. */
    Notice reminder(Alarm alarm, SiteView site) {
        return of("alarmReminder", row(alarm, site));
    }

    private AlarmRow row(Alarm alarm, SiteView site) {
        return AlarmRow.of(alarm, address(site, alarm.device()), quantities);
    }

    private static int address(SiteView site, String device) {
        return site.device(device).map(DeviceView::address).orElse(0);
    }

    /** A device fell silent. */
    Notice lost(Event.DeviceFellSilent event, SiteView site) {
        return of("deviceLost", aside(address(site, event.device()), event.describe(), event.at(), null));
    }

    /** A device answers again. */
    Notice back(Event.DeviceAnswersAgain event, SiteView site) {
        return of("deviceBack", aside(address(site, event.device()), event.describe(), event.at(), event.at()));
    }

    /** Somebody tries the way to the receivers. */
    Notice test(Instant now) {
        return of("testNotification", aside(0, "test notification", now, now));
    }

    /** What is no alarm of its own is shown as one with number 0. */
    private static AlarmRow aside(int address, String text, Instant start, @Nullable Instant end) {
        return new AlarmRow(
                0,
                address,
                0,
                AlarmKind.SYSTEM.code(),
                text,
                address == 0 ? 0 : SILENT,
                0,
                Criticality.NOT_CRITICAL.code(),
                end == null ? ACTIVE : FINISHED,
                start,
                end,
                false,
                Double.NaN,
                Double.NaN);
    }

    private Notice of(String name, AlarmRow row) {
        OID enterprise = layout.object("productNotifications").oid();
        return new Notice(layout.object(name).oid(), PDUv1.ENTERPRISE_SPECIFIC, enterprise, columns.carried(row));
    }

    /** The agent began to answer (RFC 3418). */
    Notice coldStart() {
        return new Notice(SnmpConstants.coldStart, PDUv1.COLDSTART, product, List.of());
    }

    /** Somebody used a wrong community, user or key (RFC 3418). */
    Notice authenticationFailure() {
        return new Notice(SnmpConstants.authenticationFailure, PDUv1.AUTHENTICATIONFAILURE, product, List.of());
    }
}
