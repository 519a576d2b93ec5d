package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.access.Refusals;
import io.karawatt.event.EventBus;
import io.karawatt.gateway.Face;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.TransportStateReference;
import org.snmp4j.event.AuthenticationFailureEvent;
import org.snmp4j.event.AuthenticationFailureListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;

/** The thread of the agent: opens the port, takes datagrams, has them answered, looks after what depends on time. */
final class AgentLoop implements Runnable, AuthenticationFailureListener {

    /** First pause after a failure to open. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Longest pause. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** Datagrams that are taken before the thread looks at anything else. */
    private static final int MOST_A_TURN = 64;

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final RunningEngine engine;
    private final Grants grants;
    private final Counters counters;
    private final Notices notices;
    private final Time time;
    private final Consumer<Face> announcer;
    private final Selector selector;
    private final Door door;
    private final Envelope envelope;
    private final Refusals refusals;
    private final Troubles troubles;
    private final Peers peers;
    private final WriteDesk writes;
    private final MessageDispatcher dispatcher;

    private Duration pause = FIRST_PAUSE;
    private long nextTry;
    private long nextTick;
    private long lastFailure;
    private boolean failedBefore;
    private volatile boolean stopping;
    private volatile String address = "";
    private volatile String trouble = "";

    /**
     * Makes the loop; nothing is open yet but what wakes it.
     *
     * @param settings what the operator wishes.
     * @param engine the engine.
     * @param counters where it counts.
     * @param outside events, notices, time.
     * @param announcer told, on the thread of the loop, that the port is open.
     * @throws IOException when the system has nothing to wake the loop with.
     */
    AgentLoop(
            AgentSettings settings, RunningEngine engine, Counters counters, Outside outside, Consumer<Face> announcer)
            throws IOException {
        this.settings = settings;
        this.engine = engine;
        this.grants = new Grants(settings.communities(), settings.users());
        this.counters = counters;
        this.notices = outside.notices();
        this.time = outside.time();
        this.announcer = announcer;
        this.selector = Selector.open();
        AgentSettings.Limits limits = settings.limits();
        this.door = new Door(selector, limits.requestBytes());
        this.envelope = new Envelope(limits.bindings());
        this.refusals = new Refusals(outside.events(), time::wall);
        this.troubles = new Troubles(notices, time);
        this.peers = new Peers(time);
        Replies replies = new Replies(counters);
        this.writes = new WriteDesk(replies, counters, refusals, time, limits, selector::wakeup);
        ReadDesk reads = new ReadDesk(replies, limits.repetitions());
        this.dispatcher = engine.stack().dispatcher(settings.versions(), counters);
        dispatcher.addTransportMapping(door);
        dispatcher.addCommandResponder(new RequestDesk(
                grants,
                engine::trees,
                engine.engineId(),
                limits.responseBytes(),
                new RequestDesk.Desks(reads, writes, replies, counters, refusals, peers, troubles)));
        if (dispatcher instanceof MessageDispatcherImpl known) {
            known.addAuthenticationFailureListener(this);
        }
    }

    /**
     * What the loop needs from outside.
     *
     * @param events takes refusals.
     * @param notices tells people.
     * @param time the clocks.
     */
    record Outside(EventBus events, Notices notices, Time time) {}

    /** Where the port is open; empty while it is not. */
    String address() {
        return address;
    }

    /** What keeps the port shut; empty when nothing does. */
    String trouble() {
        return trouble;
    }

