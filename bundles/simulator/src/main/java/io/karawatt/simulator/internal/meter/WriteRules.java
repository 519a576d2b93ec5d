package io.karawatt.simulator.internal.meter;

import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a meter refuses to have written: contents its profile does not allow, and settings that are locked.
 *
 * <p>The key opens for a minute; that, and the exceptions, are our own choice: the public tables only say that it is
 * needed.
 */
final class WriteRules {

    private static final long OPEN_SECONDS = 60;
    private static final String SET_CLOCK = "setClock";

    private final MeterModel model;
    private long openUntil = Long.MIN_VALUE;

    WriteRules(MeterModel model) {
        this.model = model;
    }

    /**
     * Looks at a write as a whole, and sets the clock, whose parts only make sense together.
     *
     * @return the exception code, or empty when the meter takes it.
     */
    Optional<Integer> admit(List<Cell> cells, Registers values, int address) {
        for (Cell cell : cells) {
            RegisterSpec spec = cell.spec();
            if (spec.setting().guard() == Setting.Guard.LOCKED && model.now() >= openUntil) {
                return Optional.of(ExceptionCode.ILLEGAL_DATA_ADDRESS);
            }
            if (spec.setting()
                    .complaint(spec.coding(), values, cell.address() - address)
                    .isPresent()) {
                return Optional.of(ExceptionCode.ILLEGAL_DATA_VALUE);
            }
        }
        return setClock(cells, values, address) ? Optional.empty() : Optional.of(ExceptionCode.ILLEGAL_DATA_VALUE);
    }

    /** Sets the clock when parts of it are written; false when there is no such date. */
    private boolean setClock(List<Cell> cells, Registers values, int address) {
        SettingTable table = model.surroundings().settings();
        Map<String, Integer> parts = new HashMap<>();
        for (Cell cell : cells) {
            String name = cell.spec().name();
            if (table.action(name).filter(SET_CLOCK::equals).isPresent()) {
                table.find(name).ifPresent(row -> parts.put(row.argument(), values.get(cell.end() - 1 - address)));
            }
        }
        return parts.isEmpty() || model.clock().set(parts);
    }

    /** Takes note of what was written: the key opens; the wrong one was refused before. */
    void written(Cell cell) {
        if (cell.spec().setting().guard() == Setting.Guard.KEY) {
            openUntil = model.now() + OPEN_SECONDS;
        }
    }
}
