package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.model.PointKey;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.view.DeviceView;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one meter but its Device object. Holds no values and no objects: an instance number says which load
 * and quantity are meant, and one small table says which points these are. Immutable.
 */
public final class Meter {

    /** Instances that one meter has when all are in one device. */
    public static final int PER_METER = 10_000;

    static final String INPUTS = "digitalInputState";
    static final String OUTPUTS = "digitalOutputState";

    private static final List<String> PRESENT = List.of(PointKey.INST, PointKey.TOTAL, "n-1");
    private static final String FEEDER_QUANTITY = "multifluid";
    private static final int MOST_CONTACTS = 16;

    private final DeviceView view;
    private final Catalogue catalogue;
    private final World world;
    private final boolean strict;
    private final int base;
    private final String prefix;
    private final int[] loads;
    private final int[][] present;
    private final int inputs;
    private final int outputs;
    private final int inputsPoint;
    private final int outputsPoint;
    private final MeterValues values;
    private final int[] ids;

    /**
     * Looks at a meter.
     *
     * @param view the meter.
     * @param catalogue what there can be.
     * @param world where values come from.
     * @param strict whether only what the meter measures is shown.
     * @param single whether all meters share one device: then instances begin at address x 10000 and names with the
     *     key.
     */
    Meter(DeviceView view, Catalogue catalogue, World world, boolean strict, boolean single) {
        this.view = view;
        this.catalogue = catalogue;
        this.world = world;
        this.strict = strict;
        this.base = single ? view.address() * PER_METER : 0;
        this.prefix = single ? view.device().key() + "." : "";
        this.loads = numbers(view, single);
        this.present = new int[loads.length][];
        for (int i = 0; i < loads.length; i++) {
            present[i] = present(loads[i]);
        }
        this.inputsPoint = view.index(0, INPUTS, PointKey.INST);
        this.outputsPoint = view.index(0, OUTPUTS, PointKey.INST);
        this.inputs = contacts(view.profile(), "digitalInputs", inputsPoint);
        this.outputs = contacts(view.profile(), "digitalOutputs", outputsPoint);
        this.values = new MeterValues(view, world);
        this.ids = list();
    }

    private static int[] numbers(DeviceView view, boolean single) {
        Set<Integer> numbers = new TreeSet<>();
        for (int load : view.loads()) {
            numbers.add(load);
        }
        for (PointKey key : view.schema().keys()) {
            if (key.quantity().equals(FEEDER_QUANTITY) && key.instance() > 0) {
                numbers.add(key.instance());
            }
        }
        int most = (single ? PER_METER : ObjectIds.WILDCARD) / Catalogue.PER_LOAD - 1;
        return numbers.stream()
                .mapToInt(Integer::intValue)
                .filter(number -> number <= most)
                .toArray();
    }

    private int[] present(int load) {
        int[] points = new int[Catalogue.PER_LOAD];
        java.util.Arrays.fill(points, DeviceView.NO_POINT);
        for (AnalogRow row : catalogue.analogs()) {
            for (String stat : PRESENT) {
                if (able(row.needs()) && points[row.index()] == DeviceView.NO_POINT) {
                    points[row.index()] = point(load, row.quantity(), stat);
                }
            }
        }
        return points;
    }

    /** Tells whether the meter has a capability, or says nothing of it. */
    boolean able(String capability) {
        return capability.isEmpty()
                || !"no".equals(view.profile().capabilities().get(capability));
    }

    private static int contacts(DeviceProfile profile, String capability, int point) {
        String count = profile.capabilities().getOrDefault(capability, "0");
        boolean number = point != DeviceView.NO_POINT && count.matches("\\d{1,2}");
        return number ? Math.min(MOST_CONTACTS, Integer.parseInt(count)) : 0;
    }

