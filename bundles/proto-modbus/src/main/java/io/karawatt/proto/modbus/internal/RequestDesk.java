package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Refusals;
import io.karawatt.event.Event;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.topology.Device;
import java.time.Duration;
import java.util.Optional;

/** Decides what becomes of each request: image, bus, gateway or refusal; used by the thread of the face alone. */
final class RequestDesk {

    private final String face;
    private final GatewayServices services;
    private final Round round;
    private final Counters counters;
    private final RouteTable routes;
    private final BusDesk bus;
    private final WriteGate gate;
    private final Refusals refusals;
    private final GatewayRegisters gateway;
    private final Identification identification;
    private final Duration patience;

    RequestDesk(GatewayServices services, Parts parts, Terms terms) {
        this.face = terms.face();
        this.services = services;
        this.round = parts.round();
        this.counters = parts.counters();
        this.routes = parts.routes();
        this.bus = parts.bus();
        this.gate = services.gate();
        this.refusals = parts.refusals();
        GatewayValues values = new GatewayValues(
                new GatewayValues.Sources(
                        services.identity(), services.topology(), services.profiles(), services.lines()),
                parts.round(),
                services.zone());
        this.gateway = new GatewayRegisters(values);
        this.identification = new Identification(services.identity(), values, services.live());
        this.patience = terms.patience();
    }

    /** What the desk shares with the face. */
    record Parts(Round round, Counters counters, RouteTable routes, BusDesk bus, Refusals refusals) {}

    /**
     * Takes one request and answers it now, keeps a slot for its answer, or drops it.
     *
     * @param caller who asks.
     * @param tag what the answer will repeat.
     * @param request what is asked.
     */
    void request(Caller caller, Tag tag, ParsedRequest request) {
        counters.add(Counters.Kind.REQUESTS);
        caller.traffic().request(round.wall());
        Route route = routes.at(tag.unit());
        if (route instanceof Route.Broadcast) {
            counters.add(Counters.Kind.BROADCASTS);
        } else if (route instanceof Route.Nowhere) {
            refuse(caller, tag, ExceptionCode.GATEWAY_PATH_UNAVAILABLE);
        } else if (request instanceof ParsedRequest.Rejected rejected) {
            refuse(caller, tag, rejected.exceptionCode());
        } else if (request instanceof ParsedRequest.Parsed sound) {
            if (route instanceof Route.ToDevice device) {
                toDevice(caller, tag, device, sound.request());
            } else {
                toGateway(caller, tag, sound.request());
            }
        }
    }

    /** Answers with an exception. */
    void refuse(Caller caller, Tag tag, int code) {
        answer(caller, tag, Response.ExceptionResponse.to(tag.function(), code));
    }

    private void answer(Caller caller, Tag tag, Response response) {
        if (response instanceof Response.ExceptionResponse refusal) {
            counters.addException(refusal.code());
            caller.traffic().exception();
        }
        caller.answer(tag, response);
    }

    private void toDevice(Caller caller, Tag tag, Route.ToDevice to, Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            read(new Read(caller, tag, RegisterTable.HOLDING), to, read.address(), read.count());
        } else if (request instanceof Request.ReadInputRegisters read) {
            read(new Read(caller, tag, RegisterTable.INPUT), to, read.address(), read.count());
        } else if (request instanceof Request.WriteSingleRegister write) {
            write(caller, tag, to, new WriteGate.Span(write.address(), Registers.of(write.value()), true));
        } else if (request instanceof Request.WriteMultipleRegisters write) {
            write(caller, tag, to, new WriteGate.Span(write.address(), write.values(), false));
        } else if (request instanceof Request.ReadDeviceIdentification identify) {
            answer(caller, tag, identification.ofDevice(identify, to));
        }
    }

    private void toGateway(Caller caller, Tag tag, Request request) {
        counters.add(Counters.Kind.GATEWAY);
        int function = request.function();
        if (request instanceof Request.ReadHoldingRegisters read) {
            answer(caller, tag, gateway.read(function, read.address(), read.count()));
        } else if (request instanceof Request.ReadInputRegisters read) {
            answer(caller, tag, gateway.read(function, read.address(), read.count()));
        } else if (request instanceof Request.ReadDeviceIdentification identify) {
            answer(caller, tag, identification.ofGateway(identify));
        } else {
            refuseGatewayWrite(caller, tag, request);
        }
    }

    /** No policy is asked: over Modbus nobody can be told apart from anybody, so the gateway has no such door. */
    private void refuseGatewayWrite(Caller caller, Tag tag, Request request) {
        WriteGate.Span span = request instanceof Request.WriteMultipleRegisters many
                ? new WriteGate.Span(many.address(), many.values(), false)
                : request instanceof Request.WriteSingleRegister one
                        ? new WriteGate.Span(one.address(), Registers.of(one.value()), true)
                        : new WriteGate.Span(0, Registers.of(0), true);
        AccessRequest ask = new AccessRequest(
                face, WriteGate.WHO, caller.traffic().from(), AccessRequest.Operation.WRITE, "gateway " + span.words());
        counters.add(Counters.Kind.WRITES_REFUSED);
        refusals.tell(ask, "the gateway's own settings can't be written over Modbus");
        refuse(caller, tag, ExceptionCode.ILLEGAL_FUNCTION);
    }

    private record Read(Caller caller, Tag tag, RegisterTable asked) {}

    private void read(Read read, Route.ToDevice to, int address, int count) {
        RegisterTable table = to.table(read.asked());
        if (!to.writing().active()) {
            Optional<Registers> image =
                    services.live().registers(to.device().key(), table, address, count, to.notBefore());
            if (image.isPresent()) {
                counters.add(Counters.Kind.FROM_IMAGE);
                read.caller().answer(read.tag(), image.get());
                Device device = to.device();
                services.lines().find(device.line()).ifPresent(line -> line.watch(device.key()));
                return;
            }
        }
        bus.read(to, table, address, count, read.caller().defer(read.tag()));
    }

    private void write(Caller caller, Tag tag, Route.ToDevice to, WriteGate.Span span) {
        AccessRequest ask = WriteGate.ask(face, to, caller.traffic().from(), span);
        WriteGate.Verdict verdict = gate.decide(ask, to, span);
        if (verdict instanceof WriteGate.Verdict.Closed closed) {
            counters.add(Counters.Kind.WRITES_REFUSED);
            refusals.tell(ask, closed.reason());
            refuse(caller, tag, closed.exceptionCode());
        } else if (verdict instanceof WriteGate.Verdict.Open open) {
            to.writing().begin();
            WriteChain chain = new WriteChain(
                    bus,
                    new WriteChain.Target(to, span, open),
                    caller.defer(tag),
                    patience,
                    outcome -> written(to, ask, outcome));
            if (chain.begin()) {
                counters.add(Counters.Kind.WRITES);
            }
        }
    }

    private void written(Route.ToDevice to, AccessRequest ask, String outcome) {
        to.writing().end(services.clock().instant());
        services.events().publish(new Event.WriteHappened(ask, outcome, round.wall()));
    }
}
