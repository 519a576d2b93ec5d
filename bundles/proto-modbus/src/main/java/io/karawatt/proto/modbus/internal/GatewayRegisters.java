package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The registers of the gateway itself, laid out by its profile.
 *
 * <p>A page of 256 registers that holds at least one row answers its reserved registers with 0; other pages do not
 * exist. Rows that can only be written do not exist for a reader.
 */
final class GatewayRegisters {

    private static final int PAGE = 256;

    private final GatewayValues values;
    private @Nullable Layout layout;

    GatewayRegisters(GatewayValues values) {
        this.values = values;
    }

    /** One row at its place. */
    private record Cell(int address, RegisterSpec spec, int instance) {

        int end() {
            return address + spec.coding().words();
        }
    }

    /** A profile made ready for look-ups. */
    private record Layout(DeviceProfile profile, List<Cell> cells, BitSet pages) {

        static Layout of(DeviceProfile profile) {
            List<Cell> cells = new ArrayList<>();
            BitSet pages = new BitSet();
            for (RegisterSpec spec : profile.registers()) {
                for (int instance = 1; instance <= spec.count(); instance++) {
                    Cell cell = new Cell(spec.addressOf(instance), spec, instance);
                    cells.add(cell);
                    pages.set(cell.address() / PAGE, (cell.end() - 1) / PAGE + 1);
                }
            }
            cells.sort(Comparator.comparingInt(Cell::address));
            return new Layout(profile, List.copyOf(cells), pages);
        }

        boolean exists(int address, int count) {
            int last = (address + count - 1) / PAGE;
            return pages.nextClearBit(address / PAGE) > last;
        }
    }

    /**
     * Reads registers.
     *
     * @param function 3 or 4; both give the same.
     * @param address first register.
     * @param count 1..125.
     * @return the contents, or the refusal.
     */
    Response read(int function, int address, int count) {
        Optional<DeviceProfile> profile = values.profile();
        if (profile.isEmpty()) {
            return Response.ExceptionResponse.to(function, ExceptionCode.DEVICE_FAILURE);
        }
        Layout now = layout(profile.get());
        if (!now.exists(address, count)) {
            return Response.ExceptionResponse.to(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        short[] words = new short[count];
        for (Cell cell : now.cells()) {
            if (cell.address() >= address + count) {
                break;
            }
            if (cell.end() > address) {
                if (!cell.spec().access().readable()) {
                    return Response.ExceptionResponse.to(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
                }
                put(cell, words, address);
            }
        }
        return new Response.ReadRegisters(function, Registers.copyOf(words, 0, count));
    }

    @SuppressWarnings("ReferenceEquality") // a profile is immutable: the same object is the same content
    private Layout layout(DeviceProfile profile) {
        Layout known = layout;
        if (known == null || known.profile() != profile) {
            known = Layout.of(profile);
            layout = known;
        }
        return known;
    }

    /** Writes a whole row aside, then copies the words that were asked for: a read may begin inside a row. */
    private void put(Cell cell, short[] words, int base) {
        RegisterSpec.Coding coding = cell.spec().coding();
        short[] row = new short[coding.words()];
        boolean narrow = coding.words() == 1 && cell.address() >= base;
        if (narrow) {
            row[0] = words[cell.address() - base];
        }
        encode(cell, row);
        for (int i = 0; i < row.length; i++) {
            int at = cell.address() + i - base;
            if (at >= 0 && at < words.length) {
                words[at] = row[i];
            }
        }
    }

    private void encode(Cell cell, short[] row) {
        RegisterSpec.Coding coding = cell.spec().coding();
        String name = cell.spec().name();
        if (coding.type().text()) {
            values.text(name).ifPresent(text -> coding.type().encodeText(text, row, 0, row.length));
        } else if (coding.type().numeric()) {
            OptionalDouble number = values.number(name, cell.instance());
            if (number.isPresent()) {
                double raw = (number.getAsDouble() - coding.offset()) / coding.scale();
                coding.type().encode(raw, row, 0, coding.order());
            }
        }
    }
}
