package io.karawatt.simulator.internal.meter;

import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.Moment;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * One simulated meter: a Modbus slave that answers from its profile. Not thread-safe: its site guards it.
 *
 * <p>Registers that no row describes read 0 inside a page of 256 registers that holds any row, and are refused with
 * exception 2 elsewhere; a profile with blocks or without readable holes is stricter. A profile without input registers
 * answers function 4 like function 3.
 */
public final class Meter {

    private static final String ERASE = "eraseMemories";

    private final SiteDevice device;
    private final DeviceProfile profile;
    private final MeterModel model;
    private final Memories memories;
    private final CellTable holding;
    private final CellTable input;
    private final IdentificationReply identification;
    private final WriteRules rules;
    private final Set<String> unknown = new TreeSet<>();
    private final int netId;
    private final String serial;

    /**
     * Makes a meter.
     *
     * @param surroundings what it shares with the others.
     * @param device what the site file says of it.
     * @param profile its profile.
     * @param generation how many meters stood in its place before; each has a NET ID and serial number of its own.
     */
    public Meter(Surroundings surroundings, SiteDevice device, DeviceProfile profile, int generation) {
        this.device = device;
        this.profile = profile;
        this.model = new MeterModel(surroundings, device, profile, generation);
        this.memories = new Memories(model, profile);
        this.rules = new WriteRules(model);
        MeasureContents measures = new MeasureContents(model, profile);
        SettingContents settings = new SettingContents(model, profile);
        this.netId = settings.netId();
        this.serial = settings.serial();
        List<Cell> holdingCells = new ArrayList<>();
        List<Cell> inputCells = new ArrayList<>();
        for (RegisterSpec spec : profile.registers()) {
            List<Cell> cells = spec.table() == RegisterTable.HOLDING ? holdingCells : inputCells;
            for (int instance = 1; instance <= spec.count(); instance++) {
                cells.add(new Cell(
                        spec.addressOf(instance), spec, instance, content(spec, instance, measures, settings)));
            }
        }
        this.holding = new CellTable(holdingCells);
        this.input = new CellTable(inputCells);
        this.identification = new IdentificationReply(
                profile,
                surroundings
                        .settings()
                        .find("idVendorName")
                        .map(SettingTable.Default::argument)
                        .orElse("-"));
    }

    private Content content(RegisterSpec spec, int instance, MeasureContents measures, SettingContents settings) {
        Optional<Content> found =
                switch (spec.kind()) {
                    case MEASURE, DATE, STATUS -> measures.find(spec, instance).or(() -> settings.find(spec, instance));
                    case SETTING, ID -> memories.setting(spec, instance).or(() -> settings.find(spec, instance));
                    case LOG -> memories.page(spec, instance);
                    case COMMAND, CURSOR -> Optional.empty();
                };
        if (found.isEmpty() && (spec.kind() == RegisterSpec.Kind.MEASURE || spec.kind() == RegisterSpec.Kind.DATE)) {
            unknown.add(spec.name());
        }
        return found.orElse(new Content.Nothing());
    }

    /**
     * Moves to a moment.
     *
     * @param now the moment.
     * @param seconds time since the step before.
     */
    public void step(Moment now, double seconds) {
        model.step(now, seconds);
        memories.step(now.second());
        model.transformers().detected(now.second()).forEach(this::rate);
    }

    /**
     * Counts what happened before the simulation began.
     *
     * @param then a moment of the past.
     * @param seconds how long it stands for.
     */
    public void past(Moment then, double seconds) {
        model.past(then, seconds);
    }

    /**
     * Returns what it draws from the supply.
     *
     * @return W.
     */
    public double power() {
        return model.power();
    }

    /**
     * Returns what its loads are made for.
     *
     * @return W.
     */
    public double nominalPower() {
        return model.nominalPower();
    }

