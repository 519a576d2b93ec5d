package io.karawatt.bus;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.DeviceProfile.Identification;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the profile of a device from how it introduced itself; never a guess: where two profiles fit equally well, none
 * is found, and a device without the common identification block has none.
 */
public final class ProfileMatch {

    private ProfileMatch() {}

    /**
     * Finds the one profile that fits: of those with the longest begin of the extended name (upper and lower case
     * alike) the only one, or the one with the same order id and product id. A device without an extended name is told
     * by its two ids alone.
     *
     * @param profiles where to look.
     * @param identity how the device introduced itself.
     * @return the profile, or empty when none or more than one fits.
     */
    public static Optional<DeviceProfile> find(Collection<DeviceProfile> profiles, DeviceIdentity identity) {
        if (!identity.socomec()) {
            return Optional.empty();
        }
        if (identity.extendedName().isBlank()) {
            return only(sameCodes(profiles, identity));
        }
        List<DeviceProfile> named = named(profiles, identity);
        Optional<DeviceProfile> coded = only(sameCodes(named, identity));
        return coded.isPresent() ? coded : only(named);
    }

    private static List<DeviceProfile> named(Collection<DeviceProfile> profiles, DeviceIdentity identity) {
        List<DeviceProfile> fitting = profiles.stream()
                .filter(profile -> begins(profile.identification(), identity))
                .filter(profile -> sameFamily(profile.identification(), identity))
                .toList();
        int longest = fitting.stream().mapToInt(ProfileMatch::nameLength).max().orElse(0);
        return fitting.stream()
                .filter(profile -> nameLength(profile) == longest)
                .toList();
    }

    private static Optional<DeviceProfile> only(List<DeviceProfile> found) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static int nameLength(DeviceProfile profile) {
        return profile.identification().extendedName().length();
    }

    private static List<DeviceProfile> sameCodes(Collection<DeviceProfile> profiles, DeviceIdentity seen) {
        return profiles.stream()
                .filter(profile -> sameCodes(profile.identification(), seen))
                .toList();
    }

    private static boolean sameCodes(Identification known, DeviceIdentity seen) {
        return known.orderId() >= 0
                && known.productId() >= 0
                && known.orderId() == seen.orderId()
                && known.productId() == seen.productId();
    }

    private static boolean sameFamily(Identification known, DeviceIdentity seen) {
        return known.orderId() < 0 || seen.orderId() < 0 || known.orderId() == seen.orderId();
    }

    private static boolean begins(Identification known, DeviceIdentity seen) {
        return !known.extendedName().isBlank()
                && seen.extendedName()
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(known.extendedName().toLowerCase(Locale.ROOT));
    }
}
