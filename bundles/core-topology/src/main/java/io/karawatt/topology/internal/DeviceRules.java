package io.karawatt.topology.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a device must keep to, by itself and beside the others. */
final class DeviceRules {

    /** Most loads of one device; the largest number a load can have. */
    static final int MOST_LOADS = 999;

    private static final int NAME = 64;
    private static final int WORD = 32;
    private static final Pattern LINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private DeviceRules() {}

    /** Returns the device with its loads in rising order. */
    static Device tidy(Device d) {
        List<Load> loads =
                d.loads().stream().sorted(Comparator.comparingInt(Load::number)).toList();
        return new Device(
                d.key(),
                d.name(),
                d.reference(),
                d.line(),
                d.address(),
                d.unit(),
                d.area(),
                d.netId(),
                loads,
                d.missing());
    }

    /** Returns the devices in rising order of address. */
    static List<Device> sorted(Collection<Device> devices) {
        return devices.stream().sorted(Comparator.comparingInt(Device::address)).toList();
    }

    /**
     * Tells what is wrong with a device.
     *
     * @param device the device.
     * @param others those beside which it must fit.
     * @return what is wrong and how to mend it; empty when nothing is.
     */
    static Optional<String> complaint(Device device, Collection<Device> others) {
        return own(device)
                .or(() -> others.stream()
                        .flatMap(other -> beside(device, other).stream())
                        .findFirst());
    }

    private static Optional<String> own(Device device) {
        if (!LINE.matcher(device.line()).matches()) {
            return Optional.of("'" + device.line() + "' is not the name of a line: use 1 to " + WORD
                    + " letters, digits, '.', '_' and '-', beginning with a letter or digit");
        }
        if (device.reference().isBlank()) {
            return Optional.of(device.key() + " needs a product reference, for example I-35");
        }
        return text("reference", device.reference(), WORD)
                .or(() -> text("name", device.name(), NAME))
                .or(() -> text("area", device.area(), NAME))
                .or(() -> text("NET ID", device.netId(), WORD))
                .or(() -> loads(device.loads()));
    }

    private static Optional<String> loads(List<Load> loads) {
        Set<Integer> numbers = new HashSet<>();
        for (Load load : loads) {
            if (!numbers.add(load.number())) {
                return Optional.of("load " + load.number() + " is there twice; give each load its own number");
            }
            Optional<String> fault = text("name of load " + load.number(), load.name(), NAME)
                    .or(() -> text("type of load " + load.number(), load.type(), WORD));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> beside(Device device, Device other) {
        if (device.key().equals(other.key())) {
            return Optional.of("key " + device.key() + " is taken by '" + other.name() + "' at address "
                    + other.address() + "; choose another key");
        }
        if (device.address() == other.address()) {
            return Optional.of("address " + device.address() + " is taken by " + other.key()
                    + "; choose another address or remove " + other.key() + " first");
        }
        if (device.line().equals(other.line()) && device.unit() == other.unit()) {
            return Optional.of("unit id " + device.unit() + " on line " + device.line() + " is taken by " + other.key()
                    + "; choose another unit id or line");
        }
        return Optional.empty();
    }

    private static Optional<String> text(String what, String text, int most) {
        if (text.length() > most) {
            return Optional.of(what + " is longer than " + most + " characters; shorten it");
        }
        boolean control = text.chars().anyMatch(Character::isISOControl);
        return control
                ? Optional.of(what + " holds a control character such as a tab or a line end; remove it")
                : Optional.empty();
    }
}
