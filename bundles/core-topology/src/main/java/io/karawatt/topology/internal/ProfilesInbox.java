package io.karawatt.topology.internal;

import io.karawatt.profile.Profiles;
import io.karawatt.profile.ProfilesListener;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Where the catalogue delivers its profiles.
 *
 * <p>A component apart, because it needs nobody: the topology uses the catalogue and the catalogue its listeners, and
 * were the topology itself the listener, neither could be made before the other.
 */
@Component(service = {ProfilesListener.class, ProfilesInbox.class})
public final class ProfilesInbox implements ProfilesListener {

    private final AtomicReference<@Nullable Consumer<Profiles>> reader = new AtomicReference<>();
    private final AtomicReference<@Nullable Profiles> latest = new AtomicReference<>();

    @Activate
    public ProfilesInbox() {}

    @Override
    public void profilesChanged(Profiles profiles) {
        latest.set(profiles);
        Consumer<Profiles> present = reader.get();
        if (present != null) {
            present.accept(profiles);
        }
    }

    /** Lets the one reader in; it is given at once what was delivered before it came. */
    void open(Consumer<Profiles> newReader) {
        reader.set(newReader);
        Profiles delivered = latest.get();
        if (delivered != null) {
            newReader.accept(delivered);
        }
    }

    void close(Consumer<Profiles> oldReader) {
        reader.compareAndSet(oldReader, null);
    }
}
