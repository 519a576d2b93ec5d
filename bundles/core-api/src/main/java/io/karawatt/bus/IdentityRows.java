package io.karawatt.bus;

import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the devices of a kind tell who they are, so that one read tells a meter from another of its kind: rows of the
 * common identification block, as far as the profile has them.
 */
public final class IdentityRows {

    private static final String ORDER = "idOrderId";
    private static final String PRODUCT = "idProductId";
    private static final String NET_ID = "idNetId";
    private static final List<String> SERIAL = List.of("idSerialYearWeek", "idSerialWeekTenthsLine", "idSerialOrder");

    private final Map<String, RegisterSpec> rows;
    private final RegisterTable table;
    private final int address;
    private final int count;

    private IdentityRows(Map<String, RegisterSpec> rows) {
        this.rows = rows;
        RegisterSpec any = rows.values().iterator().next();
        table = any.table();
        address = rows.values().stream().mapToInt(RegisterSpec::address).min().orElse(0);
        count = rows.values().stream().mapToInt(IdentityRows::end).max().orElse(0) - address;
    }

    /**
     * Finds the rows: if one read can bring them, product codes with NET ID or serial number, else one of the latter.
     *
     * @param profile the kind of device.
     * @return where to read; empty when the profile has neither NET ID nor serial number.
     */
    public static Optional<IdentityRows> of(DeviceProfile profile) {
        List<String> netId = List.of(NET_ID);
        return Stream.of(with(netId), with(SERIAL), netId, SERIAL)
                .map(names -> rows(profile, names))
                .flatMap(Optional::stream)
                .filter(found -> found.readable(profile))
                .findFirst();
    }

    private static List<String> with(List<String> names) {
        return Stream.concat(Stream.of(ORDER, PRODUCT), names.stream()).toList();
    }

    private static Optional<IdentityRows> rows(DeviceProfile profile, List<String> names) {
        Map<String, RegisterSpec> rows = profile.registers().stream()
                .filter(row ->
                        row.kind() == RegisterSpec.Kind.ID && row.access().readable() && names.contains(row.name()))
                .collect(Collectors.toMap(RegisterSpec::name, Function.identity(), (first, second) -> first));
        boolean oneTable =
                rows.values().stream().map(RegisterSpec::table).distinct().count() == 1;
        return rows.size() == names.size() && oneTable ? Optional.of(new IdentityRows(rows)) : Optional.empty();
    }

    /** Between the rows there may lie others; reading what nobody knows is the profile's to allow. */
    private boolean readable(DeviceProfile profile) {
        DeviceProfile.Limits limits = profile.limits();
        BitSet known = new BitSet();
        profile.registers().stream()
                .filter(row -> row.table() == table && row.access().readable() && row.count() == 1)
                .forEach(row -> known.set(row.address(), end(row)));
        boolean whole = limits.holesReadable() || known.nextClearBit(address) >= address + count;
        boolean inOneBlock = limits.blocks().isEmpty()
                || limits.blocks().stream().anyMatch(block -> block.table() == table && block.holds(address, count));
        return count <= limits.maxRead() && whole && inOneBlock;
    }

    private static int end(RegisterSpec row) {
        return row.address() + row.coding().words();
    }

    /**
     * Returns the table to read.
     *
     * @return the table of all rows.
     */
    public RegisterTable table() {
        return table;
    }

    /**
     * Returns where to begin.
     *
     * @return address of the first register.
     */
    public int address() {
        return address;
    }

    /**
     * Returns how much to read.
     *
     * @return number of registers, 1..125.
     */
    public int count() {
        return count;
    }

    /**
     * Tells whether an answer holds all of it.
     *
     * @param other table that was read.
     * @param first its first register.
     * @param words number of registers.
     * @return true when {@link #read} may be called with it.
     */
    public boolean within(RegisterTable other, int first, int words) {
        return other == table && first <= address && address + count <= first + words;
    }

    /**
     * Decodes an answer.
     *
     * @param registers what was read.
     * @param base address of its first register.
     * @return who it is, as far as these rows tell.
     */
    public DeviceIdentity read(Registers registers, int base) {
        List<Long> serial =
                SERIAL.stream().map(name -> raw(name, registers, base, 0)).toList();
        return new DeviceIdentity(
                rows.containsKey(ORDER),
                (int) raw(ORDER, registers, base, -1),
                (int) raw(PRODUCT, registers, base, -1),
                -1,
                "",
                "",
                "",
                DeviceIdentity.serialText(
                        serial.get(0).intValue(),
                        serial.get(1).intValue(),
                        serial.get(2).intValue()),
                DeviceIdentity.netIdText(raw(NET_ID, registers, base, 0)),
                Map.of());
    }

    private long raw(String name, Registers registers, int base, long none) {
        RegisterSpec row = rows.get(name);
        return row == null
                ? none
                : row.coding()
                        .type()
                        .bits(registers, row.address() - base, row.coding().order());
    }
}
