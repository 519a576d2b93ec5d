package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Registers the face as a service while its port is open; from any thread. */
final class Announcement {

    private final BundleContext context;
    private @Nullable ServiceRegistration<?> registration;
    private boolean closed;

    Announcement(BundleContext context) {
        this.context = context;
    }

    /** The port is open; a face that is being stopped registers nothing any more. */
    void announce(Face face) {
        // Outside the lock: whoever is told of the new service may wait for a thread that is closing this one.
        ServiceRegistration<?> now =
                context.registerService(new String[] {Face.class.getName(), Endpoint.class.getName()}, face, null);
        synchronized (this) {
            if (!closed) {
                registration = now;
                return;
            }
        }
        now.unregister();
    }

    /** The port is shut for ever. */
    void close() {
        ServiceRegistration<?> last;
        synchronized (this) {
            closed = true;
            last = registration;
            registration = null;
        }
        if (last != null) {
            last.unregister();
        }
    }
}
