package io.karawatt.simulator.internal;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.meter.Meter;
import io.karawatt.simulator.internal.meter.Surroundings;
import io.karawatt.simulator.internal.physics.Moment;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A site in motion: its supply and its meters, moved in steps of one second of its own time whenever somebody asks. All
 * who ask within one second see the same state. Thread-safe.
 */
public final class PlayedSite {

    private static final long FINE_SECONDS = 3600;
    private static final int COARSE = 60;
    private static final long PAST_STEP = 3 * 3600;
    private static final long RECENT_STEP = 3600;
    private static final long RECENT = 40L * 86_400;
    private static final long LONGEST_PAST = 5L * 366 * 86_400;
    private static final int PAST_DAY = 86_400;

    private final Site site;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Surroundings surroundings;
    private final Map<Integer, Meter> meters = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> replaced = new HashMap<>();
    private final double nominalPower;
    private long second;
    private double load;

    /**
     * Starts a site: counts what its meters counted since they were commissioned, and stands at the clock's time.
     *
     * @param site what is played; its reader has found a profile for each device.
     * @param profiles finds a profile by reference.
     * @param clock the site's time.
     */
    public PlayedSite(Site site, Function<String, Optional<DeviceProfile>> profiles, InstantSource clock) {
        this.site = site;
        this.clock = clock;
        this.zone = site.zone();
        this.surroundings = Surroundings.of(site);
        for (SiteDevice device : site.devices()) {
            DeviceProfile profile = profiles.apply(device.reference())
                    .orElseThrow(() -> new IllegalArgumentException("no profile " + device.reference()));
            meters.put(device.address(), new Meter(surroundings, device, profile, 0));
        }
        nominalPower = Math.max(
                1, meters.values().stream().mapToDouble(Meter::nominalPower).sum());
        second = clock.instant().getEpochSecond() - 1;
        livePast();
        step(1);
    }

    private void livePast() {
        long commissioned = site.commissioned().toEpochDay() * PAST_DAY;
        long from = Math.max(commissioned, second - LONGEST_PAST);
        for (long then = from; then < second; ) {
            long step = Math.min(then < second - RECENT ? PAST_STEP : RECENT_STEP, second - then);
            Moment moment = Moment.of(then, zone);
            for (Meter meter : meters.values()) {
                meter.past(moment, (double) step);
            }
            then += step;
        }
    }

    private void step(int seconds) {
        second += seconds;
        Moment now = Moment.of(second, zone);
        surroundings.grid().update(now, load);
        double power = 0;
        for (Meter meter : meters.values()) {
            meter.step(now, seconds);
            power += meter.power();
        }
        load = power / nominalPower;
    }

    /** Moves to the clock's time; after hours without a question, in coarser steps for all but the last hour. */
    private void advance() {
        long target = clock.instant().getEpochSecond();
        while (second < target) {
            boolean coarse = target - second > FINE_SECONDS && second % COARSE == 0;
            step(coarse ? COARSE : 1);
        }
    }

    /**
     * Asks a meter.
     *
     * @param address its address.
     * @param request what is asked, or why it is to be refused.
     * @return its answer; exception 0x0B when there is no such meter.
     */
    public synchronized Response answer(int address, ParsedRequest request) {
        Meter meter = meters.get(address);
        if (request instanceof ParsedRequest.Rejected rejected) {
            return rejected.response();
        }
        ParsedRequest.Parsed parsed = (ParsedRequest.Parsed) request;
        if (meter == null) {
            return Response.ExceptionResponse.to(parsed.request().function(), ExceptionCode.GATEWAY_TARGET_SILENT);
        }
        advance();
        return meter.answer(parsed.request());
    }

    /**
     * Returns what is played.
     *
     * @return the site.
     */
    public Site site() {
        return site;
    }

    /**
     * Finds a meter's profile.
     *
     * @param address its address.
     * @return the profile.
     */
    public DeviceProfile profile(int address) {
        return meter(address).profile();
    }

    /**
     * Tells what a meter measures, before it is written into registers.
     *
     * @param address its address in the site file.
     * @param row a row of its profile.
     * @param instance 1..n.
     * @return the value in the base unit; empty where there is none, for example of a load that is not there.
     */
    public synchronized OptionalDouble measured(int address, RegisterSpec row, int instance) {
        advance();
        return meter(address).measured(row, instance);
    }

    /**
     * Returns the quantities of a meter's profile that read 0 because the simulator knows nothing of them.
     *
     * @param address its address.
     * @return their keys.
     */
    public java.util.Set<String> unknownQuantities(int address) {
        return meter(address).unknownQuantities();
    }

    private Meter meter(int address) {
        return Objects.requireNonNull(meters.get(address));
    }

    /**
     * Returns the address to which a meter answers now.
     *
     * @param address its address in the site file.
     * @return 1..247.
     */
    public int unit(int address) {
        return meter(address).unit();
    }

    /**
     * Gives a meter another address.
     *
     * @param address its address in the site file.
     * @param unit the address to which it answers from now on, 1..247.
     */
    public void unit(int address, int unit) {
        meter(address).unit(unit);
    }

    /**
     * Returns a meter's NET ID, whether its tables show it or not.
     *
     * @param address its address in the site file.
     * @return 24 bits.
     */
    public int netId(int address) {
        return meter(address).netId();
    }

    /**
     * Puts a new meter of the same kind in the place of another: other NET ID and serial number, counters at zero, same
     * address, settings as in the site file.
     *
     * @param address address in the site file.
     */
    public synchronized void replace(int address) {
        Meter old = meter(address);
        Meter fresh = new Meter(surroundings, old.device(), old.profile(), replaced.merge(address, 1, Integer::sum));
        fresh.unit(old.unit());
        fresh.step(Moment.of(second, zone), 1);
        meters.put(address, fresh);
    }

    /**
     * Sets the rated current of the current transformers of a load.
     *
     * @param address address in the site file.
     * @param load number of the load.
     * @param amperes primary current, A.
     * @return whether the meter has such a setting for that load.
     */
    public synchronized boolean transformer(int address, int load, int amperes) {
        return meter(address).transformer(load, amperes);
    }

    /**
     * Sets all counters of a meter back to zero.
     *
     * @param address address in the site file.
     */
    public synchronized void clearCounters(int address) {
        meter(address).clearCounters();
    }

    /**
     * Returns the devices as a gateway would know them.
     *
     * @return in rising order of address.
     */
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        for (SiteDevice one : site.devices()) {
            List<Load> loads = one.loads().stream()
                    .map(load -> new Load(load.number(), load.name(), load.type()))
                    .toList();
            String netId = meter(one.address()).unique();
            devices.add(new Device(
                    one.key(),
                    one.name(),
                    one.reference(),
                    one.line(),
                    one.address(),
                    one.address(),
                    one.area(),
                    netId,
                    loads));
        }
        return devices;
    }
}
