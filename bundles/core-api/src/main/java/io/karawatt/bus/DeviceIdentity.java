package io.karawatt.bus;

import java.util.Locale;
import java.util.Map;

/**
 * How a device introduced itself; texts are empty and numbers -1 where it did not say.
 *
 * @param socomec whether the word "SOCO" stands at register 50000, so that the rest is the common identification block.
 * @param orderId family code at register 50004: 100 COUNTIS, 200 protection, 300 ATyS, 400 DIRIS.
 * @param productId product code at register 50005.
 * @param tableVersion version of the register table at register 50006.
 * @param extendedName name of the product, from register 50058.
 * @param vendor maker, from register 50042 or from function 43/14.
 * @param product product name or code, from register 50050 or from function 43/14.
 * @param serial serial number; empty when none could be read.
 * @param netId 24-bit NET ID as six hexadecimal digits, for example {@code E5C801}; empty when it has none.
 * @param others whatever else was read, for people, by name.
 */
public record DeviceIdentity(
        boolean socomec,
        int orderId,
        int productId,
        int tableVersion,
        String extendedName,
        String vendor,
        String product,
        String serial,
        String netId,
        Map<String, String> others) {

    /** Nothing known: something answered, no more. */
    public static final DeviceIdentity UNKNOWN = new DeviceIdentity(false, -1, -1, -1, "", "", "", "", "", Map.of());

    /** Copies the map. */
    public DeviceIdentity {
        others = Map.copyOf(others);
    }

    /**
     * Returns what tells this very device from all others of its kind.
     *
     * @return the NET ID, else the serial number, else empty; as {@link io.karawatt.topology.Device#netId()} keeps it.
     */
    public String unique() {
        return netId.isEmpty() ? serial : netId;
    }

    /**
     * Writes the serial number of the common identification block as text.
     *
     * @param yearWeek register 50008.
     * @param weekTenthsLine register 50009.
     * @param order register 50010.
     * @return for example {@code 25420301-01234}; empty when all three are 0.
     */
    public static String serialText(int yearWeek, int weekTenthsLine, int order) {
        return (yearWeek | weekTenthsLine | order) == 0
                ? ""
                : String.format(Locale.ROOT, "%04X%04X-%05d", yearWeek, weekTenthsLine, order);
    }

    /**
     * Writes a NET ID as text.
     *
     * @param netId content of registers 50067 and 50068.
     * @return six hexadecimal digits; empty when it is none, as where the registers are not used and read 0.
     */
    public static String netIdText(long netId) {
        return netId >= 1 && netId <= 0xFFFFFE ? String.format(Locale.ROOT, "%06X", netId) : "";
    }
}
