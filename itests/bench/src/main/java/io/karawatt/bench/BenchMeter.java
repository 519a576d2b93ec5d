package io.karawatt.bench;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.simulator.internal.wire.WireSlave;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A meter whose plug can be pulled. Each register tells its unit and its address, so that a value that is not its own
 * shows; read in pairs they are small numbers.
 */
final class BenchMeter implements WireSlave {

    private final int unit;
    private final LongSupplier turnaround;
    private final Hearer hearer;
    private volatile boolean dead;

    /**
     * Makes a meter.
     *
     * @param unit its unit id, 1..247.
     * @param turnaround how long it thinks, in nanoseconds; asked for each answer.
     * @param hearer is told of each read that it answers.
     */
    BenchMeter(int unit, LongSupplier turnaround, Hearer hearer) {
        this.unit = unit;
        this.turnaround = turnaround;
        this.hearer = hearer;
    }

    /** Takes note of reads. */
    interface Hearer {

        /** Nobody takes note. */
        Hearer NOBODY = (unit, address) -> {};

        /**
         * A meter is about to answer.
         *
         * @param unit which.
         * @param address first register asked for.
         */
        void heard(int unit, int address);
    }

    /**
     * Tells what is in a register.
     *
     * @param unit of the meter.
     * @param address of the register.
     * @return 0 in even registers, unit and low byte of the address in odd ones.
     */
    static int content(int unit, int address) {
        return address % 2 == 0 ? 0 : unit << 8 | (address & 0xFF);
    }

    /** Pulls its plug. */
    void kill() {
        dead = true;
    }

    boolean dead() {
        return dead;
    }

    @Override
    public int unit() {
        return unit;
    }

    @Override
    public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
        if (!dead
                && request instanceof ParsedRequest.Parsed good
                && good.request() instanceof Request.ReadHoldingRegisters read) {
            hearer.heard(unit, read.address());
            int[] words = new int[read.count()];
            for (int i = 0; i < words.length; i++) {
                words[i] = content(unit, read.address() + i);
            }
            return Optional.of(new Response.ReadRegisters(3, Registers.of(words)));
        }
        return Optional.empty();
    }

    @Override
    public long turnaroundNanos() {
        return turnaround.getAsLong();
    }
}
