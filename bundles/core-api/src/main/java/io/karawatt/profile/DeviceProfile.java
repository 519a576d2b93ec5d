package io.karawatt.profile;

import io.karawatt.model.RegisterTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything data says about one kind of device.
 *
 * @param reference product reference, key of the profile, for example {@code I-35}.
 * @param family name of the profile file, for example {@code digiware}.
 * @param title what people call it.
 * @param buses lines it can hang on: {@code digiware}, {@code rs485}, {@code modbus-tcp}.
 * @param identification how it introduces itself.
 * @param capabilities what it can do, by name: {@code maxLoads}, {@code currentInputs}, {@code thd} …; the columns of
 *     the device list.
 * @param limits what it can take on the wire.
 * @param registers its registers in rising order of address.
 * @param memories where it keeps records of its own; often none.
 * @param origin where the profile was read from.
 */
public record DeviceProfile(
        String reference,
        String family,
        String title,
        Set<String> buses,
        Identification identification,
        Map<String, String> capabilities,
        Limits limits,
        List<RegisterSpec> registers,
        List<MemorySpec> memories,
        RegisterSpec.Origin origin) {

    /** Copies the collections. */
    public DeviceProfile {
        buses = Set.copyOf(buses);
        capabilities = Map.copyOf(capabilities);
        registers = List.copyOf(registers);
        memories = List.copyOf(memories);
    }

    /**
     * Makes a profile without memories.
     *
     * @param reference product reference.
     * @param family name of the profile file.
     * @param title what people call it.
     * @param buses lines it can hang on.
     * @param identification how it introduces itself.
     * @param capabilities what it can do, by name.
     * @param limits what it can take on the wire.
     * @param registers its registers in rising order of address.
     * @param origin where the profile was read from.
     */
    public DeviceProfile(
            String reference,
            String family,
            String title,
            Set<String> buses,
            Identification identification,
            Map<String, String> capabilities,
            Limits limits,
            List<RegisterSpec> registers,
            RegisterSpec.Origin origin) {
        this(reference, family, title, buses, identification, capabilities, limits, registers, List.of(), origin);
    }

    /**
     * Returns how many loads the device can have.
     *
     * @return 0 or more.
     */
    public int maxLoads() {
        return Integer.parseInt(capabilities.getOrDefault("maxLoads", "0"));
    }

    /**
     * Tells whether a capability of the device list is {@code yes}.
     *
     * @param name name of the capability.
     * @return true when it is {@code yes}.
     */
    public boolean can(String name) {
        return "yes".equals(capabilities.get(name));
    }

    /**
     * Finds a row.
     *
     * @param name quantity or setting.
     * @param stat statistic, empty where none applies.
     * @return the first row with both, or empty.
     */
    public Optional<RegisterSpec> register(String name, String stat) {
        return registers.stream()
                .filter(r -> r.name().equals(name) && r.stat().equals(stat))
                .findFirst();
    }

    /**
     * How a device introduces itself.
     *
     * @param orderId family code at register 50004; -1 when it has none.
     * @param productId product code at register 50005; -1 when unknown.
     * @param extendedName begin of the text at register 50058; empty when it has none.
     */
    public record Identification(int orderId, int productId, String extendedName) {}

    /**
     * What a device can take on the wire.
     *
     * @param maxRead most registers of one read, 1..125.
     * @param holesReadable whether registers between known ones may be read as well (they answer 0).
     * @param turnaroundMs time it needs to answer, typical, in milliseconds.
     * @param blocks where reads must stay: each read lies inside one of them; empty when there is no such rule.
     */
    public record Limits(int maxRead, boolean holesReadable, int turnaroundMs, List<Block> blocks) {

        /** Checks the ranges, copies the blocks. */
        public Limits {
            if (maxRead < 1 || maxRead > 125 || turnaroundMs < 0) {
                throw new IllegalArgumentException("maxRead must be 1..125 and turnaround 0 ms or more");
            }
            blocks = List.copyOf(blocks);
        }

        /**
         * Makes limits without a rule on blocks.
         *
         * @param maxRead most registers of one read, 1..125.
         * @param holesReadable whether registers between known ones may be read as well.
         * @param turnaroundMs time it needs to answer, typical, in milliseconds.
         */
        public Limits(int maxRead, boolean holesReadable, int turnaroundMs) {
            this(maxRead, holesReadable, turnaroundMs, List.of());
        }
    }

    /**
     * A run of registers whose edges no read may cross.
     *
     * @param table which table it is in.
     * @param address first register, 0..65535.
     * @param words number of registers, 1 or more.
     */
    public record Block(RegisterTable table, int address, int words) {

        /** Checks the range. */
        public Block {
            if (address < 0 || words < 1 || address + words > 0x10000) {
                throw new IllegalArgumentException(
                        "block " + address + ".." + (address + words - 1) + " is outside 0..65535");
            }
        }

        /**
         * Tells whether a run of registers lies inside.
         *
         * @param first its first register.
         * @param count its number of registers.
         * @return true when all of it does.
         */
        public boolean holds(int first, int count) {
            return first >= address && first + count <= address + words;
        }
    }
}
