package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.bacnet.BacnetGateway;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everything between the socket and the objects, put together. Turned by the server's thread; it opens nothing, waits
 * for nothing and knows no time but the one it is given.
 */
final class Stack implements AutoCloseable {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String SEEN = "seen:";

    private final Ground ground;
    private final Application application;
    private final LinkLayer link;
    private final Router router;
    private final NetworkMessages messages;
    private final Responder responder;
    private final Requester requester;
    private final OutboundDesk outbound;
    private final Directory directory;
    private final Announcer announcer;
    private final DeviceControl control;
    private final Searches searches;
    private final Peers peers;
    private final @Nullable Bbmd bbmd;
    private final @Nullable Registration registration;
    private List<Application.Device> known = List.of();
    private Set<Integer> announced = Set.of();
    private Outbound.@Nullable Timer ticker;

    /**
     * Puts it together and opens the application.
     *
     * @param wire takes datagrams out; open.
     */
    Stack(Settings settings, BacnetServices services, ApplicationFactory factory, Wire wire, Ground ground) {
        this.ground = ground;
        Settings.Foreign foreign = settings.foreign();
        BroadcastTable table = settings.table();
        this.bbmd = table == null ? null : new Bbmd(table, wire, ground.guard(), ground.moment(), ground.counters());
        this.registration = foreign == null
                ? null
                : new Registration(foreign, wire, ground.timers(), ground.moment(), ground.notices());
        this.link = new LinkLayer(wire, ground.counters(), this::npdu, bbmd, registration);
        Sender sender = new Sender(link, settings.virtualNetwork());
        this.peers = new Peers(ground.moment());
        this.requester = new Requester(ground, sender);
        this.outbound = new OutboundDesk(ground, sender, requester, this::initiates);
        this.application = factory.open(settings.terms(), outbound);
        this.control = new DeviceControl(ground, application, () -> services.open(settings.password()));
        this.directory = new Directory(application);
        this.announcer = new Announcer(ground, sender, directory, control::speaks);
        this.searches = new Searches(ground, sender);
        this.responder = new Responder(ground, new AnswerWriter(sender, ground.counters(), peers), control);
        TimeSync time = new TimeSync(ground, services::setClocks, settings.timeSources(), services.zone());
        Unconfirmed unconfirmed =
                new Unconfirmed(ground, new Unconfirmed.Parts(application, directory, announcer, time), wire, searches);
        Dispatcher dispatcher = new Dispatcher(
                ground, new Dispatcher.Ends(responder, requester, peers), control, unconfirmed, directory);
        NetworkMessages.Numbers numbers = new NetworkMessages.Numbers(settings.virtualNetwork(), settings.ipNetwork());
        this.messages = new NetworkMessages(
                numbers, sender, ground.notices(), ground.guard(), ground.moment(), ground.counters());
        this.router =
                new Router(settings.virtualNetwork(), wire, dispatcher, messages, ground.notices(), ground.counters());
    }

    private void npdu(BacnetAddress from, boolean broadcast, byte[] array, int offset, int length) {
        router.npdu(from, broadcast, array, offset, length);
    }

    private boolean initiates(int device) {
        return control.initiates(device);
    }

    /** Tells the network who came. */
    void start() {
        if (registration != null) {
            registration.start();
        }
        messages.announce();
        tick();
    }

    /** Once a second. */
    private void tick() {
        ticker = ground.timers().after(SECOND, this::tick);
        announceNew();
        ground.notices().forget(SEEN);
        if (bbmd != null) {
            bbmd.tick();
        }
    }

    /** I-Am of every device that was not there before. */
    private void announceNew() {
        List<Application.Device> now = directory.all();
        if (now == known) {
            return;
        }
        known = now;
        Set<Integer> instances = new HashSet<>();
        for (Application.Device device : now) {
            instances.add(device.instance());
            if (!announced.contains(device.instance()) && control.initiates(device.address())) {
                announcer.say(new Announcer.IAm(device.address()), new Announcer.ToAll(true));
            }
        }
        announced = instances;
    }

    /** A datagram came. */
    void received(int ip, int port, byte[] array, int offset, int length) {
        link.received(ip, port, array, offset, length);
    }

    /** What the application may start. */
    OutboundDesk outbound() {
        return outbound;
    }

    /** Lists who asks; from any thread. */
    Peers peers() {
        return peers;
    }

    /** Lists the devices; from any thread. */
    List<BacnetGateway.Device> devices() {
        return directory.latest().stream()
                .map(one -> new BacnetGateway.Device(
                        one.instance(), one.address(), one.name(), one.objects(), control.state(one.address())))
                .toList();
    }

    /** Lists the subscriptions; from any thread. */
    List<BacnetGateway.Subscription> subscriptions() {
        return application.subscriptions();
    }

    /** Says what is done about broadcasts of other subnets; from any thread. */
    String beyond() {
        if (registration != null) {
            return registration.state();
        }
        return bbmd == null ? "off: only the own subnet hears us" : "BBMD";
    }

    /** Lists the peers of the BBMD; from any thread. */
    List<String> broadcastTable() {
        return bbmd == null ? List.of() : bbmd.peers();
    }

    /** Lists the foreign devices of the BBMD; from any thread. */
    List<BacnetGateway.ForeignDevice> foreignDevices() {
        return bbmd == null ? List.of() : bbmd.foreign();
    }

    /** Asks who is there; from any thread. */
    void search(int low, int high, Duration wait, CompletableFuture<List<BacnetGateway.Heard>> answer) {
        ground.tasks().add(() -> searches.begin(low, high, wait, answer));
    }

    /** How many exchanges last at the moment. */
    int lasting() {
        return responder.lasting();
    }

    @Override
    public void close() {
        if (ticker != null) {
            ticker.cancel();
        }
        outbound.close();
        searches.close();
        responder.close();
        requester.close();
        application.close();
    }
}
