package io.karawatt.proto.bacnet.internal.service;

import com.serotonin.bacnet4j.service.confirmed.ConfirmedRequestService;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.live.PointReader;
import io.karawatt.proto.bacnet.internal.cov.ChangeOfValue;
import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import io.karawatt.proto.bacnet.internal.net.ConfirmedRequest;
import io.karawatt.proto.bacnet.internal.object.ActiveSubscriptions;
import io.karawatt.proto.bacnet.internal.object.Plant;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.settings.DeviceCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The whole application over a plant, asked with requests that BACnet4J has encoded. */
public final class Bench implements AutoCloseable {

    /** Who asks. */
    public static final BacnetAddress CLIENT = BacnetAddress.parse("192.0.2.7:47808");

    private final Plant plant;
    private final Server server;
    private final Site.Setup setup;
    private final ObjectApplication application;
    private final List<Event> events = new ArrayList<>();

    /** Makes it; reader and commands may be away. */
    public Bench(Plant plant, Path folder, @Nullable PointReader reader, @Nullable DeviceCommands commands) {
        this.plant = plant;
        this.server = new Server(plant.clock());
        AtomicReference<@Nullable ActiveSubscriptions> active = new AtomicReference<>();
        this.setup = plant.setup(false, false, address -> {
            ActiveSubscriptions now = active.get();
            return now == null ? List.of() : now.of(address);
        });
        Site site = new Site(plant.view(), setup);
        ChangeOfValue changes =
                new ChangeOfValue(site, server, setup.settings(), plant.clock(), folder.resolve("subscriptions"));
        active.set(changes);
        EventBus bus = new EventBus() {
            @Override
            public void publish(Event event) {
                events.add(event);
            }

            @Override
            public List<QueueState> queues() {
                return List.of();
            }
        };
        this.application = new ObjectApplication(
                site,
                server,
                plant.clock(),
                () -> Optional.ofNullable(reader),
                new PropertyWrite(() -> Optional.ofNullable(commands), plant.outputs(), bus, plant.clock()),
                changes,
                () -> {});
        server.run();
    }

    /** Returns the site. */
    public Plant plant() {
        return plant;
    }

    /** Returns the network's side. */
    public Server server() {
        return server;
    }

    /** Returns what is asked. */
    public ObjectApplication application() {
        return application;
    }

    /** Returns events published so far. */
    public List<Event> events() {
        return events;
    }

    /** Installs other devices. */
    public void install(io.karawatt.view.SiteView view) {
        application.replace(new Site(view, setup));
        server.run();
    }

    /** Asks a device and returns its answer. */
    public String ask(int device, ConfirmedRequestService request) {
        return ask(device, request.getChoiceId(), encode(request));
    }

    /** Asks a device with a request in hexadecimal digits and returns its answer. */
    public String ask(int device, int service, String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        Answer answer = new Answer();
        application.confirmed(new ConfirmedRequest(CLIENT, device, service, octets, 0, octets.length), answer);
        server.run();
        return answer.text();
    }

    /** Encodes a request with BACnet4J. */
    public static String encode(ConfirmedRequestService request) {
        ByteQueue queue = new ByteQueue();
        request.write(queue);
        return HexFormat.of().formatHex(queue.popAll());
    }

    @Override
    public void close() {
        application.close();
    }
}
