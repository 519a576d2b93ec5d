package io.karawatt.topology.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells changes of the installation in plain words. */
final class Words {

    private static final int MOST_NAMES = 5;

    private Words() {}

    static String describe(Device device) {
        int loads = device.loads().size();
        return device.key() + ": " + device.reference() + " '" + device.name() + "' at address " + device.address()
                + " on line " + device.line() + ", " + loads + (loads == 1 ? " load" : " loads");
    }

    static String difference(Device before, Device after) {
        List<String> parts = new ArrayList<>();
        part(parts, "name", before.name(), after.name());
        part(parts, "reference", before.reference(), after.reference());
        part(parts, "line", before.line(), after.line());
        part(parts, "address", String.valueOf(before.address()), String.valueOf(after.address()));
        part(parts, "unit id", String.valueOf(before.unit()), String.valueOf(after.unit()));
        part(parts, "area", before.area(), after.area());
        part(parts, "NET ID", before.netId(), after.netId());
        part(parts, "missing", before.missing() ? "yes" : "no", after.missing() ? "yes" : "no");
        part(parts, "loads", loads(before), loads(after));
        return "changed " + after.key() + ": " + (parts.isEmpty() ? "nothing" : String.join(", ", parts));
    }

    /** Tells which devices can be read since the profiles changed, and which no longer. */
    static String profiles(Installation before, Installation after) {
        List<String> came = new ArrayList<>();
        List<String> went = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (Device device : after.devices()) {
            InstalledDevice old = before.installed().get(device.key());
            InstalledDevice now = after.installed().get(device.key());
            String name = device.key() + " (" + device.reference() + ")";
            if (old == null && now != null) {
                came.add(name);
            } else if (old != null && now == null) {
                went.add(name);
            } else if (old != null && now != null && old.schema() != now.schema()) {
                other.add(name);
            }
        }
        return "profiles changed" + list("can be read now", came) + list("can no longer be read", went)
                + list("read differently now", other);
    }

    private static String list(String what, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return "; " + what + ": " + shown
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    private static void part(List<String> parts, String what, String before, String after) {
        if (!before.equals(after)) {
            parts.add(what + " '" + before + "' to '" + after + "'");
        }
    }

    private static String loads(Device device) {
        return device.loads().stream().map(Words::load).collect(Collectors.joining("; "));
    }

    private static String load(Load load) {
        return load.number() + " " + load.name() + (load.type().isEmpty() ? "" : " " + load.type());
    }
}
