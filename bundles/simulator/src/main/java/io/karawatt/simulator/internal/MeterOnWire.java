package io.karawatt.simulator.internal;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.simulator.internal.wire.WireSlave;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A meter of a played site on a wire in memory, with the site's faults. */
final class MeterOnWire implements WireSlave {

    /** A second device on an address is never as quick as the first to the bit: this much apart. */
    private static final long APART_NANOS = 130_000;

    private final PlayedSite site;
    private final Faults faults;
    private final int address;
    private final long turnaround;
    private final @Nullable AddressingSlave addressing;

    MeterOnWire(PlayedSite site, Faults faults, int address, long turnaround, @Nullable AddressingSlave addressing) {
        this.site = site;
        this.faults = faults;
        this.address = address;
        this.turnaround = turnaround;
        this.addressing = addressing;
    }

    @Override
    public int unit() {
        return site.unit(address);
    }

    @Override
    public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
        return faults.connected(address) ? Optional.of(site.answer(address, request)) : Optional.empty();
    }

    @Override
    public Optional<RawFrame> hear(RawFrame frame, long now) {
        return addressing != null && faults.connected(address) ? addressing.hear(frame, now) : Optional.empty();
    }

    @Override
    public long turnaroundNanos() {
        return turnaround + (unit() == address ? 0 : APART_NANOS);
    }
}
