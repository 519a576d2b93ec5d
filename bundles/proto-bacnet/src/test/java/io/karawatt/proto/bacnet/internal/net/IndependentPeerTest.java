package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.LocalDevice;
import com.serotonin.bacnet4j.RemoteDevice;
import com.serotonin.bacnet4j.enums.MaxApduLength;
import com.serotonin.bacnet4j.event.DeviceEventAdapter;
import com.serotonin.bacnet4j.exception.BACnetException;
import com.serotonin.bacnet4j.exception.RejectAPDUException;
import com.serotonin.bacnet4j.npdu.ip.IpNetwork;
import com.serotonin.bacnet4j.npdu.ip.IpNetworkBuilder;
import com.serotonin.bacnet4j.service.acknowledgement.ReadPropertyAck;
import com.serotonin.bacnet4j.service.confirmed.ConfirmedCovNotificationRequest;
import com.serotonin.bacnet4j.service.confirmed.ConfirmedRequestService;
import com.serotonin.bacnet4j.service.confirmed.DeleteObjectRequest;
import com.serotonin.bacnet4j.service.confirmed.ReadPropertyRequest;
import com.serotonin.bacnet4j.service.confirmed.WritePropertyRequest;
import com.serotonin.bacnet4j.service.unconfirmed.WhoIsRequest;
import com.serotonin.bacnet4j.transport.DefaultTransport;
import com.serotonin.bacnet4j.type.constructed.PropertyValue;
import com.serotonin.bacnet4j.type.constructed.SequenceOf;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import com.serotonin.bacnet4j.type.enumerated.PropertyIdentifier;
import com.serotonin.bacnet4j.type.primitive.CharacterString;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import com.serotonin.bacnet4j.type.primitive.Real;
import com.serotonin.bacnet4j.type.primitive.UnsignedInteger;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.gateway.Endpoint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** BACnet4J as a client over real sockets: an implementation of which we share no line of network code. */
class IndependentPeerTest {

    private static final ObjectIdentifier INPUT = new ObjectIdentifier(ObjectType.analogInput, 104);
    private static final String LONG_TEXT = "0123456789".repeat(4000);
    private static final String HOST = "127.0.0.61";
    private static final String PEER = "127.0.0.62";

