package io.karawatt.proto.bacnet.internal.service;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.live.PointReader;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Rejected;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.cov.ChangeOfValue;
import io.karawatt.proto.bacnet.internal.net.Application;
import io.karawatt.proto.bacnet.internal.net.ConfirmedRequest;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.net.Outbound;
import io.karawatt.proto.bacnet.internal.net.Reply;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.proto.bacnet.internal.object.Wishes;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers requests to the devices and their objects. */
public final class ObjectApplication implements Application {

    private final Outbound outbound;
    private final InstantSource clock;
    private final Supplier<Optional<PointReader>> reader;
    private final ReadService property = new PropertyRead();
    private final ReadService properties = new PropertiesRead();
    private final ReadService range;
    private final PropertyWrite writer;
    private final ChangeOfValue changes;
    private final Runnable closed;
    private volatile Site site;

    /**
     * Makes an application.
     *
     * @param site the devices.
     * @param outbound runs things on the server's thread.
     * @param clock the time.
     * @param reader reads points that no timetable reads; empty while it is away.
     * @param writer WriteProperty.
     * @param changes change-of-value reporting; closed with this.
     * @param closed is run when this is closed.
     */
    public ObjectApplication(
            Site site,
            Outbound outbound,
            InstantSource clock,
            Supplier<Optional<PointReader>> reader,
            PropertyWrite writer,
            ChangeOfValue changes,
            Runnable closed) {
        this.site = site;
        this.outbound = outbound;
        this.clock = clock;
        this.reader = reader;
        this.writer = writer;
        this.changes = changes;
        this.closed = closed;
        this.range = new RangeRead(changes);
    }

    /**
     * Takes a new topology; on any thread.
     *
     * @param now the devices as they are now.
     */
    public void replace(Site now) {
        outbound.execute(() -> {
            site = now;
            changes.replace(now);
        });
    }

    /**
     * Returns the devices.
     *
     * @return as they are now.
     */
    public Site site() {
        return site;
    }

    /**
     * Returns what tells of changes.
     *
     * @return the same at each call.
     */
    public ChangeOfValue changes() {
        return changes;
    }

    @Override
    public void confirmed(ConfirmedRequest request, Reply reply) {
        VirtualDevice device = site.device(request.device());
        if (device == null) {
            reply.error(ErrorClass.device, ErrorCode.other);
            return;
        }
        answering(reply, () -> serve(request, device, reply));
    }

    private void serve(ConfirmedRequest request, VirtualDevice device, Reply reply) {
        TagReader in = new TagReader(request.array(), request.offset(), request.length());
        switch (request.service()) {
            case Services.READ_PROPERTY -> read(property, request, device, in, reply);
            case Services.READ_PROPERTY_MULTIPLE -> read(properties, request, device, in, reply);
            case Services.READ_RANGE -> read(range, request, device, in, reply);
            case Services.WRITE_PROPERTY -> writer.write(request.asker(), device, in, reply);
            case Services.SUBSCRIBE_COV -> {
                changes.subscribe(request.asker(), device, in);
                reply.simpleAck();
            }
            case Services.SUBSCRIBE_COV_PROPERTY -> {
                changes.subscribeProperty(request.asker(), device, in);
                reply.simpleAck();
            }
            default -> reply.reject(RejectReason.unrecognizedService);
        }
    }

    private void read(ReadService service, ConfirmedRequest request, VirtualDevice device, TagReader in, Reply reply) {
        Freshness wishes = new Freshness(clock);
        Octets body = reply.body();
        service.answer(device, in, body, wishes);
        Optional<PointReader> fresh = wishes.wanting() ? reader.get() : Optional.empty();
        if (fresh.isEmpty()) {
            reply.complexAck();
            return;
        }
        byte[] copy = Arrays.copyOfRange(request.array(), request.offset(), request.offset() + request.length());
        Reply later = reply.later();
        wishes.fetch(fresh.get(), () -> outbound.execute(() -> again(service, device, copy, later)));
    }

    /** Answers with what there is now. */
    private static void again(ReadService service, VirtualDevice device, byte[] request, Reply reply) {
        answering(reply, () -> {
            service.answer(
                    device,
                    new TagReader(request, 0, request.length),
                    reply.body().clear(),
                    Wishes.NONE);
            reply.complexAck();
        });
    }

    private static void answering(Reply reply, Runnable answer) {
        try {
            answer.run();
        } catch (Refusal refusal) {
            reply.error(refusal.type(), refusal.code());
        } catch (Rejected rejected) {
            reply.reject(rejected.reason());
        } catch (Octets.Overflow tooLong) {
            reply.abort(AbortReason.bufferOverflow);
        }
    }

    @Override
    public List<Device> devices() {
        return site.devices();
    }

    @Override
    public @Nullable Found find(int device, ObjectIdentifier id) {
        VirtualDevice asked = site.device(device);
        ServedObject found = asked == null
                ? null
                : asked.find(ObjectIds.of(id.getObjectType().intValue(), id.getInstanceNumber()));
        return found == null ? null : found(found);
    }

    @Override
    public @Nullable Found find(int device, String name) {
        VirtualDevice asked = site.device(device);
        ServedObject found = asked == null ? null : asked.find(name);
        return found == null ? null : found(found);
    }

    private static Found found(ServedObject object) {
        ObjectType type = Objects.requireNonNull(ObjectType.forId(ObjectIds.type(object.id())));
        return new Found(new ObjectIdentifier(type, ObjectIds.instance(object.id())), object.name());
    }

    @Override
    public List<BacnetGateway.Subscription> subscriptions() {
        return changes.list();
    }

    @Override
    public void close() {
        closed.run();
        changes.close();
    }
}
