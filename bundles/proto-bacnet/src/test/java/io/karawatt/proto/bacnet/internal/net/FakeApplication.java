package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import io.karawatt.bacnet.BacnetGateway;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Devices without objects: it does with requests what the test says, and keeps what came. */
final class FakeApplication implements Application, ApplicationFactory {

    /** What came. */
    record Asked(BacnetAddress asker, int device, int service, List<Byte> data) {}

    private final List<Asked> asked = new ArrayList<>();
    private List<Device> devices = List.of(
            new Device(GATEWAY, 100, "gateway", 1),
            new Device(5, 105, "meter 5", 373),
            new Device(9, 109, "meter 9", 373));
    private Responder.Services answer = (request, reply) -> reply.reject(RejectReason.unrecognizedService);

    private @Nullable Outbound outbound;

    private boolean closed;

    /** What came so far. */
    List<Asked> asked() {
        return asked;
    }

    /** From now on there are these devices. */
    void show(List<Device> now) {
        devices = List.copyOf(now);
    }

    /** From now on requests are answered so. */
    void answerBy(Responder.Services now) {
        answer = now;
    }

    /** What the server gave to speak by. */
    Outbound outbound() {
        return Objects.requireNonNull(outbound);
    }

    /** Whether the server closed it. */
    boolean closed() {
        return closed;
    }

    @Override
    public Application open(Terms terms, Outbound out) {
        outbound = out;
        return this;
    }

    @Override
    public void confirmed(ConfirmedRequest request, Reply reply) {
        byte[] data = Arrays.copyOfRange(request.array(), request.offset(), request.offset() + request.length());
        List<Byte> octets = new ArrayList<>(data.length);
        for (byte octet : data) {
            octets.add(octet);
        }
        asked.add(new Asked(request.asker(), request.device(), request.service(), octets));
        answer.confirmed(request, reply);
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    @Override
    public @Nullable Found find(int device, ObjectIdentifier id) {
        return id.getInstanceNumber() == 104 ? new Found(id, "OATemp") : null;
    }

    @Override
    public @Nullable Found find(int device, String name) {
        return name.equals("OATemp") && device == 5 ? new Found(new ObjectIdentifier(0, 3), name) : null;
    }

    @Override
    public List<BacnetGateway.Subscription> subscriptions() {
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
