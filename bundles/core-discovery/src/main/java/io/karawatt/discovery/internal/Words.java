package io.karawatt.discovery.internal;

import io.karawatt.bus.DeviceIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Keys for new devices, and what devices said of themselves. */
final class Words {

    private static final int LONGEST_STEM = 20;
    private static final int LONGEST_TEXT = 200;

    private Words() {}

    /** Makes a key, for example {@code i35-9}, that is not taken. */
    static String key(String reference, int address, Set<String> taken) {
        String letters = reference.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String stem = letters.isEmpty() ? "device" : letters.substring(0, Math.min(letters.length(), LONGEST_STEM));
        String key = stem + "-" + address;
        for (int next = 2; taken.contains(key); next++) {
            key = stem + "-" + address + "-" + next;
        }
        return key;
    }

    /** Tells what a device said of itself. */
    static String told(Seen seen) {
        DeviceIdentity identity = seen.finding().identity();
        List<String> parts = new ArrayList<>();
        part(parts, "maker", identity.vendor());
        part(parts, "product", identity.product());
        part(parts, "name", identity.extendedName());
        if (identity.socomec()) {
            part(parts, "order id", String.valueOf(identity.orderId()));
            part(parts, "product id", String.valueOf(identity.productId()));
            part(parts, "table version", String.valueOf(identity.tableVersion()));
        }
        new TreeMap<>(identity.others()).forEach((name, text) -> part(parts, name, text));
        part(parts, "note", seen.finding().note());
        String all = parts.isEmpty() ? "it does not say what it is" : "it says: " + String.join(", ", parts);
        return all.length() > LONGEST_TEXT ? all.substring(0, LONGEST_TEXT) + "…" : all;
    }

    private static void part(List<String> parts, String name, String text) {
        if (!text.isBlank()) {
            parts.add(name + " " + text.strip());
        }
    }
}
