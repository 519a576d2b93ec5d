package io.karawatt.proto.snmp.internal.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmTimeTable;
import org.snmp4j.security.UsmUserTable;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * The message layer: one dispatcher for what comes in, one session for what the agent sends by itself. Both share the
 * engine's id, boots and time, but not their users: whoever is known for sending can't ask.
 */
final class SnmpStack {

    private static final String SENDER_THREAD = "karawatt-snmp-sender";

    private final SecurityProtocols protocols = protocols();
    private final EngineIdentity identity;
    private final UsmTimeTable times;
    private final USM incoming;
    private final USM outgoing;

    /**
     * Makes the security models.
     *
     * @param identity who the engine is.
     * @param users users that are accepted.
     * @param counters counts what comes in.
     */
    SnmpStack(EngineIdentity identity, List<User> users, Counters counters) {
        // A setting of the whole library, of which this bundle has a copy of its own: with the library's default a
        // manager
        // with a wrong key gets a report that only the right key opens, and so none at all (RFC 3414 §3.2, 6).
        SNMP4JSettings.setReportSecurityLevelStrategy(SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        this.identity = identity;
        OctetString engineId = new OctetString(identity.octets());
        this.times = new UsmTimeTable(engineId, identity.boots());
        times.addEntry(new UsmTimeEntry(engineId, identity.boots(), 0));
        this.incoming = model(engineId, counters);
        this.outgoing = model(engineId, null);
        // Requests are for this engine alone: another engine id must not leave a trace in the table.
        incoming.setEngineDiscoveryEnabled(false);
        for (User user : users) {
            incoming.addUser(user.entry(), engineId);
            outgoing.addUser(user.entry());
        }
    }

    private USM model(OctetString engineId, @Nullable Counters counters) {
        CounterSupport support = new CounterSupport();
        if (counters != null) {
            support.addCounterListener(counters);
        }
        return new USM(protocols, engineId, identity.boots(), support, new UsmUserTable(), times);
    }

    private static SecurityProtocols protocols() {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
        for (Authentication one : Authentication.values()) {
            AuthenticationProtocol protocol = one.protocol();
            if (protocol != null) {
                protocols.addAuthenticationProtocol(protocol);
            }
        }
        for (Privacy one : Privacy.values()) {
            PrivacyProtocol protocol = one.protocol();
            if (protocol != null) {
                protocols.addPrivacyProtocol(protocol);
            }
        }
        return protocols;
    }

    /** The security model of what comes in. */
    USM incoming() {
        return incoming;
    }

    /** The security model of what the agent sends by itself. */
    USM outgoing() {
        return outgoing;
    }

    /** Makes the dispatcher for what comes in. */
    MessageDispatcher dispatcher(Set<Version> versions, Counters counters) {
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addCounterListener(counters);
        if (versions.contains(Version.V1)) {
            dispatcher.addMessageProcessingModel(new MPv1());
        }
        if (versions.contains(Version.V2C)) {
            dispatcher.addMessageProcessingModel(new MPv2c());
        }
        if (versions.contains(Version.V3)) {
            dispatcher.addMessageProcessingModel(v3(incoming));
        }
        return dispatcher;
    }

    private MPv3 v3(USM usm) {
        return new MPv3(
                identity.octets(),
                null,
                protocols,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                usm.getCounterSupport());
    }

    /**
     * Opens the session for what the agent sends by itself.
     *
     * @param from address of the interface to send from.
     * @throws IOException when no port is free.
     */
    Snmp sender(InetAddress from) throws IOException {
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(v3(outgoing));
        DefaultUdpTransportMapping port = new DefaultUdpTransportMapping(new UdpAddress(from, 0));
        port.setThreadName(SENDER_THREAD);
        Snmp sender = new Snmp(dispatcher, port);
        try {
            sender.listen();
        } catch (IOException | RuntimeException e) {
            sender.close();
            throw e;
        }
        return sender;
    }
}
