package io.karawatt.secret;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes readable pass phrases out of the configuration of components; thread-safe.
 *
 * <p>A component asks for it once with each configuration it gets, after it has taken the pass phrases into use. When
 * something was readable, the configuration comes again, with sealed texts, which {@link Secrets#open} opens.
 */
@ProviderType
public interface SealedSettings {

    /**
     * Replaces readable values by sealed ones in a configuration, and in the file it was read from. Values that are
     * empty, sealed already or drawn from elsewhere ({@code ${env:NAME}}) stay as they are. Never throws for a file
     * that can't be written: the log tells what stayed readable.
     *
     * @param pid PID of the configuration.
     * @param keys keys of the pass phrases in it; those that are not there do not matter.
     */
    void seal(String pid, Collection<String> keys);
}
