package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.model.PointKey;
import io.karawatt.proto.snmp.internal.agent.Writable;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.view.DeviceView;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/** The tables of inputs, outputs, probes and feeders: one row for each that a device has by its profile. */
final class IoTables {

    private static final String AVERAGE = "avg";
    private static final double HUNDREDTHS = 100;
    private static final String INPUT_STATE = "digitalInputState";
    private static final String OUTPUT_STATE = "digitalOutputState";
    private static final String ANALOG_INPUT = "analogInput";
    private static final String ANALOG_OUTPUT = "analogOutput";
    private static final String TEMPERATURE = "temperature";
    private static final String FLUID = "multifluid";

    private final Sources sources;
    private final Kept kept;
    private final boolean strict;
    private final List<Table> tables;

    IoTables(Layout layout, Sources sources, boolean strict) {
        this.sources = sources;
        this.kept = new Kept(sources.live());
        this.strict = strict;
        this.tables = List.of(
                new Table(digitalInputs(layout), view -> digital(view, INPUT_STATE, "digitalInputs")),
                new Table(digitalOutputs(layout), view -> digital(view, OUTPUT_STATE, "digitalOutputs")),
                new Table(analogInputs(layout), view -> instances(view, ANALOG_INPUT)),
                new Table(analogOutputs(layout), view -> instances(view, ANALOG_OUTPUT)),
                new Table(temperatures(layout), view -> instances(view, TEMPERATURE)),
                new Table(feeders(layout), view -> instances(view, FLUID)));
    }

    List<Table> tables() {
        return tables;
    }

    private Columns<Io> digitalInputs(Layout layout) {
        return Columns.<Io>of(layout, "digitalInputTable")
                .column("digInState", row -> bit(row, INPUT_STATE))
                .column("digInPulseCount", row -> unsigned(row, "digitalInputPulseCount", PointKey.TOTAL))
                .column("digInName", row -> text(row, "digitalInputName"))
                .column("digInFunction", row -> code(row, "digitalInputFunction"))
                .build();
    }

    private Columns<Io> digitalOutputs(Layout layout) {
        return Columns.<Io>of(layout, "digitalOutputTable")
                .column("digOutState", row -> bit(row, OUTPUT_STATE))
                .column("digOutCommand", row -> bit(row, OUTPUT_STATE))
                .written("digOutCommand", this::output)
                .column("digOutName", row -> text(row, "digitalOutputName"))
                .column("digOutFunction", row -> code(row, "digitalOutputFunction"))
                .build();
    }

    private Columns<Io> analogInputs(Layout layout) {
        return Columns.<Io>of(layout, "analogInputTable")
                .column("anaInValue", row -> signed(row, ANALOG_INPUT, PointKey.INST, 1))
                .column("anaInAverage", row -> signed(row, ANALOG_INPUT, AVERAGE, 1))
                .column("anaInUnitCode", row -> code(row, "analogInputUnit"))
                .column("anaInName", row -> text(row, "analogInputName"))
                .build();
    }

    private Columns<Io> analogOutputs(Layout layout) {
        return Columns.<Io>of(layout, "analogOutputTable")
                .column("anaOutValue", row -> signed(row, ANALOG_OUTPUT, PointKey.INST, 1))
                .column("anaOutUnitCode", row -> code(row, "analogOutputUnit"))
                .column("anaOutName", row -> text(row, "analogOutputName"))
                .build();
    }

    private Columns<Io> temperatures(Layout layout) {
        return Columns.<Io>of(layout, "temperatureTable")
                .column("tempInst", row -> signed(row, TEMPERATURE, PointKey.INST, HUNDREDTHS))
                .column("tempAverage", row -> signed(row, TEMPERATURE, AVERAGE, HUNDREDTHS))
                .column("tempName", row -> text(row, "temperatureName"))
                .build();
    }

    private Columns<Io> feeders(Layout layout) {
        return Columns.<Io>of(layout, "multifluidTable")
                .column("fluidTotal", row -> unsigned(row, FLUID, PointKey.TOTAL))
                .column("fluidPartial", row -> unsigned(row, "multifluidPartial", PointKey.PARTIAL))
                .column("fluidWeight", row -> signed(row, "multifluidWeight", PointKey.INST, HUNDREDTHS))
                .column("fluidUnitCode", row -> unsigned(row, "multifluidUnit", PointKey.INST))
                .column("fluidName", row -> text(row, "multifluidName"))
                .build();
    }

    /** Inputs and outputs of which the devices tell in one word: as many as the profile says. */
    private static IntStream digital(DeviceView view, String quantity, String capability) {
        if (view.index(0, quantity, PointKey.INST) == DeviceView.NO_POINT) {
            return instances(view, quantity);
        }
        String count = view.profile().capabilities().getOrDefault(capability, "0");
        return count.matches("[0-9]{1,3}") ? IntStream.rangeClosed(1, Integer.parseInt(count)) : IntStream.empty();
    }

    private static IntStream instances(DeviceView view, String quantity) {
        return view.schema().keys().stream()
                .filter(key -> key.quantity().equals(quantity) && key.instance() > 0)
                .mapToInt(PointKey::instance)
                .distinct();
    }

    private @Nullable Variable bit(Io row, String quantity) {
        DeviceView view = row.window.view();
        int own = view.index(row.number, quantity, PointKey.INST);
        double word = row.window.number(own == DeviceView.NO_POINT ? view.index(0, quantity, PointKey.INST) : own);
        if (Double.isNaN(word)) {
            return missing(new Integer32(0));
        }
        long bits = own == DeviceView.NO_POINT ? (long) word >> (row.number - 1) : (long) word;
        return new Integer32((int) (bits & 1));
    }

    private @Nullable Variable unsigned(Io row, String quantity, String stat) {
        double number = row.number(quantity, stat);
        return Double.isNaN(number) ? missing(Values.unsigned(0)) : Values.unsigned(number);
    }

    private @Nullable Variable signed(Io row, String quantity, String stat, double factor) {
        double number = row.number(quantity, stat);
        return Double.isNaN(number) ? missing(new Integer32(0)) : Values.signed(number * factor);
    }

    private @Nullable Variable missing(Variable zero) {
        return strict ? null : zero;
    }

    private Variable code(Io row, String register) {
        return Values.unsigned(kept.small(row.window.view(), register, row.number));
    }

    private OctetString text(Io row, String register) {
        return Values.text(kept.text(row.window.view(), register, row.number));
    }

    private Writable output(Io row) {
        return new Order(Set.of(0, 1), (asker, state) -> {
            DeviceCommands commands = sources.commands().get();
            return commands == null
                    ? DeviceTables.away()
                    : commands.output(asker, row.window.view().device().key(), row.number, state == 1);
        });
    }

    /** One table: its columns, and which rows a device has. */
    record Table(Columns<Io> columns, Function<DeviceView, IntStream> numbers) {

        Grid grid(List<DeviceWindow> installed) {
            return new RowGrid<>(
                    columns,
                    installed.stream()
                            .flatMap(window -> numbers.apply(window.view()).mapToObj(number -> new Io(window, number)))
                            .map(row -> RowGrid.Row.of(row, row.window.view().address(), row.number))
                            .collect(Collectors.toList()));
        }
    }

    /** An input, output, probe or feeder of a device. */
    record Io(DeviceWindow window, int number) {

        double number(String quantity, String stat) {
            return window.number(window.view().index(number, quantity, stat));
        }
    }
}
