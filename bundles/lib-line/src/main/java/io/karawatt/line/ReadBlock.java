package io.karawatt.line;

import io.karawatt.bus.DeviceHabit.Span;
import io.karawatt.bus.IdentityRows;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.Cause;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.DevicePoints.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One read of a plan: a run of registers and the points that lie in it. Belongs to the thread of the line. */
final class ReadBlock {

    private final RegisterTable table;
    private final int address;
    private final int count;
    private final Place[] places;
    private final int[] slots;
    private final Request request;
    private boolean answered;
    private long mutedUntil;
    private Cause mutedCause = Cause.NOT_READ;

    /**
     * Makes a block that reads exactly its points.
     *
     * @param points one or more points of one table, in rising order of address.
     */
    ReadBlock(List<PlacedSlot> points) {
        Place first = points.get(0).place();
        table = first.spec().table();
        address = first.address();
        int end = address;
        places = new Place[points.size()];
        slots = new int[points.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = points.get(i).place();
            slots[i] = points.get(i).slot();
            end = Math.max(end, points.get(i).end());
        }
        count = end - address;
        request = table == RegisterTable.HOLDING
                ? new Request.ReadHoldingRegisters(address, count)
                : new Request.ReadInputRegisters(address, count);
    }

    /**
     * Makes a block without points: a device tells in it who it is.
     *
     * @param identity where it does.
     */
    ReadBlock(IdentityRows identity) {
        table = identity.table();
        address = identity.address();
        count = identity.count();
        places = new Place[0];
        slots = new int[0];
        request = table == RegisterTable.HOLDING
                ? new Request.ReadHoldingRegisters(address, count)
                : new Request.ReadInputRegisters(address, count);
    }

    /**
     * A point and where its value goes.
     *
     * @param place where it lies.
     * @param slot its position among the points of its group.
     */
    record PlacedSlot(Place place, int slot) {

        int end() {
            return place.address() + place.spec().coding().words();
        }
    }

    RegisterTable table() {
        return table;
    }

    int address() {
        return address;
    }

    int count() {
        return count;
    }

    int points() {
        return places.length;
    }

    Request request() {
        return request;
    }

    boolean mutedAt(long now) {
        return now < mutedUntil;
    }

    /** Spares the line: until then the values have this cause without being asked for. */
    void mute(long until, Cause cause) {
        mutedUntil = until;
        mutedCause = cause;
    }

    Cause mutedCause() {
        return mutedCause;
    }

    /** Whether it was answered at least once. */
    boolean answered() {
        return answered;
    }

    /** Whether the numbers of an answer make sense. */
    enum Sense {
        /** All of them do. */
        SOUND,
        /** Some don't, as in the answer before: that is what the device says. */
        ODD,
        /** One does not that did before: the answer may be damaged in a way that its checksum does not show. */
        DOUBTFUL
    }

    /**
     * Takes the values out of an answer.
     *
     * @param registers the answer.
     * @param numbers by slot; takes the numbers.
     * @param causes by slot; takes why there is none.
     * @param odd by slot; whether the number of the answer before made no sense, and then that of this one.
     * @return whether they make sense.
     */
    Sense decode(Registers registers, double[] numbers, byte[] causes, boolean[] odd) {
        Sense sense = Sense.SOUND;
        answered = true;
        for (int i = 0; i < places.length; i++) {
            OptionalDouble number = places[i].decode(registers, address);
            int slot = slots[i];
            boolean wasOdd = odd[slot];
            odd[slot] = number.isPresent() && !places[i].spec().plausible().contains(number.getAsDouble());
            if (odd[slot]) {
                causes[slot] = (byte) Cause.IMPLAUSIBLE.code();
                sense = wasOdd && sense != Sense.DOUBTFUL ? Sense.ODD : Sense.DOUBTFUL;
            } else if (number.isPresent()) {
                numbers[slot] = number.getAsDouble();
                causes[slot] = PollJob.GOOD;
            } else {
                causes[slot] = (byte) why(places[i], registers).code();
            }
        }
        return sense;
    }

    /** NaN is the "not available" of floating point; only wrong digits are left as unreadable. */
    private Cause why(Place place, Registers registers) {
        RegisterSpec.Coding coding = place.spec().coding();
        long bits = coding.type().bits(registers, place.address() - address, coding.order());
        boolean digits =
                switch (coding.type()) {
                    case BCD16, BCD32 -> true;
                    default -> false;
                };
        return digits && !coding.notAvailable().contains(bits) ? Cause.UNREADABLE : Cause.NOT_AVAILABLE;
    }

    void miss(Cause cause, byte[] causes) {
        for (int slot : slots) {
            causes[slot] = (byte) cause.code();
        }
    }

    /**
     * Splits a refused block: at its holes if it has any, else in two halves.
     *
     * @return the parts; empty when one point is left or the points overlap.
     */
    List<ReadBlock> split() {
        List<ReadBlock> parts = splitWhere(1);
        if (parts.size() < 2 && places.length > 1) {
            parts = halves();
        }
        return parts.size() < 2 ? List.of() : parts;
    }

    private List<ReadBlock> splitWhere(int hole) {
        List<ReadBlock> parts = new ArrayList<>();
        List<PlacedSlot> open = new ArrayList<>();
        int end = address;
        for (int i = 0; i < places.length; i++) {
            if (places[i].address() - end >= hole && !open.isEmpty()) {
                parts.add(new ReadBlock(open));
                open = new ArrayList<>();
            }
            PlacedSlot point = new PlacedSlot(places[i], slots[i]);
            open.add(point);
            end = Math.max(end, point.end());
        }
        parts.add(new ReadBlock(open));
        return parts;
    }

    /** Cuts at the value border nearest to the middle; borders inside an overlap don't count. */
    private List<ReadBlock> halves() {
        List<ReadBlock> singles = splitWhere(0);
        if (singles.size() < 2) {
            return List.of();
        }
        int middle = singles.size() / 2;
        return List.of(joined(singles.subList(0, middle)), joined(singles.subList(middle, singles.size())));
    }

    /**
     * Cuts a block in two.
     *
     * @param most most registers of the first part.
     * @return both parts; empty when no value ends within the first so many registers, or all of them do.
     */
    List<ReadBlock> cut(int most) {
        List<ReadBlock> singles = splitWhere(0);
        int head = 0;
        while (head < singles.size() && singles.get(head).address + singles.get(head).count - address <= most) {
            head++;
        }
        return head == 0 || head == singles.size()
                ? List.of()
                : List.of(joined(singles.subList(0, head)), joined(singles.subList(head, singles.size())));
    }

    /**
     * Lists the registers between the parts of a block.
     *
     * @param parts in rising order of address.
     * @return the holes; empty when the parts touch each other.
     */
    static List<Span> holes(List<ReadBlock> parts) {
        List<Span> holes = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            int end = parts.get(i - 1).address + parts.get(i - 1).count;
            int next = parts.get(i).address;
            if (next > end) {
                holes.add(new Span(parts.get(i).table, end, next - end));
            }
        }
        return holes;
    }

    /** Its registers. */
    Span span() {
        return new Span(table, address, count);
    }

    private static ReadBlock joined(List<ReadBlock> parts) {
        List<PlacedSlot> all = new ArrayList<>();
        for (ReadBlock part : parts) {
            for (int i = 0; i < part.places.length; i++) {
                all.add(new PlacedSlot(part.places[i], part.slots[i]));
            }
        }
        return new ReadBlock(all);
    }

    @Override
    public String toString() {
        return table + " " + address + "+" + count;
    }
}
