package io.karawatt.topology;

import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Joins a profile with an installed device: which points there are, and where each lies. */
public final class DevicePoints {

    private DevicePoints() {}

    /**
     * A point at its place.
     *
     * @param key the point.
     * @param spec its row.
     * @param address address of its first word.
     */
    public record Place(PointKey key, RegisterSpec spec, int address) {

        /**
         * Decodes the point.
         *
         * @param registers an answer that holds it.
         * @param base address of the first register of the answer.
         * @return the value in the base unit; empty when the device says "not available" or it is no number.
         */
        public OptionalDouble decode(io.karawatt.model.Registers registers, int base) {
            RegisterSpec.Coding coding = spec.coding();
            int offset = address - base;
            long bits = coding.type().bits(registers, offset, coding.order());
            if (coding.notAvailable().contains(bits)) {
                return OptionalDouble.empty();
            }
            if (coding.width() > 0) {
                long field = (bits >> coding.bit()) & ((1L << coding.width()) - 1);
                return OptionalDouble.of(field * coding.scale() + coding.offset());
            }
            OptionalDouble raw = coding.type().decode(registers, offset, coding.order());
            return raw.isEmpty() ? raw : OptionalDouble.of(raw.getAsDouble() * coding.scale() + coding.offset());
        }
    }

    /**
     * Lists the points of a device in rising order of address.
     *
     * @param profile its profile.
     * @param device the device with its loads.
     * @return the points; rows of scope {@code load} once for each installed load, others for each instance.
     */
    public static List<Place> of(DeviceProfile profile, Device device) {
        List<Place> places = new ArrayList<>();
        for (RegisterSpec spec : profile.registers()) {
            if (spec.point()) {
                for (int instance : instances(spec, device)) {
                    int number = single(spec) ? 0 : instance;
                    places.add(
                            new Place(new PointKey(number, spec.name(), spec.stat()), spec, spec.addressOf(instance)));
                }
            }
        }
        places.sort(java.util.Comparator.comparingInt(Place::address));
        return List.copyOf(places);
    }

    /**
     * Numbers the points of a device.
     *
     * @param profile its profile.
     * @param device the device with its loads.
     * @return a new schema, in the order of {@link #of}.
     */
    public static PointSchema schema(DeviceProfile profile, Device device) {
        return new PointSchema(
                device.key(), of(profile, device).stream().map(Place::key).toList());
    }

    private static boolean single(RegisterSpec spec) {
        return spec.count() == 1 && !spec.scope().equals("load");
    }

    private static List<Integer> instances(RegisterSpec spec, Device device) {
        if (spec.scope().equals("load")) {
            return device.loads().stream()
                    .map(Load::number)
                    .filter(n -> n <= spec.count())
                    .toList();
        }
        return IntStream.rangeClosed(1, spec.count()).boxed().toList();
    }
}
