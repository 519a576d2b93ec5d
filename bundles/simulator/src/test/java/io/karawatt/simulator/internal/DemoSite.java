package io.karawatt.simulator.internal;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.simulator.internal.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The demo site with the shipped profiles, at a time that the test moves. */
public final class DemoSite {

    /** A Wednesday, eleven in the morning. */
    public static final Instant WORKDAY = Instant.parse("2026-03-11T11:00:00Z");

    private static final class Shipped {

        private static final Profiles PROFILES = load();

        private static Profiles load() {
            try {
                return ProfileLibrary.load(ProfileSources.classPath(DemoSite.class.getClassLoader()))
                        .profiles();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private volatile Instant now;
    private final PlayedSite site;

    public DemoSite(Instant start) {
        this(start, 1);
    }

    public DemoSite(Instant start, long seed) {
        now = start;
        try {
            Site read = new SiteSource("", seed, 1).read(profiles()::find);
            site = new PlayedSite(read, profiles()::find, () -> now);
        } catch (io.karawatt.simulator.internal.site.SiteFileException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Profiles profiles() {
        return Shipped.PROFILES;
    }

    public PlayedSite site() {
        return site;
    }

    public void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    public Instant now() {
        return now;
    }

    public Response ask(int unit, Request request) {
        return site.answer(unit, new ParsedRequest.Parsed(request));
    }

    public Registers read(int unit, int address, int count) {
        Response response = ask(unit, new Request.ReadHoldingRegisters(address, count));
        if (response instanceof Response.ReadRegisters data) {
            return data.registers();
        }
        throw new AssertionError("unit " + unit + " register " + address + ": " + response);
    }

    /** Reads a value by name as a driver would: from the row of the profile, decoded into the base unit. */
    public double value(int unit, String quantity, String stat, int instance) {
        DeviceProfile profile = site.profile(unit);
        RegisterSpec spec = profile.register(quantity, stat)
                .orElseThrow(() -> new AssertionError(profile.reference() + " has no " + quantity + "." + stat));
        assert spec.table() == RegisterTable.HOLDING;
        RegisterSpec.Coding coding = spec.coding();
        Registers registers = read(unit, spec.addressOf(instance), coding.words());
        return coding.type().decode(registers, 0, coding.order()).orElseThrow() * coding.scale() + coding.offset();
    }

    public double value(int unit, String quantity) {
        return value(unit, quantity, "inst", 1);
    }
}
