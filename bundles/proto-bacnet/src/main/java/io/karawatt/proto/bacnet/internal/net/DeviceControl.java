package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.access.AccessRequest.Operation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * DeviceCommunicationControl (clause 16.1) with password and policy, for each device by itself; ReinitializeDevice
 * (clause 16.4) is always refused. Everything else goes on to the application.
 */
final class DeviceControl implements Responder.Services {

    private static final int COMMUNICATION_CONTROL = 17;
    private static final int REINITIALIZE = 20;
    private static final int ENABLE = 0;
    private static final int DISABLE = 1;
    private static final int DISABLE_INITIATION = 2;
    private static final int LAST_REINITIALIZED_STATE = 7;
    private static final int ADDRESSES = 256;
    private static final int MOST_MINUTES = 65_535;

    private final Ground ground;
    private final Application application;
    private final Supplier<String> password;
    private final AtomicIntegerArray states = new AtomicIntegerArray(ADDRESSES);
    private final Outbound.@Nullable Timer[] ends = new Outbound.Timer[ADDRESSES];

    /**
     * Makes it.
     *
     * @param password gives the password; empty when there is none. May throw when it can't be had.
     */
    DeviceControl(Ground ground, Application application, Supplier<String> password) {
        this.ground = ground;
        this.application = application;
        this.password = password;
    }

    @Override
    public void confirmed(ConfirmedRequest request, Reply reply) {
        try {
            switch (request.service()) {
                case COMMUNICATION_CONTROL -> control(request, reply);
                case REINITIALIZE -> reinitialize(request, reply);
                default -> application.confirmed(request, reply);
            }
        } catch (Malformed e) {
            reply.reject(e.reason());
        }
    }

    /** Whether a device takes requests; of a silent one, only those of this class. */
    boolean takes(int device, int service) {
        return states.get(device) != DISABLE || service == COMMUNICATION_CONTROL || service == REINITIALIZE;
    }

    /** Whether a device answers unconfirmed requests. */
    boolean speaks(int device) {
        return states.get(device) != DISABLE;
    }

    /** Whether a device may speak by itself; any thread. */
    boolean initiates(int device) {
        return states.get(device) == ENABLE;
    }

    /** Says how it stands; any thread. */
    String state(int device) {
        return switch (states.get(device)) {
            case DISABLE -> "disabled";
            case DISABLE_INITIATION -> "initiation disabled";
            default -> "enabled";
        };
    }

    private void control(ConfirmedRequest request, Reply reply) throws Malformed {
        Tags tags = new Tags(request.array(), request.offset(), request.length());
        long minutes = tags.nextIs(0) ? tags.unsigned(0) : 0;
        long state = tags.unsigned(1);
        String given = tags.nextIs(2) ? tags.text(2) : "";
        tags.finish();
        if (minutes > MOST_MINUTES) {
            throw new Malformed(RejectReason.parameterOutOfRange);
        }
        if (state > DISABLE_INITIATION) {
            throw new Malformed(RejectReason.undefinedEnumeration);
        }
        String target = "communication of " + name(request.device());
        if (!passes(request, reply, target, given) || !allowed(request, reply, target)) {
            return;
        }
        set(request.device(), (int) state, minutes);
        String until = minutes == 0 ? "" : " for " + minutes + " min";
        ground.guard().done(request.asker(), Operation.COMMAND, target, "done: " + state(request.device()) + until);
        reply.simpleAck();
    }

    private boolean allowed(ConfirmedRequest request, Reply reply, String target) {
        boolean allowed = ground.guard().allows(request.asker(), Operation.COMMAND, target);
        if (!allowed) {
            reply.error(ErrorClass.services, ErrorCode.serviceRequestDenied);
        }
        return allowed;
    }

    private boolean passes(ConfirmedRequest request, Reply reply, String target, String given) {
        String wanted;
        try {
            wanted = password.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            ground.guard().refused(request.asker(), target, "'dcc.password' can't be read: " + e.getMessage());
            reply.error(ErrorClass.services, ErrorCode.serviceRequestDenied);
            return false;
        }
        if (wanted.isEmpty()) {
            ground.guard()
                    .refused(request.asker(), target, "no 'dcc.password' is set in etc/" + BacnetServer.PID + ".cfg");
            reply.error(ErrorClass.services, ErrorCode.serviceRequestDenied);
            return false;
        }
        if (!same(wanted, given)) {
            ground.guard().refused(request.asker(), target, "wrong password");
            reply.error(ErrorClass.security, ErrorCode.passwordFailure);
            return false;
        }
        return true;
    }

    /** Takes as long for every wrong password. */
    private static boolean same(String wanted, String given) {
        return java.security.MessageDigest.isEqual(
                wanted.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                given.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void set(int device, int state, long minutes) {
        Outbound.Timer before = ends[device];
        if (before != null) {
            before.cancel();
        }
        states.set(device, state);
        ends[device] = state == ENABLE || minutes == 0
                ? null
                : ground.timers().after(Duration.ofMinutes(minutes), () -> enable(device));
    }

    private void enable(int device) {
        states.set(device, ENABLE);
        ground.notices().info("communication of " + name(device) + " is enabled again: the time asked for is over");
    }

    private void reinitialize(ConfirmedRequest request, Reply reply) throws Malformed {
        Tags tags = new Tags(request.array(), request.offset(), request.length());
        long state = tags.unsigned(0);
        if (tags.nextIs(1)) {
            tags.text(1);
        }
        tags.finish();
        if (state > LAST_REINITIALIZED_STATE) {
            throw new Malformed(RejectReason.undefinedEnumeration);
        }
        String reason = "the gateway and its meters are not started anew over BACnet";
        ground.guard().refused(request.asker(), "start anew of " + name(request.device()), reason);
        reply.error(ErrorClass.services, ErrorCode.serviceRequestDenied);
    }

    private static String name(int device) {
        return device == Application.GATEWAY ? "the gateway" : "the device with address " + device;
    }
}
