package io.karawatt.settings.internal;

import io.karawatt.bus.BusRequest;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Joins settings whose registers lie side by side, so that one transaction reads or writes them. */
final class Runs {

    /** Registers nobody asked for that a read may pass over, where the device lets them be read. */
    private static final int LONGEST_HOLE = 16;

    private Runs() {}

    /**
     * Joins what one read can fetch.
     *
     * @param fields what is wanted.
     * @param limits what the device can take.
     * @return runs of fields, each in the order of its registers.
     */
    static List<List<Field>> reads(Collection<Field> fields, DeviceProfile.Limits limits) {
        List<List<Field>> runs = new ArrayList<>();
        int hole = limits.holesReadable() ? LONGEST_HOLE : 0;
        for (Field field : ordered(fields)) {
            List<Field> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            if (!last.isEmpty()
                    && field.address() - end(last) <= hole
                    && field.end() - first(last) <= limits.maxRead()
                    && inOneBlock(limits, first(last), field.end())) {
                last.add(field);
            } else {
                runs.add(new ArrayList<>(List.of(field)));
            }
        }
        return runs;
    }

    /**
     * Joins what one write can set: without any hole, and only where the device takes several registers at once.
     *
     * @param fields what is to be written.
     * @return runs of fields, each in the order of its registers.
     */
    static List<List<Field>> writes(Collection<Field> fields) {
        List<List<Field>> runs = new ArrayList<>();
        for (Field field : ordered(fields)) {
            List<Field> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            if (!last.isEmpty()
                    && field.address() == end(last)
                    && field.end() - first(last) <= BusRequest.MAX_WRITE
                    && field.row().access().writeMultiple()
                    && last.get(0).row().access().writeMultiple()) {
                last.add(field);
            } else {
                runs.add(new ArrayList<>(List.of(field)));
            }
        }
        return runs;
    }

    static int first(List<Field> run) {
        return run.get(0).address();
    }

    static int end(List<Field> run) {
        return run.stream().mapToInt(Field::end).max().orElse(0);
    }

    private static List<Field> ordered(Collection<Field> fields) {
        return fields.stream().sorted(Comparator.comparingInt(Field::address)).toList();
    }

    private static boolean inOneBlock(DeviceProfile.Limits limits, int first, int end) {
        List<DeviceProfile.Block> blocks = limits.blocks().stream()
                .filter(block -> block.table() == RegisterTable.HOLDING)
                .toList();
        return blocks.isEmpty() || blocks.stream().anyMatch(block -> block.holds(first, end - first));
    }
}
