package io.karawatt.profile.read.internal;

import io.karawatt.profile.DeviceProfile.Block;
import io.karawatt.profile.DeviceProfile.Identification;
import io.karawatt.profile.DeviceProfile.Limits;
import io.karawatt.profile.RegisterSpec.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A profile file as read, before its devices are joined with their register tables.
 *
 * @param family name of the family.
 * @param registers rows of the file itself; they belong to all its devices.
 * @param needs which registers are read on request only by devices that lack a capability.
 * @param instances how many instances a device has.
 * @param memories memories of those devices that have them.
 * @param blocks where reads must stay; empty for anywhere.
 * @param devices its devices.
 * @param faults what is wrong with the file; grows while devices are joined.
 */
record Draft(
        String family,
        List<TableRow> registers,
        List<Rule> needs,
        List<Rule> instances,
        List<MemoryDraft> memories,
        List<Block> blocks,
        List<DeviceDraft> devices,
        Faults faults) {

    /**
     * A device of the file.
     *
     * @param reference product reference.
     * @param line where the reference is.
     * @param title what people call it.
     * @param buses lines it can hang on.
     * @param tables register tables it has, with the lines that name them.
     * @param identification how it introduces itself.
     * @param capabilities what it can do.
     * @param limits what it can take.
     * @param origin where it was read.
     */
    record DeviceDraft(
            String reference,
            int line,
            String title,
            Set<String> buses,
            List<Cell> tables,
            Identification identification,
            Map<String, String> capabilities,
            Limits limits,
            Origin origin) {}
}
