package io.karawatt.proto.snmp.internal.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A manager of all versions, made of the library's client side. */
final class Manager implements AutoCloseable {

    private static final int PATIENCE_MS = 3000;

    private final Snmp snmp;
    private final USM usm;
    private final UdpAddress agent;

    Manager(TestAgent agent) throws IOException {
        this.agent = new UdpAddress(InetAddress.getLoopbackAddress(), agent.port());
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
        for (Authentication one : Authentication.values()) {
            if (one.protocol() != null) {
                protocols.addAuthenticationProtocol(one.protocol());
            }
        }
        for (Privacy one : Privacy.values()) {
            if (one.protocol() != null) {
                protocols.addPrivacyProtocol(one.protocol());
            }
        }
        OctetString id = new OctetString(MPv3.createLocalEngineID());
        usm = new USM(protocols, id, 1, new CounterSupport());
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(
                id.getValue(),
                null,
                protocols,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                usm.getCounterSupport()));
        snmp = new Snmp(
                dispatcher, new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0)));
        snmp.listen();
    }

    USM usm() {
        return usm;
    }

    Target<UdpAddress> v1(String community) {
        return community(community, SnmpConstants.version1);
    }

    Target<UdpAddress> v2c(String community) {
        return community(community, SnmpConstants.version2c);
    }

    private Target<UdpAddress> community(String community, int version) {
        CommunityTarget<UdpAddress> target = new CommunityTarget<>(agent, new OctetString(community));
        target.setVersion(version);
        target.setTimeout(PATIENCE_MS);
        return target;
    }

    Target<UdpAddress> v3(String user, Authentication auth, String authPass, Privacy priv, String privPass) {
        usm.removeAllUsers(new OctetString(user));
        usm.addUser(new UsmUser(
                new OctetString(user),
                auth.id(),
                auth == Authentication.NONE ? null : new OctetString(authPass),
                priv.id(),
                priv == Privacy.NONE ? null : new OctetString(privPass)));
        int level = priv != Privacy.NONE ? 3 : auth != Authentication.NONE ? 2 : 1;
        UserTarget<UdpAddress> target = new UserTarget<>(agent, new OctetString(user), new byte[0], level);
        target.setVersion(SnmpConstants.version3);
        target.setTimeout(PATIENCE_MS);
        return target;
    }

    Target<UdpAddress> reader() {
        return v3("reader", Authentication.SHA_256, TestAgent.AUTH, Privacy.AES_128, TestAgent.PRIV);
    }

    Target<UdpAddress> writer() {
        return v3("writer", Authentication.SHA_256, TestAgent.AUTH, Privacy.AES_128, TestAgent.PRIV);
    }

    PDU ask(Target<UdpAddress> target, int type, VariableBinding... bindings) throws IOException {
        return ask(target, pdu(target, type, bindings));
    }

    static PDU pdu(Target<UdpAddress> target, int type, VariableBinding... bindings) {
        PDU pdu =
                switch (target.getVersion()) {
                    case SnmpConstants.version1 -> new PDUv1();
                    case SnmpConstants.version3 -> new ScopedPDU();
                    default -> new PDU();
                };
        pdu.setType(type);
        pdu.addAll(bindings);
        return pdu;
    }

    PDU ask(Target<UdpAddress> target, PDU pdu) throws IOException {
        ResponseEvent<UdpAddress> event = snmp.send(pdu, target);
        if (event == null || event.getResponse() == null) {
            throw new IOException("no answer" + (event == null ? "" : ", " + event.getError()));
        }
        return event.getResponse();
    }

    PDU get(Target<UdpAddress> target, String... oids) throws IOException {
        return ask(target, PDU.GET, bindings(oids));
    }

    PDU next(Target<UdpAddress> target, String... oids) throws IOException {
        return ask(target, PDU.GETNEXT, bindings(oids));
    }

    PDU bulk(Target<UdpAddress> target, int nonRepeaters, int repetitions, String... oids) throws IOException {
        PDU pdu = pdu(target, PDU.GETBULK, bindings(oids));
        pdu.setNonRepeaters(nonRepeaters);
        pdu.setMaxRepetitions(repetitions);
        return ask(target, pdu);
    }

    /** Walks by GetNext to the end of what is seen. */
    List<VariableBinding> walk(Target<UdpAddress> target, String from) throws IOException {
        List<VariableBinding> found = new ArrayList<>();
        PDU answer = next(target, from);
        while (answer.getErrorStatus() == 0 && !answer.get(0).isException()) {
            found.add(answer.get(0));
            answer = next(target, answer.get(0).getOid().toDottedString());
        }
        return found;
    }

    private static VariableBinding[] bindings(String... oids) {
        VariableBinding[] bindings = new VariableBinding[oids.length];
        for (int i = 0; i < oids.length; i++) {
            bindings[i] = new VariableBinding(new OID(oids[i]));
        }
        return bindings;
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
