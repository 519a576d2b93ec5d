package io.karawatt.shell.internal;

import io.karawatt.snmp.SnmpAgent;
import io.karawatt.snmp.SnmpDelivery;
import io.karawatt.snmp.SnmpStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.support.CommandException;

/** How the SNMP agent is shown. */
final class SnmpView {

    /** Where all objects lie. */
    static final String WHOLE_TREE = "1.3";

    /** The agent itself ends a test within 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private SnmpView() {}

    static Card status(SnmpStatus status) {
        Card card = new Card()
                .with("state", status.state())
                .with("trouble", status.trouble())
                .with("address", status.address())
                .with("versions", String.join(" ", status.versions()))
                .with("engineId", status.engineId())
                .with("boots", status.boots())
                .with("upTimeS", status.upTime().toSeconds());
        status.counters().forEach(card::with);
        Table notices = Table.of("notice");
        status.notices().forEach(notices::row);
        return card.table("notices", notices);
    }

    static Table users(SnmpAgent agent) {
        Table table = Table.of("version", "name", "access", "authentication", "privacy", "level")
                .ifEmpty(Messages.text("snmp.nobody"));
        agent.users()
                .forEach(user -> table.row(
                        user.version(),
                        user.name(),
                        user.write() ? "write" : "read",
                        user.authentication(),
                        user.privacy(),
                        user.level()));
        return table;
    }

    static Table walk(SnmpAgent agent, String oid, String limit) throws CommandException {
        int most = Numbers.parse("--limit", limit, 1, SnmpAgent.LONGEST_WALK);
        Table table = Table.of("oid", "type", "value").ifEmpty(Messages.text("snmp.empty", oid));
        try {
            agent.walk(oid, most).forEach(object -> table.row(object.oid(), object.syntax(), object.value()));
        } catch (IllegalArgumentException e) {
            throw Messages.plain(e.getMessage());
        }
        return table;
    }

    static Table deliveries(SnmpAgent agent) throws CommandException, InterruptedException {
        Table table = Table.of("host", "kind", "delivered", "outcome").ifEmpty(Messages.text("snmp.nohost"));
        for (SnmpDelivery one : sent(agent)) {
            table.row(one.host(), one.kind(), one.delivered(), one.outcome());
        }
        return table;
    }

    private static List<SnmpDelivery> sent(SnmpAgent agent) throws CommandException, InterruptedException {
        try {
            return agent.trapTest().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Messages.failure("answer.late", PATIENCE.toSeconds());
        }
    }
}