    /** Ends the loop; from any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                turn();
            }
        } catch (IOException e) {
            trouble = "the port can't be read: " + e.getMessage() + "; disable and enable the agent";
            notices.error(trouble);
        } finally {
            close();
        }
    }

    private void turn() throws IOException {
        open();
        int taken = 0;
        while (taken < MOST_A_TURN && door.receive(this::take)) {
            taken++;
        }
        writes.land();
        if (time.nanos() - nextTick >= 0) {
            nextTick = time.nanos() + TICK.toNanos();
            writes.tick();
            refusals.tick();
            troubles.tick();
        }
        if (taken == 0 && !stopping) {
            selector.select(TICK.toMillis());
            selector.selectedKeys().clear();
        }
    }

    private void open() {
        if (door.isOpen() || (!trouble.isEmpty() && time.nanos() - nextTry < 0)) {
            return;
        }
        try {
            address = door.open(settings.bind(), settings.port());
            trouble = "";
            notices.info("listening on " + address);
            announcer.accept(new AgentFace(address, peers, counters));
            engine.opened();
        } catch (IOException | SecurityException e) {
            complain(e);
        }
    }

    /** Tells the first failure and each new one loudly, repetitions not at all. */
    private void complain(Exception e) {
        String where =
                (settings.bind().isEmpty() ? "all interfaces" : settings.bind()) + ", UDP port " + settings.port();
        String text = "can't listen on " + where + ": " + e.getMessage()
                + "; end the program that holds the port or change 'bind' and 'port' in etc/" + SnmpServer.PID
                + ".cfg (ports below 1024 need a right of the system); trying again, at the latest every "
                + LONGEST_PAUSE.toSeconds() + " s";
        if (!text.equals(trouble)) {
            notices.error(text);
        }
        trouble = text;
        nextTry = time.nanos() + pause.toNanos();
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    /** Takes a datagram: what is unsound or from nobody known costs no more than a look. */
    void take(byte @Nullable [] message, InetSocketAddress from) {
        if (message == null || !envelope.sound(message)) {
            reject(Count.IN_ASN_PARSE_ERRS);
            return;
        }
        Version version = Version.of(envelope.version());
        if (version == null || !settings.versions().contains(version)) {
            reject(Count.IN_BAD_VERSIONS);
            return;
        }
        if (version != Version.V3 && grants.ofCommunity(version, envelope.community()) == null) {
            reject(Count.IN_BAD_COMMUNITY_NAMES);
            refuse("unknown " + version.label() + " community", Door.text(from), "the community is unknown", true);
            return;
        }
        long unreadable = counters.sum(Count.IN_ASN_PARSE_ERRS);
        UdpAddress peer = new UdpAddress(from.getAddress(), from.getPort());
        dispatcher.processMessage(
                door,
                peer,
                ByteBuffer.wrap(message),
                new TransportStateReference(
                        door, peer, null, SecurityLevel.undefined, SecurityLevel.undefined, false, null));
        if (version == Version.V3 && counters.sum(Count.IN_ASN_PARSE_ERRS) > unreadable) {
            // With a wrong key a cipher brings noise, which nobody can tell from a damaged message.
            refuse(sender(), Door.text(from), "wrong privacy pass phrase or protocol, or a damaged message", true);
        }
    }

    /** Who says to have sent the message that was looked through last. */
    private String sender() {
        String user = envelope.claim().user();
        return user.isEmpty() ? "anonymous" : "v3 user " + user;
    }

    private void reject(Count why) {
        counters.add(Count.IN_PKTS);
        counters.add(why);
    }

    @Override
    public <A extends Address> void authenticationFailure(AuthenticationFailureEvent<A> event) {
        String from = Door.text(event.getAddress());
        String who = sender();
        switch (event.getError()) {
            case SnmpConstants.SNMPv3_USM_UNKNOWN_SECURITY_NAME -> refuse(who, from, "the user is unknown", true);
            case SnmpConstants.SNMPv3_USM_AUTHENTICATION_FAILURE, SnmpConstants.SNMPv3_USM_AUTHENTICATION_ERROR ->
                refuse(who, from, "wrong authentication pass phrase or protocol", true);
            case SnmpConstants.SNMPv3_USM_UNSUPPORTED_SECURITY_LEVEL ->
                refuse(who, from, "the user can't have the security level of the message", true);
            case SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW -> late(who, from);
            default -> {
                // Managers find out the engine id by a message that must fail; nothing to tell.
            }
        }
    }

    private void late(String who, String from) {
        if (!envelope.claim().neverMet()) { // managers find out the time by a message that must fail too
            refuse(who, from, "the message is not of now: replayed, or made before the agent started", false);
        }
    }

    private void refuse(String who, String from, String reason, boolean notify) {
        refusals.tell(new Asker(Grant.FACE, who, from).wants(AccessRequest.Operation.READ, "SNMP objects"), reason);
        long now = time.nanos();
        if (notify
                && settings.authenticationTraps()
                && (!failedBefore || now - lastFailure >= BETWEEN_FAILURES.toNanos())) {
            failedBefore = true;
            lastFailure = now;
            engine.authenticationFailed(from);
        }
    }

    private void close() {
        address = "";
        refusals.close();
        try {
            door.close();
            selector.close();
        } catch (IOException e) {
            notices.warning("closing the port: " + e.getMessage());
        }
        notices.info("closed");
    }
}