    private int[] list() {
        IntStream.Builder list = IntStream.builder();
        for (int load : loads) {
            for (AnalogRow row : catalogue.analogs()) {
                int number = load * Catalogue.PER_LOAD + row.index();
                if (analog(number) != null) {
                    list.add(ObjectIds.of(ObjectType.analogInput.intValue(), base + number));
                }
            }
        }
        for (int n = 1; n <= inputs; n++) {
            list.add(ObjectIds.of(ObjectType.binaryInput.intValue(), base + n));
        }
        for (int n = 1; n <= outputs; n++) {
            list.add(ObjectIds.of(ObjectType.binaryOutput.intValue(), base + n));
        }
        return list.build().toArray();
    }

    /**
     * Returns the meter as all faces show it.
     *
     * @return the meter.
     */
    public DeviceView view() {
        return view;
    }

    /**
     * Returns its key.
     *
     * @return key in the topology.
     */
    public String key() {
        return view.device().key();
    }

    /**
     * Tells how many objects it has.
     *
     * @return without a Device object.
     */
    public int size() {
        return ids.length;
    }

    /**
     * Returns one of its objects.
     *
     * @param position 0 .. {@link #size} - 1.
     * @return its identifier.
     */
    public int id(int position) {
        return ids[position];
    }

    /**
     * Finds an object.
     *
     * @param type object type.
     * @param instance instance as clients know it.
     * @return the object; null when there is none.
     */
    public @Nullable ServedObject find(int type, int instance) {
        int number = instance - base;
        if (type == ObjectType.analogInput.intValue()) {
            return analog(number);
        }
        boolean first = number >= 1;
        if (type == ObjectType.binaryInput.intValue() && first && number <= inputs) {
            return new BinaryInput(this, number);
        }
        if (type == ObjectType.binaryOutput.intValue() && first && number <= outputs) {
            return new BinaryOutput(this, number);
        }
        return null;
    }

    private @Nullable AnalogInput analog(int number) {
        if (number < Catalogue.PER_LOAD) {
            return null;
        }
        AnalogRow row = catalogue.analog(number % Catalogue.PER_LOAD);
        int at = java.util.Arrays.binarySearch(loads, number / Catalogue.PER_LOAD);
        if (row == null || at < 0) {
            return null;
        }
        int point = present[at][row.index()];
        boolean shown = point != DeviceView.NO_POINT || (!strict && view.has(loads[at]));
        return shown ? new AnalogInput(this, loads[at], row, point) : null;
    }

    /**
     * Finds an object by its name.
     *
     * @param name any text.
     * @return the object; null when there is none.
     */
    public @Nullable ServedObject find(String name) {
        int dot = name.lastIndexOf('.');
        if (!name.startsWith(prefix)
                || dot <= prefix.length()
                || !name.substring(dot + 1).matches("[1-9]\\d{0,4}")) {
            return null;
        }
        int number = Integer.parseInt(name.substring(dot + 1));
        String first = name.substring(prefix.length(), dot);
        AnalogRow row = catalogue.analog(first);
        if (row != null) {
            return analog(number * Catalogue.PER_LOAD + row.index());
        }
        return switch (first) {
            case BinaryInput.NAME -> find(ObjectType.binaryInput.intValue(), base + number);
            case BinaryOutput.NAME -> find(ObjectType.binaryOutput.intValue(), base + number);
            default -> null;
        };
    }

    Catalogue catalogue() {
        return catalogue;
    }

    World world() {
        return world;
    }

    boolean strict() {
        return strict;
    }

    int base() {
        return base;
    }

    String prefix() {
        return prefix;
    }

    int inputsPoint() {
        return inputsPoint;
    }

    int outputsPoint() {
        return outputsPoint;
    }

    /** Finds a point of a load, of the whole device, or of the feeder with that number. */
    int point(int load, String quantity, String stat) {
        int point = view.ofLoad(load, quantity, stat);
        return point == DeviceView.NO_POINT ? view.index(load, quantity, stat) : point;
    }

    /**
     * Returns what it measures.
     *
     * @return its values as they are now.
     */
    public MeterValues values() {
        return values;
    }

    /** Returns the name of a load, or a word for it. */
    String loadName(int load) {
        return view.device().loads().stream()
                .filter(known -> known.number() == load && !known.name().isBlank())
                .map(known -> known.name())
                .findFirst()
                .orElse("load " + load);
    }
}
