package io.karawatt.proto.snmp.internal.trap;

import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.trap.TrapSettings.Receiver;
import io.karawatt.proto.snmp.internal.tree.Values;
import io.karawatt.snmp.SnmpDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Sends notifications of one engine. Not thread-safe but for what receivers confirm. */
final class Post {

    private final TrapSettings settings;
    private final Engine engine;
    private final Supplier<String> community;
    private final LongSupplier nanos;

    /**
     * Makes one.
     *
     * @param settings what the operator set.
     * @param engine sends.
     * @param community opens the community; throws in plain words when it can't be opened.
     * @param nanos counts nanoseconds, as {@link System#nanoTime()}.
     */
    Post(TrapSettings settings, Engine engine, Supplier<String> community, LongSupplier nanos) {
        this.settings = settings;
        this.engine = engine;
        this.community = community;
        this.nanos = nanos;
    }

    /** Where notifications go. */
    List<Receiver> receivers() {
        return settings.receivers();
    }

    /**
     * Sends a notification to one receiver. Looks up its name, so it may take a while; never waits for a confirmation.
     *
     * @param notice what to send.
     * @param receiver where to.
     * @return completed with what became of it, never exceptionally.
     */
    CompletableFuture<SnmpDelivery> send(Notice notice, Receiver receiver) {
        try {
            UdpAddress address = new UdpAddress(InetAddress.getByName(receiver.host()), receiver.port());
            Target<UdpAddress> target = target(address);
            PDU pdu = settings.version() == TrapVersion.V1 ? version1(notice) : later(notice);
            engine.notificationSent();
            return settings.inform() ? confirmed(pdu, target, receiver) : sent(pdu, target, receiver);
        } catch (IOException | IllegalArgumentException e) {
            return CompletableFuture.completedFuture(delivery(receiver, false, "not sent: " + e.getMessage()));
        }
    }

    private CompletableFuture<SnmpDelivery> sent(PDU pdu, Target<UdpAddress> target, Receiver receiver)
            throws IOException {
        engine.sender().send(pdu, target);
        return CompletableFuture.completedFuture(delivery(receiver, true, "sent"));
    }

    private CompletableFuture<SnmpDelivery> confirmed(PDU pdu, Target<UdpAddress> target, Receiver receiver)
            throws IOException {
        CompletableFuture<SnmpDelivery> outcome = new CompletableFuture<>();
        Snmp sender = engine.sender();
        long start = nanos.getAsLong();
        sender.send(pdu, target, null, new ResponseListener() {
            @Override
            public <A extends org.snmp4j.smi.Address> void onResponse(ResponseEvent<A> event) {
                sender.cancel(event.getRequest(), this);
                outcome.complete(judged(receiver, event, nanos.getAsLong() - start));
            }
        });
        return outcome;
    }

    private SnmpDelivery judged(Receiver receiver, ResponseEvent<?> event, long tookNanos) {
        PDU response = event.getResponse();
        if (response == null) {
            Exception error = event.getError();
            return delivery(
                    receiver,
                    false,
                    error == null ? "nobody confirmed it, " + (settings.retries() + 1) + " tries" : "failed: " + error);
        }
        if (response.getType() == PDU.REPORT || response.getErrorStatus() != PDU.noError) {
            return delivery(receiver, false, "the receiver answered: " + response.getErrorStatusText());
        }
        return delivery(
                receiver, true, "confirmed after " + Duration.ofNanos(tookNanos).toMillis() + " ms");
    }

    private SnmpDelivery delivery(Receiver receiver, boolean delivered, String outcome) {
        return new SnmpDelivery(receiver.toString(), settings.words(), delivered, outcome);
    }

    private Target<UdpAddress> target(UdpAddress address) {
        Target<UdpAddress> target = settings.version() == TrapVersion.V3
                ? userTarget(address)
                : new CommunityTarget<>(address, new OctetString(community.get()));
        target.setVersion(settings.version().number());
        target.setRetries(settings.inform() ? settings.retries() : 0);
        target.setTimeout(settings.timeout().toMillis());
        return target;
    }

    private Target<UdpAddress> userTarget(UdpAddress address) {
        OctetString name = new OctetString(settings.user());
        OctetString own = new OctetString(engine.engineId());
        UsmUserEntry user = engine.usm().getUser(own, name);
        if (user == null) {
            throw new IllegalArgumentException("the agent has no user '" + settings.user() + "'");
        }
        int level = user.getUsmUser().getPrivacyProtocol() != null
                ? SecurityLevel.AUTH_PRIV
                : user.getUsmUser().getAuthenticationProtocol() != null
                        ? SecurityLevel.AUTH_NOPRIV
                        : SecurityLevel.NOAUTH_NOPRIV;
        // A trap belongs to the engine that sends it, an inform to the one that receives it, which is asked for its id.
        byte[] authority = settings.inform() ? new byte[0] : engine.engineId();
        return new UserTarget<>(address, name, authority, level);
    }

    private PDU version1(Notice notice) {
        PDUv1 pdu = new PDUv1();
        pdu.setType(PDU.V1TRAP);
        pdu.setEnterprise(notice.enterprise());
        pdu.setGenericTrap(notice.generic());
        pdu.setSpecificTrap(
                notice.generic() == PDUv1.ENTERPRISE_SPECIFIC ? notice.oid().last() : 0);
        pdu.setTimestamp(upTime().toLong());
        pdu.addAll(notice.carried());
        return pdu;
    }

    private PDU later(Notice notice) {
        PDU pdu = settings.version() == TrapVersion.V3 ? scoped() : new PDU();
        pdu.setType(settings.inform() ? PDU.INFORM : PDU.NOTIFICATION);
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, upTime()));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, notice.oid()));
        pdu.addAll(notice.carried());
        return pdu;
    }

    private ScopedPDU scoped() {
        ScopedPDU pdu = new ScopedPDU();
        pdu.setContextEngineID(new OctetString(engine.engineId()));
        return pdu;
    }

    private TimeTicks upTime() {
        return Values.ticks(engine.upTime());
    }
}
