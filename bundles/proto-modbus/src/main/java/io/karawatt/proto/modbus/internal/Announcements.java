package io.karawatt.proto.modbus.internal;

import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Registers doors as services while they are open; from any thread. */
final class Announcements {

    private final BundleContext context;
    private final Map<Endpoint, ServiceRegistration<?>> registrations = new HashMap<>();
    private boolean closed;

    Announcements(BundleContext context) {
        this.context = context;
    }

    /** A door is open; a face that is being stopped registers nothing any more. */
    void announce(Endpoint door) {
        String[] names = door instanceof Face
                ? new String[] {Face.class.getName(), Endpoint.class.getName()}
                : new String[] {Endpoint.class.getName()};
        // Outside the lock: whoever is told of the new service may wait for a thread that is closing this one.
        ServiceRegistration<?> now = context.registerService(names, door, null);
        synchronized (this) {
            if (!closed) {
                registrations.put(door, now);
                return;
            }
        }
        now.unregister();
    }

    /** A door is shut; harmless when it was not open. */
    void withdraw(Endpoint door) {
        ServiceRegistration<?> last;
        synchronized (this) {
            last = registrations.remove(door);
        }
        unregister(last);
    }

    /** All doors are shut for ever. */
    void close() {
        List<ServiceRegistration<?>> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(registrations.values());
            registrations.clear();
        }
        all.forEach(Announcements::unregister);
    }

    private static void unregister(@Nullable ServiceRegistration<?> registration) {
        if (registration != null) {
            registration.unregister();
        }
    }
}