    /**
     * Answers a request.
     *
     * @param request the request, its fields inside the ranges of the specification.
     * @return the answer or an exception.
     */
    public Response answer(Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            return read(0x03, holding, read.address(), read.count());
        }
        if (request instanceof Request.ReadInputRegisters read) {
            return read(0x04, input.isEmpty() ? holding : input, read.address(), read.count());
        }
        if (request instanceof Request.WriteSingleRegister write) {
            Optional<Integer> refusal = write(write.address(), Registers.of(write.value()), true);
            return refusal.isPresent()
                    ? refuse(0x06, refusal.get())
                    : new Response.WrittenSingle(write.address(), write.value());
        }
        if (request instanceof Request.WriteMultipleRegisters write) {
            Optional<Integer> refusal = write(write.address(), write.values(), false);
            return refusal.isPresent()
                    ? refuse(0x10, refusal.get())
                    : new Response.WrittenMultiple(
                            write.address(), write.values().size());
        }
        if (request instanceof Request.ReadDeviceIdentification identify) {
            return identification.answer(identify);
        }
        return refuse(request.function(), ExceptionCode.ILLEGAL_FUNCTION);
    }

    private static Response refuse(int function, int code) {
        return Response.ExceptionResponse.to(function, code);
    }

    private Response read(int function, CellTable table, int address, int count) {
        if (count > profile.limits().maxRead()) {
            return refuse(function, ExceptionCode.ILLEGAL_DATA_VALUE);
        }
        List<Cell> cells = table.touching(address, count);
        if (!allowed(table, cells, address, count)) {
            return refuse(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        short[] words = new short[count];
        for (Cell cell : cells) {
            put(cell, words, address);
        }
        return new Response.ReadRegisters(function, Registers.copyOf(words, 0, count));
    }

    private boolean allowed(CellTable table, List<Cell> cells, int address, int count) {
        RegisterTable which = table == holding ? RegisterTable.HOLDING : RegisterTable.INPUT;
        List<DeviceProfile.Block> blocks = profile.limits().blocks().stream()
                .filter(block -> block.table() == which)
                .toList();
        if (!blocks.isEmpty()) {
            return blocks.stream().anyMatch(block -> block.holds(address, count));
        }
        if (profile.limits().holesReadable()) {
            return table.readable(address, count);
        }
        int covered = address;
        for (Cell cell : cells) {
            covered = cell.address() <= covered ? Math.max(covered, cell.end()) : covered;
        }
        return covered >= address + count;
    }

    private void put(Cell cell, short[] words, int address) {
        if (!cell.spec().access().readable()) {
            return;
        }
        int length = cell.spec().coding().words();
        int from = cell.address() - address;
        Optional<short[]> written = model.settings().words(cell.address());
        if (written.isEmpty() && from >= 0 && from + length <= words.length) {
            cell.content().put(cell.spec().coding(), words, from);
            return;
        }
        short[] whole = written.orElseGet(() -> {
            short[] fresh = new short[length];
            cell.content().put(cell.spec().coding(), fresh, 0);
            return fresh;
        });
        int first = Math.max(0, from);
        System.arraycopy(whole, first - from, words, first, Math.min(words.length, from + length) - first);
    }

    /** Writes whole rows only: all registers must be writable by the function, none may be left out of a wide row. */
    private Optional<Integer> write(int address, Registers values, boolean single) {
        List<Cell> cells = holding.touching(address, values.size());
        int covered = address;
        for (Cell cell : cells) {
            RegisterSpec.Access access = cell.spec().access();
            if (!(single ? access.writeSingle() : access.writeMultiple()) || cell.address() > covered) {
                return Optional.of(ExceptionCode.ILLEGAL_DATA_ADDRESS);
            }
            if (cell.address() < address || cell.end() > address + values.size()) {
                return Optional.of(ExceptionCode.ILLEGAL_DATA_VALUE);
            }
            covered = Math.max(covered, cell.end());
        }
        if (covered < address + values.size()) {
            return Optional.of(ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        Optional<Integer> refusal = rules.admit(cells, values, address);
        if (refusal.isPresent()) {
            return refusal;
        }
        for (Cell cell : cells) {
            rules.written(cell);
            store(
                    cell,
                    values.slice(cell.address() - address, cell.spec().coding().words()));
        }
        return Optional.empty();
    }

    /** Puts the rating that was found into the register of its input. */
    private void rate(int input) {
        profile.register("sensorRating", "").ifPresent(spec -> {
            short[] words = {(short) model.transformers().rating(input)};
            model.store(new Cell(spec.addressOf(input), spec, input, new Content.Nothing()), words);
        });
    }

    private void store(Cell cell, Registers values) {
        if (cell.spec().kind() == RegisterSpec.Kind.CURSOR) {
            memories.choose(cell.spec(), values.get(0));
            return;
        }
        Optional<String> action =
                model.surroundings().settings().action(cell.spec().name());
        if (action.isEmpty()) {
            short[] words = new short[values.size()];
            values.copyTo(words, 0);
            model.store(cell, words);
            return;
        }
        int value = values.get(values.size() - 1);
        if (action.get().equals(ERASE)) {
            memories.erase(value, model.now());
            return;
        }
        Deed deed = new Deed(
                action.get(),
                value,
                cell.instance(),
                model.surroundings().settings().chosen(action.get(), cell.spec(), value));
        model.act(deed, model.circuits(cell.spec(), cell.instance()));
    }

    /**
     * Returns what the site file says of it.
     *
     * @return the device.
     */
    public SiteDevice device() {
        return device;
    }

    /**
     * Returns its profile.
     *
     * @return the profile.
     */
    public DeviceProfile profile() {
        return profile;
    }

    /**
     * Returns its NET ID, shown or not.
     *
     * @return 24 bits.
     */
    public int netId() {
        return netId;
    }

    /**
     * Returns what tells it from all others of its kind.
     *
     * @return the NET ID as six hexadecimal digits where its tables have one, else the serial number where they have
     *     that, else empty.
     */
    public String unique() {
        if (profile.register("idNetId", "").isPresent()) {
            return String.format(Locale.ROOT, "%06X", netId);
        }
        return profile.register("idSerialOrder", "").isPresent() ? serial : "";
    }

    /**
     * Returns the address to which it answers; may be asked from any thread.
     *
     * @return 1..247.
     */
    public int unit() {
        return model.unit();
    }

    /**
     * Gives it another address; from any thread.
     *
     * @param unit 1..247.
     */
    public void unit(int unit) {
        model.unit(unit);
    }

    /** Sets all its counters back to zero. */
    public void clearCounters() {
        model.clearCounters();
    }

    /**
     * Sets the rated current of a load's current transformers.
     *
     * @param load number of the load.
     * @param amperes primary current, A.
     * @return whether it has such a setting for that load.
     */
    public boolean transformer(int load, int amperes) {
        boolean found = false;
        for (RegisterSpec spec : profile.registers()) {
            if (spec.table() == RegisterTable.HOLDING
                    && model.surroundings().settings().ratedCurrent(spec.name())
                    && model.load(load).isPresent()
                    && load <= Math.max(spec.count(), 1)) {
                RegisterSpec.Coding coding = spec.coding();
                short[] words = new short[coding.words()];
                coding.type().encode((amperes - coding.offset()) / coding.scale(), words, 0, coding.order());
                model.store(new Cell(spec.addressOf(load), spec, load, new Content.Nothing()), words);
                found = true;
            }
        }
        return found;
    }

    /**
     * Tells what one instance of a row stands for, before it is written into registers.
     *
     * @param spec a row of its profile.
     * @param instance 1..n.
     * @return the value in the base unit; empty where there is none, for example of a load that is not there.
     */
    public OptionalDouble measured(RegisterSpec spec, int instance) {
        CellTable table = spec.table() == RegisterTable.HOLDING ? holding : input;
        return table.touching(spec.addressOf(instance), 1).stream()
                .filter(cell -> cell.instance() == instance && cell.spec().equals(spec))
                .map(cell -> cell.content().measured())
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /**
     * Returns the quantities of its profile that the simulator knows nothing of; they read 0.
     *
     * @return their keys.
     */
    public Set<String> unknownQuantities() {
        return Set.copyOf(unknown);
    }
}
