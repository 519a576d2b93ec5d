package io.karawatt.snmp;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the agent is doing.
 *
 * @param state in plain words: {@code off}, {@code open}, {@code shut} …
 * @param trouble what keeps it shut and how to mend it; empty when nothing does.
 * @param address where it listens, for example {@code 127.0.0.1:1161/udp}; empty while it does not.
 * @param versions versions that are switched on: {@code v1}, {@code v2c}, {@code v3}.
 * @param engineId the engine id in hexadecimal digits; empty while the agent is off.
 * @param boots how often the engine was started; 0 while the agent is off.
 * @param upTime how long it has been running.
 * @param notices what the operator should know: ignored communities and the like, in plain words.
 * @param counters counters since start by the names of the standards, in the order to be shown.
 */
public record SnmpStatus(
        String state,
        String trouble,
        String address,
        List<String> versions,
        String engineId,
        int boots,
        Duration upTime,
        List<String> notices,
        Map<String, Long> counters) {

    /** Copies the collections. */
    public SnmpStatus {
        versions = List.copyOf(versions);
        notices = List.copyOf(notices);
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }
}
