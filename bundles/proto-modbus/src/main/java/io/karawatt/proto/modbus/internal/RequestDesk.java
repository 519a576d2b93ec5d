package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessRequest;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.event.Event;
import io.karawatt.modbus.frame.Mbap;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Decides what becomes of each request: image, bus, gateway or refusal; used by the server's thread alone. */
final class RequestDesk {

    private final Services services;
    private final Round round;
    private final Counters counters;
    private final RouteTable routes;
    private final BusDesk bus;
    private final WriteGate gate;
    private final RefusalLog refusals;
    private final GatewayRegisters gateway;
    private final Identification identification;
    private final Duration patience;

    RequestDesk(Services services, Parts parts, Settings settings) {
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
        this.patience = settings.patience();
    }

    /** What the desk shares with the loop. */
    record Parts(Round round, Counters counters, RouteTable routes, BusDesk bus, RefusalLog refusals) {}

    /**
     * Takes one request and answers it now, keeps a slot for its answer, or drops it.
     *
     * @param client who asks.
     * @param header header of the frame.
     * @param pdu the PDU between position and limit, at least one byte.
     */
    void request(Connection client, Mbap header, ByteBuffer pdu) {
        counters.add(Counters.Kind.REQUESTS);
        client.traffic().request(round.wall());
        Route route = routes.at(header.unit());
        if (route instanceof Route.Broadcast) {
            counters.add(Counters.Kind.BROADCASTS);
            return;
        }
        int function = pdu.get(pdu.position()) & 0xFF;
        if (route instanceof Route.Nowhere) {
            refuse(client, header, function, ExceptionCode.GATEWAY_PATH_UNAVAILABLE);
            return;
        }
        ParsedRequest parsed = RequestParser.parse(pdu);
        if (parsed instanceof ParsedRequest.Rejected rejected) {
            refuse(client, header, function, rejected.exceptionCode());
        } else if (parsed instanceof ParsedRequest.Parsed sound) {
            if (route instanceof Route.ToDevice device) {
                toDevice(client, header, device, sound.request());
            } else {
                toGateway(client, header, sound.request());
            }
        }
    }

    /** Answers with an exception. */
    void refuse(Connection client, Mbap header, int function, int code) {
        answer(client, header, function, Response.ExceptionResponse.to(function, code));
    }

    private void answer(Connection client, Mbap header, int function, Response response) {
        if (response instanceof Response.ExceptionResponse refusal) {
            counters.addException(refusal.code());
            client.traffic().exception();
        }
        client.answer(header, function, response);
    }

    private void toDevice(Connection client, Mbap header, Route.ToDevice to, Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            read(new Read(client, header, RegisterTable.HOLDING, 0x03), to, read.address(), read.count());
        } else if (request instanceof Request.ReadInputRegisters read) {
            read(new Read(client, header, RegisterTable.INPUT, 0x04), to, read.address(), read.count());
        } else if (request instanceof Request.WriteSingleRegister write) {
            Response echo = new Response.WrittenSingle(write.address(), write.value());
            write(client, header, to, new Write(write.address(), Registers.of(write.value()), echo));
        } else if (request instanceof Request.WriteMultipleRegisters write) {
            Response done =
                    new Response.WrittenMultiple(write.address(), write.values().size());
            write(client, header, to, new Write(write.address(), write.values(), done));
        } else if (request instanceof Request.ReadDeviceIdentification identify) {
            answer(client, header, identify.function(), identification.ofDevice(identify, to));
        }
    }

    private void toGateway(Connection client, Mbap header, Request request) {
        counters.add(Counters.Kind.GATEWAY);
        int function = request.function();
        if (request instanceof Request.ReadHoldingRegisters read) {
            answer(client, header, function, gateway.read(function, read.address(), read.count()));
        } else if (request instanceof Request.ReadInputRegisters read) {
            answer(client, header, function, gateway.read(function, read.address(), read.count()));
        } else if (request instanceof Request.ReadDeviceIdentification identify) {
            answer(client, header, function, identification.ofGateway(identify));
        } else {
            refuseGatewayWrite(client, header, request);
        }
    }

    /** No policy is asked: over Modbus nobody can be told apart from anybody, so the gateway has no such door. */
    private void refuseGatewayWrite(Connection client, Mbap header, Request request) {
        WriteGate.Span span = request instanceof Request.WriteMultipleRegisters many
                ? new WriteGate.Span(many.address(), many.values().size(), false)
                : request instanceof Request.WriteSingleRegister one
                        ? new WriteGate.Span(one.address(), 1, true)
                        : new WriteGate.Span(0, 1, true);
        AccessRequest ask = new AccessRequest(
                WriteGate.FACE,
                WriteGate.WHO,
                client.traffic().from(),
                AccessRequest.Operation.WRITE,
                "gateway " + span.words());
        counters.add(Counters.Kind.WRITES_REFUSED);
        refusals.refused(ask, "the gateway's own settings can't be written over Modbus");
        refuse(client, header, request.function(), ExceptionCode.ILLEGAL_FUNCTION);
    }

    private record Read(Connection client, Mbap header, RegisterTable asked, int function) {}

    private void read(Read read, Route.ToDevice to, int address, int count) {
        RegisterTable table = to.table(read.asked());
        if (!to.writing().active()) {
            Optional<Registers> image =
                    services.live().registers(to.device().key(), table, address, count, to.notBefore());
            if (image.isPresent()) {
                counters.add(Counters.Kind.FROM_IMAGE);
                read.client().answer(read.header(), read.function(), image.get());
                return;
            }
        }
        bus.read(to, table, address, count, read.client().defer(read.header(), read.function()));
    }

    private record Write(int address, Registers values, Response confirmation) {

        boolean single() {
            return confirmation instanceof Response.WrittenSingle;
        }
    }

    private void write(Connection client, Mbap header, Route.ToDevice to, Write write) {
        WriteGate.Span span = new WriteGate.Span(write.address(), write.values().size(), write.single());
        AccessRequest ask = WriteGate.ask(to, client.traffic().from(), span);
        int function = write.confirmation().function();
        if (gate.decide(ask, to, span) instanceof WriteGate.Verdict.Closed closed) {
            counters.add(Counters.Kind.WRITES_REFUSED);
            refusals.refused(ask, closed.reason());
            refuse(client, header, function, closed.exceptionCode());
            return;
        }
        BusRequest.Write wish =
                new BusRequest.Write(to.device().unit(), write.address(), write.values(), write.single(), patience);
        to.writing().begin();
        bus.write(
                to,
                wish,
                client.defer(header, function),
                new BusDesk.WriteEnd(write.confirmation(), reply -> written(to, ask, reply)));
    }

    private void written(Route.ToDevice to, AccessRequest ask, BusReply reply) {
        to.writing()
                .end(
                        reply instanceof BusReply.Written done
                                ? done.at()
                                : services.clock().instant());
        services.events().publish(new Event.WriteHappened(ask, Outcomes.words(reply), round.wall()));
    }
}
