package io.karawatt.profile;

import io.karawatt.model.Quantity;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The one quantity catalogue. */
@ProviderType
public interface Quantities {

    /**
     * Finds a quantity.
     *
     * @param key for example {@code currentI1}.
     * @return the quantity, or empty.
     */
    Optional<Quantity> find(String key);

    /**
     * Returns all quantities.
     *
     * @return in the order of the catalogue.
     */
    List<Quantity> all();
}
