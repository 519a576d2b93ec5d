package io.karawatt.proto.modbus.internal;

import io.karawatt.access.Refusals;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.ExceptionCode;

/**
 * What every Modbus face does with a request, whatever brought it: routes, process image, buses, refusals.
 *
 * <p>Used by the thread of its face alone.
 */
final class Kernel {

    private final GatewayServices services;
    private final Round round;
    private final RouteTable routes;
    private final Freshness freshness;
    private final Refusals refusals;
    private final BusDesk bus;
    private final RequestDesk desk;
    private final Notices notices;

    /**
     * Makes the kernel of one face.
     *
     * @param services the rest of the gateway.
     * @param terms on which the face answers.
     * @param counters where it counts.
     * @param wakeup called, from any thread, when {@link #land} has something to do.
     */
    Kernel(GatewayServices services, Terms terms, Counters counters, Runnable wakeup) {
        this.services = services;
        this.round = new Round(services.clock(), services.monotonic());
        this.freshness = new Freshness(terms.freshness(), round);
        this.routes = new RouteTable(services.topology(), terms.ownAddress(), freshness);
        this.refusals = new Refusals(services.events(), services.clock());
        this.notices = new Notices(terms.face(), services.events(), round, counters);
        this.bus = new BusDesk(services.lines(), round, counters, terms, wakeup);
        this.desk = new RequestDesk(services, new RequestDesk.Parts(round, counters, routes, bus, refusals), terms);
    }

    Round round() {
        return round;
    }

    Notices notices() {
        return notices;
    }

    /** Begins a turn of the face's loop: looks at the clock and at the installation. */
    void turn() {
        round.next();
        routes.refresh();
    }

    /** Tells where requests to a unit id go. */
    Route route(int unit) {
        return routes.at(unit);
    }

    /** Takes one request and answers it now, keeps a slot for its answer, or drops it. */
    void request(Caller caller, Tag tag, ParsedRequest request) {
        try {
            desk.request(caller, tag, request);
        } catch (RuntimeException e) {
            // The edge of a request: one that fails inside must not take the others along.
            notices.failed("a request with function " + tag.function() + " to unit " + tag.unit(), e);
            desk.refuse(caller, tag, ExceptionCode.DEVICE_FAILURE);
        }
    }

    /** Hands out the answers that came from the buses. */
    void land() {
        bus.land();
    }

    /** Looks after what depends on time; about ten times a second. */
    void tick() {
        bus.expire();
        freshness.follow(services.lines());
        refusals.tick();
        notices.tick();
    }

    /** Tells what was held back; the face ends. */
    void close() {
        refusals.close();
    }
}
