package io.karawatt.catalogue.internal;

import io.karawatt.model.Quantity;
import io.karawatt.profile.Quantities;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the quantities that the catalogue has read. */
@Component(service = Quantities.class)
public final class QuantityCatalogue implements Quantities {

    private final Catalogue catalogue;

    @Activate
    public QuantityCatalogue(@Reference(name = "catalogue") Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Optional<Quantity> find(String key) {
        return catalogue.quantities().find(key);
    }

    @Override
    public List<Quantity> all() {
        return catalogue.quantities().all();
    }
}
