package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.secret.Secrets;
import io.karawatt.topology.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of the gateway.
 *
 * @param bind IPv4 address to listen on; empty for all interfaces.
 * @param broadcast IPv4 address of broadcasts; empty for the interface's.
 * @param port UDP port; 0 for any free one.
 * @param terms what the application must know, too.
 * @param ipNetwork number of the IP network; 0 when it is not known.
 * @param table peers of the BBMD; null when the gateway is none.
 * @param foreign where the gateway registers as foreign device; null for nowhere.
 * @param timeSources IPv4 addresses from which the time is taken.
 * @param password of DeviceCommunicationControl, sealed or plain; empty for none.
 */
record Settings(
        String bind,
        String broadcast,
        int port,
        Terms terms,
        int ipNetwork,
        @Nullable BroadcastTable table,
        @Nullable Foreign foreign,
        Set<Integer> timeSources,
        String password) {

    /** Most addresses from which the time is taken. */
    static final int MOST_SOURCES = 16;

    /** Longest password of DeviceCommunicationControl (clause 16.1.1.1.3), characters. */
    static final int MOST_PASSWORD = 20;

    private static final int STANDARD_PORT = 47808;
    private static final int ALL_ONES = 0xffffffff;

    /**
     * Our registration as foreign device.
     *
     * @param bbmd at whom.
     * @param ttl for how long, seconds.
     */
    record Foreign(BacnetAddress bbmd, int ttl) {}

    /**
     * Checks a configuration.
     *
     * @throws IllegalArgumentException with key, value and what is right when something is wrong.
     */
    static Settings of(BacnetConfig config) {
        int instances = Terms.MAX_INSTANCE - Device.MAX_ADDRESS;
        Terms terms = new Terms(
                within("main.instance", config.main_instance(), 0, instances),
                within("virtual.network", config.virtual_network(), 1, 65_534),
                config.single_device(),
                within("vendor.id", config.vendor_id(), 0, 65_535),
                Duration.ofMillis(within("apdu.timeout.ms", config.apdu_timeout_ms(), 500, 60_000)),
                within("apdu.retries", config.apdu_retries(), 0, 10));
        int ipNetwork = within("ip.network", config.ip_network(), 0, 65_534);
        if (!terms.single() && ipNetwork == terms.network()) {
            throw wrong("virtual.network", Integer.toString(ipNetwork), "must not be the number of 'ip.network'");
        }
        return new Settings(
                ip("bind", config.bind()),
                ip("broadcast", config.broadcast()),
                within("port", config.port(), 0, 65_535),
                terms,
                ipNetwork,
                table(config),
                foreign(config),
                sources(config.time_sources()),
                password(config.dcc_password()));
    }

    /** Number of the virtual network; 0 when there is none. */
    int virtualNetwork() {
        return terms.single() ? 0 : terms.network();
    }

    private static @Nullable BroadcastTable table(BacnetConfig config) {
        List<BroadcastTable.Entry> entries = new ArrayList<>();
        for (String row : texts(config.bbmd_table())) {
            String[] parts = row.split("\\s+", -1);
            if (parts.length > 2) {
                throw wrong("bbmd.table", row, "write ADDRESS:PORT or ADDRESS:PORT MASK");
            }
            BacnetAddress peer = address("bbmd.table", parts[0]);
            int mask = parts.length == 1
                    ? ALL_ONES
                    : address("bbmd.table", parts[1]).ip();
            if (Integer.numberOfLeadingZeros(~mask) + Integer.numberOfTrailingZeros(mask) < Integer.SIZE) {
                throw wrong("bbmd.table", row, "the mask must be ones, then zeros, as in 255.255.255.0");
            }
            entries.add(new BroadcastTable.Entry(peer.ip(), peer.port(), mask));
        }
        if (entries.size() > BroadcastTable.MOST) {
            throw wrong("bbmd.table", entries.size() + " rows", "at most " + BroadcastTable.MOST + " are possible");
        }
        return config.bbmd_enabled() ? new BroadcastTable(entries) : null;
    }

    /** Whether a sealed one is too long shows when it is opened. */
    private static String password(String text) {
        if (!text.startsWith(Secrets.MARK) && text.length() > MOST_PASSWORD) {
            throw wrong("dcc.password", "(not shown)", "must have at most " + MOST_PASSWORD + " characters");
        }
        return text;
    }

    private static @Nullable Foreign foreign(BacnetConfig config) {
        int ttl = within("foreign.ttl.s", config.foreign_ttl_s(), 30, 65_535);
        String bbmd = config.foreign_bbmd().trim();
        if (bbmd.isEmpty()) {
            return null;
        }
        if (config.bbmd_enabled()) {
            throw wrong("foreign.bbmd", bbmd, "a BBMD is no foreign device: empty it, or set bbmd.enabled = false");
        }
        return new Foreign(address("foreign.bbmd", bbmd), ttl);
    }

    private static Set<Integer> sources(String[] texts) {
        Set<Integer> sources = new LinkedHashSet<>();
        for (String text : texts(texts)) {
            sources.add(address("time.sources", ip("time.sources", text)).ip());
        }
        if (sources.size() > MOST_SOURCES) {
            throw wrong("time.sources", sources.size() + " addresses", "at most " + MOST_SOURCES + " are possible");
        }
        return Set.copyOf(sources);
    }

    /** A .cfg file gives one text with commas, the configuration service an array; both mean the same. */
    private static List<String> texts(String[] values) {
        return Stream.of(values)
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String ip(String key, String text) {
        String ip = text.trim();
        if (!ip.isEmpty() && !ip.matches("\\d+(\\.\\d+){3}")) {
            throw wrong(key, ip, "write an IPv4 address as in 192.0.2.7");
        }
        if (!ip.isEmpty()) {
            address(key, ip);
        }
        return ip;
    }

    private static BacnetAddress address(String key, String text) {
        try {
            BacnetAddress address = BacnetAddress.parse(text.contains(":") ? text : text + ":" + STANDARD_PORT);
            if (!address.remote()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, "write an IPv4 address, with :PORT when it is not " + STANDARD_PORT);
        }
        throw wrong(key, text, "must be on the IP network itself");
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(key, Integer.toString(value), "must be " + least + ".." + most);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String key, String value, String right) {
        return new IllegalArgumentException(key + " = " + value + " in etc/" + BacnetServer.PID + ".cfg: " + right);
    }
}
