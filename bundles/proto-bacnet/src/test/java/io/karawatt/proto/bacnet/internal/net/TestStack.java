package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.osgi.util.converter.Converters;

/** A whole gateway without socket, thread and clock: datagrams in, datagrams out, time when the test says so. */
final class TestStack implements AutoCloseable {

    /** A peer on the same subnet. */
    static final BacnetAddress PEER = BacnetAddress.parse("192.0.2.7:47808");

    static final BacnetAddress SELF = BacnetAddress.parse("192.0.2.1:47808");
    static final BacnetAddress BROADCAST = BacnetAddress.parse("192.0.2.255:47808");

    private static final Instant START = Instant.parse("2026-03-29T12:00:00Z");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** A datagram. */
    record Sent(BacnetAddress to, String hex) {}

    private final List<Sent> sent = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final FakeApplication application = new FakeApplication();
    private final Ground ground;
    private final Stack stack;
    private final BacnetServices services;
    private long nanos;

    TestStack(Object... settings) {
        this(request -> new AccessDecision.Allowed(), settings);
    }

    TestStack(AccessPolicy policy, Object... settings) {
        services = new BacnetServices(() -> START.plusNanos(nanos), () -> nanos, ZoneOffset.ofHours(2));
        services.setPolicy(policy);
        services.setEvents(new EventList(events));
        Settings checked = settings(settings);
        Moment moment = new Moment(services.clock(), services.monotonic());
        Counters counters = new Counters();
        ground = new Ground(
                checked.terms(),
                moment,
                new Timers(moment),
                new Tasks(() -> {}),
                new Notices(services.events(), moment, counters),
                new Guard(services.policy(), services.events(), moment, counters),
                counters);
        stack = new Stack(checked, services, application, wire(), ground);
        stack.start();
        after(Duration.ofSeconds(3)); // I-Am of all at start
        sent.clear();
    }

    static Settings settings(Object... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return Settings.of(Converters.standardConverter().convert(map).to(BacnetConfig.class));
    }

    /** What went out; may be emptied. */
    List<Sent> sent() {
        return sent;
    }

    /** What was published. */
    List<Event> events() {
        return events;
    }

    /** The devices behind it. */
    FakeApplication application() {
        return application;
    }

    /** What it stands on. */
    Ground ground() {
        return ground;
    }

    /** The gateway itself. */
    Stack stack() {
        return stack;
    }

    BacnetServices services() {
        return services;
    }

    private Wire wire() {
        return new Wire() {
            @Override
            public int ip() {
                return SELF.ip();
            }

            @Override
            public int port() {
                return SELF.port();
            }

            @Override
            public int broadcast() {
                return BROADCAST.ip();
            }

            @Override
            public void send(byte[] array, int offset, int length, int ip, int port) {
                sent.add(new Sent(BacnetAddress.local(ip, port), HEX.formatHex(array, offset, offset + length)));
            }
        };
    }

    /** Lets time pass in steps of 5 ms, doing what is due. */
    void after(Duration time) {
        long end = nanos + time.toNanos();
        while (nanos < end) {
            nanos += Math.min(5_000_000, end - nanos);
            turn();
        }
    }

    /** Lets much time pass at once. */
    void leap(Duration time) {
        nanos += time.toNanos();
        turn();
        turn();
    }

    /** One turn of the loop. */
    void turn() {
        ground.moment().next();
        ground.tasks().run();
        ground.timers().run();
    }

    /** A datagram comes; blanks in the text are left out. */
    void receive(BacnetAddress from, String hex) {
        byte[] octets = HEX.parseHex(hex.replace(" ", ""));
        receive(from, octets);
    }

    void receive(BacnetAddress from, byte[] octets) {
        ground.moment().next();
        stack.received(from.ip(), from.port(), octets, 0, octets.length);
        ground.tasks().run();
    }

    /** An NPDU comes from the peer, to us alone. */
    void unicast(String npdu) {
        unicast(PEER, npdu);
    }

    void unicast(BacnetAddress from, String npdu) {
        receive(from, link("0A", npdu));
    }

    /** An NPDU comes from the peer, to all. */
    void broadcast(String npdu) {
        receive(PEER, link("0B", npdu));
    }

    /** Puts the BVLL header of clause J.2 before an NPDU. */
    static String link(String function, String npdu) {
        String octets = npdu.replace(" ", "");
        return "81" + function + String.format("%04X", octets.length() / 2 + 4) + octets;
    }

    /** Exactly these NPDUs went to somebody alone, in this order; forgets them. */
    void expectUnicast(BacnetAddress to, String... npdus) {
        expect("0A", to, npdus);
    }

    /** Exactly these NPDUs went to all; forgets them. */
    void expectBroadcast(String... npdus) {
        expect("0B", BROADCAST, npdus);
    }

    private void expect(String function, BacnetAddress to, String... npdus) {
        List<Sent> expected = new ArrayList<>();
        for (String npdu : npdus) {
            expected.add(new Sent(to, link(function, npdu)));
        }
        assertEquals(expected, sent);
        sent.clear();
    }

    void expectNothing() {
        assertEquals(List.of(), sent);
    }

    long count(Counters.Kind kind) {
        return ground.counters().get(kind);
    }

    /** There is an event of this kind that says this. */
    void expectEvent(Class<? extends Event> kind, String words) {
        assertTrue(
                events.stream().anyMatch(e -> kind.isInstance(e) && e.describe().contains(words)),
                () -> "no " + kind.getSimpleName() + " with '" + words + "' in " + events);
    }

    @Override
    public void close() {
        stack.close();
    }
}