    private final FakeApplication application = new FakeApplication();
    private final CompletableFuture<GatewayView> opened = new CompletableFuture<>();
    private final CompletableFuture<String> written = new CompletableFuture<>();
    private ServerLoop loop;
    private Thread thread;
    private GatewayView view;
    private LocalDevice client;
    private IpNetwork network;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        application.answerBy(this::answer);
        int port = freePort();
        boolean foreign = test.getTags().contains("foreign");
        Settings settings = TestStack.settings(
                "bind",
                HOST,
                "broadcast",
                PEER,
                "port",
                port,
                "bbmd.enabled",
                !foreign,
                "foreign.bbmd",
                foreign ? PEER + ":" + port : "");
        network = new IpNetworkBuilder()
                .withLocalBindAddress(PEER)
                .withBroadcast(HOST, 8)
                .withPort(port)
                .build();
        client = new LocalDevice(4001, new DefaultTransport(network)).initialize();
        if (foreign) {
            network.enableBBMD();
        }
        BacnetServices services = new BacnetServices();
        loop = new ServerLoop(settings, services, application, opened::complete);
        thread = new Thread(loop, "bacnet-test");
        thread.start();
        view = opened.get(10, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(PEER, 0))) {
            return probe.getLocalPort();
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        client.terminate();
        loop.stop();
        thread.join(5000);
        assertFalse(thread.isAlive());
        assertTrue(application.closed());
    }

    /** Present_Value is a number, Description a text of 40,000 characters; a written text is kept. */
    private void answer(ConfirmedRequest request, Reply reply) {
        ByteQueue data = new ByteQueue(
                Arrays.copyOfRange(request.array(), request.offset(), request.offset() + request.length()));
        try {
            ConfirmedRequestService service =
                    ConfirmedRequestService.createConfirmedRequestService((byte) request.service(), data);
            if (service instanceof ReadPropertyRequest read) {
                boolean text = read.getPropertyIdentifier().equals(PropertyIdentifier.description);
                ReadPropertyAck ack = new ReadPropertyAck(
                        read.getObjectIdentifier(),
                        read.getPropertyIdentifier(),
                        read.getPropertyArrayIndex(),
                        text ? new CharacterString(LONG_TEXT) : new Real(200 + request.device()));
                ByteQueue out = new ByteQueue();
                ack.write(out);
                reply.body().put(out.popAll());
                reply.complexAck();
            } else if (service instanceof WritePropertyRequest write) {
                written.complete(write.getPropertyValue().toString());
                reply.simpleAck();
            } else {
                reply.reject(com.serotonin.bacnet4j.type.enumerated.RejectReason.unrecognizedService);
            }
        } catch (BACnetException e) {
            reply.abort(com.serotonin.bacnet4j.type.enumerated.AbortReason.other);
        }
    }

    private RemoteDevice find(int instance) throws BACnetException {
        return client.getRemoteDeviceBlocking(instance, 5000);
    }

    @Test
    void theClientFindsGatewayAndMetersThroughTheRouter() throws Exception {
        Set<String> found = new ConcurrentSkipListSet<>();
        CountDownLatch three = new CountDownLatch(3);
        client.getEventHandler().addListener(new DeviceEventAdapter() {
            @Override
            public void iAmReceived(RemoteDevice device) {
                if (found.add(device.getInstanceNumber() + "@"
                        + device.getAddress().getNetworkNumber() + ":"
                        + device.getMaxAPDULengthAccepted())) {
                    three.countDown();
                }
            }
        });
        client.sendGlobalBroadcast(new WhoIsRequest());
        assertTrue(three.await(5, TimeUnit.SECONDS), found::toString);
        assertEquals(Set.of("100@0:1476", "105@2001:1476", "109@2001:1476"), found);
    }

    @Test
    void itReadsAPropertyOfGatewayAndMeter() throws Exception {
        for (int[] expected : new int[][] {{100, 200}, {105, 205}, {109, 209}}) {
            ReadPropertyAck ack = client.send(
                            find(expected[0]), new ReadPropertyRequest(INPUT, PropertyIdentifier.presentValue))
                    .get();
            assertEquals(new Real(expected[1]), ack.getValue());
        }
        assertEquals(1, view.clients().size());
    }

    @Test
    void aLongAnswerComesInSegments() throws Exception {
        ReadPropertyAck ack = client.send(find(109), new ReadPropertyRequest(INPUT, PropertyIdentifier.description))
                .get();
        assertEquals(new CharacterString(LONG_TEXT), ack.getValue());
        assertEquals(1, view.counters().get("answers sent in segments"));
    }

    @Test
    void aLongRequestIsTakenInSegments() throws Exception {
        client.send(
                        find(105),
                        new WritePropertyRequest(
                                INPUT, PropertyIdentifier.description, null, new CharacterString(LONG_TEXT), null))
                .get();
        assertEquals(LONG_TEXT, written.get(5, TimeUnit.SECONDS));
        assertEquals(1, view.counters().get("requests that came in segments"));
    }

    @Test
    void anUnknownServiceIsRejected() throws Exception {
        RemoteDevice meter = find(105);
        assertThrows(
                RejectAPDUException.class,
                () -> client.send(meter, new DeleteObjectRequest(INPUT)).get());
    }

    @Test
    void aConfirmedNotificationOfAMeterIsAcknowledged() throws Exception {
        CountDownLatch notified = new CountDownLatch(1);
        client.getEventHandler().addListener(new DeviceEventAdapter() {
            @Override
            public void covNotificationReceived(
                    UnsignedInteger process,
                    ObjectIdentifier device,
                    ObjectIdentifier object,
                    UnsignedInteger remaining,
                    SequenceOf<PropertyValue> values) {
                if (device.getInstanceNumber() == 105 && object.equals(INPUT)) {
                    notified.countDown();
                }
            }
        });
        find(105); // BACnet4J takes notifications of devices it knows only
        ByteQueue out = new ByteQueue();
        new ConfirmedCovNotificationRequest(
                        new UnsignedInteger(7),
                        new ObjectIdentifier(ObjectType.device, 105),
                        INPUT,
                        new UnsignedInteger(60),
                        new SequenceOf<>(new PropertyValue(PropertyIdentifier.presentValue, new Real(231))))
                .write(out);
        CompletableFuture<Outbound.Delivery> delivery = new CompletableFuture<>();
        Outbound outbound = application.outbound();
        outbound.confirmed(
                5,
                BacnetAddress.local(new InetSocketAddress(InetAddress.getByName(PEER), port())),
                ConfirmedCovNotificationRequest.TYPE_ID,
                new Octets(64, 1472).put(out.popAll()),
                delivery::complete);
        assertEquals(Outbound.Delivery.ACKNOWLEDGED, delivery.get(5, TimeUnit.SECONDS));
        assertTrue(notified.await(5, TimeUnit.SECONDS));
    }

    private int port() {
        String address = view.address();
        return Integer.parseInt(address.substring(address.indexOf(':') + 1, address.indexOf('/')));
    }

    @Test
    void theClientRegistersAsForeignDeviceAndFindsThemAll() throws Exception {
        network.registerAsForeignDevice(new InetSocketAddress(HOST, port()), 60);
        find(109);
        assertEquals(PEER + ":" + port(), view.status().foreignDevices().get(0).address());
        assertEquals(60, view.status().foreignDevices().get(0).ttl().toSeconds());
        network.unregisterAsForeignDevice();
    }

    @Test
    @Tag("foreign")
    void theGatewayRegistersAsForeignDeviceAtTheClient() throws Exception {
        BacnetGateway.Status status = view.status();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!status.bbmd().startsWith("registered") && System.nanoTime() - end < 0) {
            view.whoIs(0, 0, Duration.ofMillis(20)).get(5, TimeUnit.SECONDS); // lets the gateway have a turn
            status = view.status();
        }
        assertEquals(
                "registered as foreign device at " + PEER + ":" + port() + " for 600 s, renewed in time",
                status.bbmd());
    }

    @Test
    void theGatewaySeesTheClientOnTheNetworkAndTellsAboutItself() throws Exception {
        List<BacnetGateway.Heard> heard =
                view.whoIs(4000, 4002, Duration.ofMillis(500)).get(5, TimeUnit.SECONDS);
        assertEquals(4001, heard.get(0).instance());
        assertEquals(MaxApduLength.UP_TO_1476.getMaxLengthInt(), heard.get(0).maxApdu());
        BacnetGateway.Status status = view.status();
        assertEquals(HOST + ":" + port() + "/udp", ((Endpoint) view).address());
        assertEquals(100, status.instance());
        assertEquals(2001, status.network());
        assertEquals(List.of(), status.troubles());
        assertEquals("enabled", view.devices().get(1).communication());
        assertThrows(IllegalArgumentException.class, () -> view.whoIs(5, 4, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> view.whoIs(1, 4, Duration.ofMinutes(1)));
    }
}
