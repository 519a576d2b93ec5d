package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.gateway.Face;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The open gateway as operators see it; from any thread. */
final class GatewayView implements Face, BacnetGateway {

    private final Stack stack;
    private final Ground ground;
    private final Settings settings;
    private final Wire wire;
    private final String address;

    /** Looks at an open gateway; made on its thread. */
    GatewayView(Door door, Stack stack, Ground ground, Settings settings) {
        this.stack = stack;
        this.ground = ground;
        this.settings = settings;
        this.wire = door;
        this.address = door.address();
    }

    @Override
    public String name() {
        return Notices.FACE;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public List<Client> clients() {
        return stack.peers().list();
    }

    @Override
    public Map<String, Long> counters() {
        return ground.counters().snapshot();
    }

    @Override
    public Status status() {
        return new Status(
                address,
                BacnetAddress.local(wire.broadcast(), wire.port()).text(),
                settings.terms().instance(),
                settings.virtualNetwork(),
                stack.beyond(),
                stack.broadcastTable(),
                stack.foreignDevices(),
                ground.notices().troubles(),
                counters());
    }

    @Override
    public List<Device> devices() {
        return stack.devices();
    }

    @Override
    public List<Subscription> subscriptions() {
        return stack.subscriptions();
    }

    @Override
    public CompletableFuture<List<Heard>> whoIs(int low, int high, Duration wait) {
        if (low < MIN_INSTANCE || high > MAX_INSTANCE || low > high) {
            throw new IllegalArgumentException("instances " + low + ".." + high + " are not within " + MIN_INSTANCE
                    + ".." + MAX_INSTANCE + " in rising order");
        }
        if (wait.isNegative() || wait.isZero() || wait.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException(
                    "a wait of " + wait.toMillis() + " ms is not above 0 and at most " + MAX_WAIT.toSeconds() + " s");
        }
        CompletableFuture<List<Heard>> answer = new CompletableFuture<>();
        stack.search(low, high, wait, answer);
        return answer;
    }
}
