package io.karawatt.proto.bacnet.internal.service;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.access.Refusals;
import io.karawatt.event.EventBus;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Rejected;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import io.karawatt.proto.bacnet.internal.net.Reply;
import io.karawatt.proto.bacnet.internal.object.AnalogInput;
import io.karawatt.proto.bacnet.internal.object.BinaryOutput;
import io.karawatt.proto.bacnet.internal.object.Kind;
import io.karawatt.proto.bacnet.internal.object.Outputs;
import io.karawatt.proto.bacnet.internal.object.PriorityArray;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.settings.ResetOrder;
import io.karawatt.settings.Resettable;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * WriteProperty (clause 15.9): commands outputs and sets extremes back. Everything else is read-only, and whoever tries
 * is put on record.
 */
public final class PropertyWrite {

    /** Name of this door in requests to the policy. */
    public static final String FACE = "bacnet";

    private static final int OBJECT = 0;
    private static final int PROPERTY = 1;
    private static final int INDEX = 2;
    private static final int VALUE = 3;
    private static final int PRIORITY = 4;
    private static final String EXTREMES = "minmax";

    private final Supplier<Optional<DeviceCommands>> commands;
    private final Outputs outputs;
    private final Refusals refusals;

    /**
     * Makes the service.
     *
     * @param commands makes devices do something; empty while it is away.
     * @param outputs what clients command.
     * @param events where refusals go.
     * @param clock the time.
     */
    public PropertyWrite(
            Supplier<Optional<DeviceCommands>> commands, Outputs outputs, EventBus events, InstantSource clock) {
        this.commands = commands;
        this.outputs = outputs;
        this.refusals = new Refusals(events, clock);
    }

    /**
     * Does what is asked, or throws why not.
     *
     * @param asker who asks.
     * @param device who is asked.
     * @param in the service request.
     * @param reply takes the answer, perhaps later.
     */
    public void write(BacnetAddress asker, VirtualDevice device, TagReader in, Reply reply) {
        int id = in.objectId(OBJECT);
        long number = in.unsigned(PROPERTY);
        long index = in.nextIs(INDEX) ? in.unsigned(INDEX) : Property.NO_INDEX;
        Written value = Written.read(in, VALUE);
        int priority = PriorityArray.LOWEST;
        if (in.nextIs(PRIORITY)) {
            long given = in.unsigned(PRIORITY);
            if (given < 1 || given > PriorityArray.LOWEST) {
                throw new Rejected(RejectReason.parameterOutOfRange);
            }
            priority = (int) given;
        }
        in.requireEnd();
        ServedObject object = device.find(id);
        if (object == null) {
            throw Refusal.unknownObject();
        }
        Property property = object.find(number);
        if (property == null) {
            throw Refusal.unknownProperty();
        }
        if (index != Property.NO_INDEX && !property.array()) {
            throw Refusal.property(ErrorCode.propertyIsNotAnArray);
        }
        if (object instanceof BinaryOutput output && property.kind() == Kind.PRESENT_VALUE) {
            command(asker, output, value, priority, reply);
        } else if (object instanceof AnalogInput input && property.kind() == Kind.RESET) {
            reset(asker, input, value, reply);
        } else {
            String target = ObjectIds.text(object.id()) + " " + property.name() + " of device " + device.instance();
            throw denied(asker, AccessRequest.Operation.WRITE, target, "it is read-only");
        }
    }

    private void command(BacnetAddress from, BinaryOutput object, Written value, int priority, Reply reply) {
        Boolean on = commanded(value);
        if (priority == PriorityArray.RESERVED) {
            throw denied(
                    from,
                    AccessRequest.Operation.COMMAND,
                    ObjectIds.text(object.id()),
                    "priority 6 is kept for minimum times");
        }
        Outputs.Output output = object.output();
        boolean effective = outputs.of(output).with(priority, on).effective();
        Asker asker =
                new Asker(FACE, "anonymous, priority " + priority, from.link().text());
        answer(
                commands().output(asker, output.device(), output.number(), effective),
                reply,
                () -> outputs.change(output, array -> array.with(priority, on)));
    }

    private static @Nullable Boolean commanded(Written value) {
        if (value instanceof Written.Nothing) {
            return null;
        }
        if (!(value instanceof Written.Choice choice)) {
            throw Refusal.property(ErrorCode.invalidDataType);
        }
        if (choice.number() > 1) {
            throw Refusal.property(ErrorCode.valueOutOfRange);
        }
        return choice.number() == 1;
    }

    private void reset(BacnetAddress from, AnalogInput object, Written value, Reply reply) {
        if (!(value instanceof Written.Truth truth)) {
            throw Refusal.property(ErrorCode.invalidDataType);
        }
        if (!truth.value()) {
            throw Refusal.property(ErrorCode.valueOutOfRange);
        }
        String item = object.row().resetItem();
        String key = object.meter().key();
        if (!resettable(key, object.load(), item)) {
            throw denied(
                    from,
                    AccessRequest.Operation.COMMAND,
                    "reset of " + object.row().quantity() + " of " + key,
                    "the meter has no such reset");
        }
        Asker asker = new Asker(FACE, "anonymous", from.link().text());
        answer(commands().reset(asker, new ResetOrder(key, EXTREMES, object.load(), Set.of(item))), reply, () -> {});
    }

    private boolean resettable(String device, int load, String item) {
        for (Resettable some : commands().resettables(device)) {
            boolean here = some.loads().isEmpty() || some.loads().contains(load);
            if (here && some.what().equals(EXTREMES) && some.items().contains(item)) {
                return true;
            }
        }
        return false;
    }

    private DeviceCommands commands() {
        return commands.get().orElseThrow(() -> new Refusal(ErrorClass.device, ErrorCode.operationalProblem));
    }

    private static void answer(CompletableFuture<CommandOutcome> outcome, Reply reply, Runnable done) {
        Reply later = reply.later();
        CompletableFuture<CommandOutcome> unused = outcome.whenComplete((result, failure) -> {
            if (result instanceof CommandOutcome.Done) {
                done.run();
                later.simpleAck();
            } else if (result instanceof CommandOutcome.Refused) {
                later.error(ErrorClass.property, ErrorCode.writeAccessDenied);
            } else {
                later.error(ErrorClass.device, ErrorCode.operationalProblem);
            }
        });
    }

    private Refusal denied(BacnetAddress from, AccessRequest.Operation operation, String target, String reason) {
        AccessRequest request = new Asker(FACE, "anonymous", from.link().text()).wants(operation, target);
        refusals.tell(request, reason);
        return Refusal.property(ErrorCode.writeAccessDenied);
    }
}
