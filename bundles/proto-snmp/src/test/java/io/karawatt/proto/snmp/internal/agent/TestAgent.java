package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.gateway.Face;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.util.converter.Converters;

/** A live agent on a loopback port of the system's choice, with sample objects. */
final class TestAgent implements AutoCloseable {

    static final String READ = "look-only";
    static final String WRITE = "may-change";
    static final String AUTH = "maplesyrup";
    static final String PRIV = "golden-egg-17";
    private static final int LONGEST = 65_507;
    private static final int ANSWER_MS = 5000;

    private final FakeTime time = new FakeTime();
    private final Samples samples = new Samples();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final AgentServices services = new AgentServices();
    private final AgentRun run;
    private final BlockingQueue<Face> faces = new LinkedBlockingQueue<>();
    private final Face face;

    TestAgent(Path folder, Object... config) throws IOException {
        services.setEvents(new EventBus() {
            @Override
            public void publish(Event event) {
                events.add(event);
            }

            @Override
            public List<QueueState> queues() {
                return List.of();
            }
        });
        services.addPart(engine -> new AgentPart.Attached() {
            @Override
            public List<Subtree> subtrees() {
                return List.of(samples);
            }

            @Override
            public void authenticationFailed(String from) {
                failures.add(from);
            }

            @Override
            public void close() {}
        });
        Map<String, Object> all = new HashMap<>(defaults());
        for (int i = 0; i < config.length; i += 2) {
            all.put((String) config[i], config[i + 1]);
        }
        EngineFile file = new EngineFile(folder.resolve(SnmpServer.ENGINE_FILE), new Random(7), text -> {});
        run = new AgentRun(SettingsReader.read(config(all), null), file, services, time.time(), faces::add);
        run.start();
        face = face();
    }

    private Face face() throws IOException {
        try {
            return Optional.ofNullable(faces.poll(ANSWER_MS, TimeUnit.MILLISECONDS))
                    .orElseThrow(() -> new IOException("the port was not opened: " + events));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    static Map<String, Object> defaults() {
        Map<String, Object> all = new HashMap<>();
        all.put("enabled", true);
        all.put("bind", "127.0.0.1");
        all.put("port", 0);
        all.put("v1.enabled", true);
        all.put("v2c.enabled", true);
        for (String version : List.of("v1", "v2c")) {
            all.put(version + ".read.community", READ);
            all.put(version + ".write.community", WRITE);
        }
        for (String role : List.of("read", "write")) {
            all.put("v3." + role + ".user", role.equals("read") ? "reader" : "writer");
            all.put("v3." + role + ".auth.pass", AUTH);
            all.put("v3." + role + ".priv.pass", PRIV);
        }
        return all;
    }

    static AgentConfig config(Map<String, Object> values) {
        return Converters.standardConverter().convert(values).to(AgentConfig.class);
    }

    FakeTime time() {
        return time;
    }

    Samples samples() {
        return samples;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** What was told by authenticationFailure; waits for the first. */
    Optional<String> failure() throws InterruptedException {
        return Optional.ofNullable(failures.poll(ANSWER_MS, TimeUnit.MILLISECONDS));
    }

    AgentServices services() {
        return services;
    }

    AgentRun run() {
        return run;
    }

    Face shown() {
        return face;
    }

    int port() {
        String address = face.address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.indexOf('/')));
    }

    long count(Count count) {
        return run.counters().sum(count);
    }

    /** Waits for what other threads do, bounded. */
    static void until(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MS);
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
    }

    /** Sends a datagram given in hexadecimal digits and waits for the answer. */
    String ask(String hex) throws IOException {
        return HexFormat.of().formatHex(ask(HexFormat.of().parseHex(hex.replaceAll("\\s", ""))));
    }

    byte[] ask(byte[] message) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            send(socket, message);
            return answer(socket).orElseThrow(() -> new IOException("no answer"));
        }
    }

    /** Sends datagrams and then a request that is always answered; returns what came before that answer. */
    int answersTo(List<byte[]> messages) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (byte[] message : messages) {
                send(socket, message);
            }
            byte[] last = Messages.get(1, READ, 0x7ACE, "1.3.6.1.2.1.11.1.0");
            send(socket, last);
            int answers = 0;
            while (true) {
                byte[] answer = answer(socket).orElseThrow(() -> new IOException("the agent is dead"));
                if (Messages.hasRequestId(answer, 0x7ACE)) {
                    return answers;
                }
                answers++;
            }
        }
    }

    void send(DatagramSocket socket, byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port()));
    }

    Optional<byte[]> answer(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(ANSWER_MS);
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        try {
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        run.close();
    }
}
