package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.live.LiveValues;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.view.DeviceView;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of settings and identification of devices: registers that somebody has read; asks no device. */
final class Kept {

    private static final String NO_STAT = "";

    private final LiveValues live;

    Kept(LiveValues live) {
        this.live = live;
    }

    /**
     * Returns a number.
     *
     * @param view the device.
     * @param row name of the row of its profile.
     * @param instance number of the load, input or output; any for a row with one instance.
     * @return the raw content, or empty when the device has no such row or nobody has read it.
     */
    OptionalLong number(DeviceView view, String row, int instance) {
        return view.profile()
                .register(row, NO_STAT)
                .filter(spec -> spec.coding().type().numeric())
                .flatMap(spec -> registers(view, spec, instance)
                        .map(found -> spec.coding()
                                .type()
                                .bits(found, 0, spec.coding().order())))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * Returns a number that fits into 31 bits.
     *
     * @param view the device.
     * @param row name of the row of its profile.
     * @param instance number of the load, input or output.
     * @return the raw content, 0 when it is not known.
     */
    int small(DeviceView view, String row, int instance) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(0, number(view, row, instance).orElse(0)));
    }

    /**
     * Returns a text.
     *
     * @param view the device.
     * @param row name of the row of its profile.
     * @param instance number of the load, input or output.
     * @return the text, empty when it is not known.
     */
    String text(DeviceView view, String row, int instance) {
        return view.profile()
                .register(row, NO_STAT)
                .filter(spec -> spec.coding().type().text())
                .flatMap(spec -> registers(view, spec, instance)
                        .map(found -> spec.coding()
                                .type()
                                .decodeText(found, 0, spec.coding().words())
                                .strip()))
                .orElse("");
    }

    private Optional<Registers> registers(DeviceView view, RegisterSpec spec, int instance) {
        if (spec.count() > 1 && (instance < 1 || instance > spec.count())) {
            return Optional.empty();
        }
        return live.registers(
                view.device().key(),
                spec.table(),
                spec.addressOf(instance),
                spec.coding().words(),
                Instant.EPOCH);
    }
}
