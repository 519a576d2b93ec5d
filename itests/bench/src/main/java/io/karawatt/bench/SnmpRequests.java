package io.karawatt.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.TransportStateReference;
import org.snmp4j.UserTarget;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Makes the requests of the bench, so that making them does not count. */
final class SnmpRequests {

    static final String COMMUNITY = "bench-read";
    static final String USER = "bench";
    static final String AUTH = "authentication phrase";
    static final String PRIV = "privacy phrase";

    private SnmpRequests() {}

    /** Gets of version 2c, one for each object. */
    static List<byte[]> gets(List<OID> oids) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (OID oid : oids) {
            PDU pdu = new PDU();
            pdu.setType(PDU.GET);
            pdu.add(new VariableBinding(oid));
            requests.add(message(pdu, requests.size() + 1));
        }
        return requests;
    }

    /** GetBulks of version 2c that walk over objects. */
    static List<byte[]> bulks(OID before, List<OID> oids, int repetitions) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < oids.size(); i += repetitions) {
            PDU pdu = new PDU();
            pdu.setType(PDU.GETBULK);
            pdu.setMaxRepetitions(repetitions);
            pdu.add(new VariableBinding(i == 0 ? before : oids.get(i - 1)));
            requests.add(message(pdu, requests.size() + 1));
        }
        return requests;
    }

    private static byte[] message(PDU pdu, int requestId) throws IOException {
        pdu.setRequestID(new Integer32(requestId));
        Integer32 version = new Integer32(SnmpConstants.version2c);
        OctetString community = new OctetString(COMMUNITY);
        int length = version.getBERLength() + community.getBERLength() + pdu.getBERLength();
        ByteBuffer octets = ByteBuffer.allocate(1 + BER.getBERLengthOfLength(length) + length);
        BEROutputStream out = new BEROutputStream(octets);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        version.encodeBER(out);
        community.encodeBER(out);
        pdu.encodeBER(out);
        return octets.array();
    }

    /** Reads an answer of version 2c. */
    static PDU read(byte[] answer) throws IOException {
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(answer));
        BER.decodeHeader(in, new BER.MutableByte());
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        PDU pdu = new PDU();
        pdu.decodeBER(in);
        return pdu;
    }

    /**
     * Makes a Get of version 3 (SHA-256, AES-128) that an agent has answered; it can be sent again for 150 s. Ciphering
     * is done once here and each time in the agent.
     */
    static byte[] secureGet(int port, OID oid) throws IOException {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        OctetString engine = new OctetString(MPv3.createLocalEngineID());
        USM usm = new USM(protocols, engine, 1, new CounterSupport());
        usm.addUser(new UsmUser(
                new OctetString(USER),
                AuthHMAC192SHA256.ID,
                new OctetString(AUTH),
                PrivAES128.ID,
                new OctetString(PRIV)));
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv3(
                engine.getValue(),
                null,
                protocols,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                usm.getCounterSupport()));
        Recorder port0 = new Recorder();
        try (Snmp manager = new Snmp(dispatcher, port0)) {
            manager.listen();
            UserTarget<UdpAddress> target = new UserTarget<>(
                    new UdpAddress(InetAddress.getLoopbackAddress(), port),
                    new OctetString(USER),
                    new byte[0],
                    SecurityLevel.AUTH_PRIV);
            target.setVersion(SnmpConstants.version3);
            target.setTimeout(2000);
            ScopedPDU pdu = new ScopedPDU();
            pdu.setType(PDU.GET);
            pdu.add(new VariableBinding(oid));
            ResponseEvent<UdpAddress> event = manager.send(pdu, target);
            PDU answer = event == null ? null : event.getResponse();
            if (answer == null || answer.getType() != PDU.RESPONSE || answer.getErrorStatus() != 0) {
                throw new IOException("the agent at port " + port + " does not answer version 3: " + answer);
            }
            return port0.last();
        }
    }

    /** Remembers what was sent last. */
    private static final class Recorder extends DefaultUdpTransportMapping {

        private volatile byte @Nullable [] sent;

        Recorder() throws IOException {
            super(new UdpAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @Override
        public void sendMessage(UdpAddress to, byte[] message, TransportStateReference state, long timeout, int retries)
                throws IOException {
            sent = message.clone();
            super.sendMessage(to, message, state, timeout, retries);
        }

        byte[] last() {
            return java.util.Objects.requireNonNull(sent);
        }
    }
}
