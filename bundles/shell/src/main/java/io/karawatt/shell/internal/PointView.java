package io.karawatt.shell.internal;

import io.karawatt.live.LiveValues;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.Quantity;
import io.karawatt.model.Reading;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Quantities;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;

/** How live values are shown. */
final class PointView {

    private final Installation installation;
    private final LiveValues live;
    private final Optional<Quantities> quantities;

    /** Takes what is installed, the values, and the catalogue that knows their units. */
    PointView(Installation installation, LiveValues live, Optional<Quantities> quantities) {
        this.installation = installation;
        this.live = live;
        this.quantities = quantities;
    }

    /**
     * Finds the points that somebody means.
     *
     * @param text {@code DEVICE}, {@code DEVICE/INSTANCE} or {@code DEVICE/INSTANCE/QUANTITY[.STAT]}.
     * @param all whether those that are read only on request are meant too, where no single one is named.
     * @return the points.
     */
    List<PointId> points(String text, boolean all) throws CommandException {
        String[] parts = text.split("/", -1);
        String device = parts[0];
        if (installation.device(device).isEmpty()) {
            throw Messages.failure("device.unknown", device);
        }
        InstalledDevice installed = installation.installed().get(device);
        if (installed == null) {
            throw Messages.failure("device.noprofile", device);
        }
        List<PointKey> meant = installed.schema().keys();
        if (parts.length == 2) {
            int instance = Numbers.parse("instance", parts[1], 0, PointKey.MAX_INSTANCE);
            meant = meant.stream().filter(k -> k.instance() == instance).toList();
        } else if (parts.length > 2) {
            PointKey key = parsed(text);
            meant = meant.stream().filter(key::equals).toList();
        }
        if (meant.isEmpty()) {
            throw Messages.failure("point.unknown", device, text.substring(device.length()), device);
        }
        Set<String> quiet = all || parts.length > 2 ? Set.of() : readOnRequest(installed.profile());
        return meant.stream()
                .filter(key -> !quiet.contains(key.quantity() + "." + key.stat()))
                .map(key -> new PointId(device, key))
                .toList();
    }

    private static Set<String> readOnRequest(DeviceProfile profile) {
        return profile.registers().stream()
                .filter(row -> row.poll() == RegisterSpec.Poll.ON_REQUEST)
                .map(row -> row.name() + "." + row.stat())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Shows the latest readings of points. */
    Table read(List<PointId> points) {
        Table table = Table.of("point", "value", "unit", "quality", "time");
        for (PointId point : points) {
            Reading reading = live.latest(point);
            OptionalDouble number = reading.value().number();
            table.row(
                    point.toString(),
                    number.isPresent() ? (Object) number.getAsDouble() : null,
                    unit(point.key()),
                    quality(reading.value()),
                    reading.at());
        }
        return table;
    }

    private static PointKey parsed(String text) throws CommandException {
        try {
            return PointId.parse(text).key();
        } catch (IllegalArgumentException wrong) {
            throw Messages.plain(wrong.getMessage());
        }
    }

    private String unit(PointKey key) {
        return quantities
                .flatMap(q -> q.find(key.quantity()))
                .map(Quantity::unit)
                .orElse("");
    }

    private static String quality(Value value) {
        return value instanceof Value.Missing missing ? missing.cause().name().toLowerCase(Locale.ROOT) : "good";
    }
}
