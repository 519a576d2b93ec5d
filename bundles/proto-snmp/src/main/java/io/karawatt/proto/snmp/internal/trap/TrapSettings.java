package io.karawatt.proto.snmp.internal.trap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operator set, checked.
 *
 * @param version version of the messages.
 * @param inform whether receivers confirm.
 * @param community community of v1 and v2c, plain or sealed.
 * @param user user of v3.
 * @param receivers where to; empty when nothing is sent.
 * @param cycle how often an active alarm is sent again.
 * @param retries how often an inform is repeated.
 * @param timeout how long a confirmation is waited for.
 */
record TrapSettings(
        TrapVersion version,
        boolean inform,
        String community,
        String user,
        List<Receiver> receivers,
        Duration cycle,
        int retries,
        Duration timeout) {

    private static final String FILE = " in etc/" + Notifier.PID + ".cfg ";
    /** A test of informs must end within ten seconds, whatever the receivers do. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(9);

    /** Copies the list. */
    TrapSettings {
        receivers = List.copyOf(receivers);
    }

    /**
     * Reads a configuration.
     *
     * @param config as the operator wrote it.
     * @return the settings; without receivers when nothing is to be sent.
     * @throws IllegalArgumentException in plain words when something is wrong.
     */
    static TrapSettings of(TrapsConfig config) {
        TrapVersion version = TrapVersion.of(config.version());
        boolean inform = config.kind().equals("inform");
        require(inform || config.kind().equals("trap"), "kind = " + config.kind() + FILE + "must be trap or inform");
        within("port1", config.port1(), 1, 0xFFFF);
        within("port2", config.port2(), 1, 0xFFFF);
        within("cycle.min", config.cycle_min(), 1, 10_080);
        within("retries", config.retries(), 0, 10);
        within("timeout.ms", config.timeout_ms(), 100, 5_000);
        Duration wait = Duration.ofMillis((long) config.timeout_ms() * (config.retries() + 1));
        require(
                !inform || wait.compareTo(LONGEST_WAIT) <= 0,
                "retries and timeout.ms" + FILE + "make an inform wait " + wait.toMillis()
                        + " ms; at most 9000 ms are possible");
        if (config.enabled()) {
            check(config, version, inform);
        }
        return new TrapSettings(
                version,
                inform,
                config.community(),
                config.user().trim(),
                config.enabled() ? receivers(config) : List.of(),
                Duration.ofMinutes(config.cycle_min()),
                config.retries(),
                Duration.ofMillis(config.timeout_ms()));
    }

    private static void check(TrapsConfig config, TrapVersion version, boolean inform) {
        require(!inform || version != TrapVersion.V1, "kind = inform" + FILE + "needs version v2c or v3");
        require(!inform || !config.broadcast(), "kind = inform" + FILE + "can't be broadcast: set hosts");
        require(
                version == TrapVersion.V3 || !config.community().isEmpty(),
                "community" + FILE + "is empty: set the one that the receivers expect");
        require(
                version != TrapVersion.V3 || !config.user().isBlank(),
                "user" + FILE + "is empty: name a user of the agent");
        require(!receivers(config).isEmpty(), "host1, host2 and broadcast" + FILE + "name no receiver: set one");
    }

    private static List<Receiver> receivers(TrapsConfig config) {
        if (config.broadcast()) {
            return List.of(new Receiver(config.broadcast_address().trim(), config.port1()));
        }
        List<Receiver> receivers = new ArrayList<>();
        if (!config.host1().isBlank()) {
            receivers.add(new Receiver(config.host1().trim(), config.port1()));
        }
        if (!config.host2().isBlank()) {
            receivers.add(new Receiver(config.host2().trim(), config.port2()));
        }
        return receivers;
    }

    private static void within(String key, int value, int least, int most) {
        require(value >= least && value <= most, key + " = " + value + FILE + "is outside " + least + ".." + most);
    }

    private static void require(boolean good, String complaint) {
        if (!good) {
            throw new IllegalArgumentException(complaint);
        }
    }

    /** Kind of notification in words, for example {@code v2c trap}. */
    String words() {
        return version.label() + (inform ? " inform" : " trap");
    }

    /**
     * A receiver.
     *
     * @param host host name or address.
     * @param port UDP port.
     */
    record Receiver(String host, int port) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
