package io.karawatt.topology;

import org.osgi.annotation.versioning.ProviderType;

/** What is installed. */
@ProviderType
public interface Topology {

    /**
     * Returns what is installed now.
     *
     * @return an immutable picture; cheap to ask for.
     */
    Installation current();
}
