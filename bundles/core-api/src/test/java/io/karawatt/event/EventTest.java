package io.karawatt.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.karawatt.access.AccessRequest;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    // Consumers subscribe by topic, and the logbook shows the line as it is: both are the contract of an event.
    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource
    void anEventHasATopicATimeAndALineForPeople(Event event, Topic topic, String line) {
        assertEquals(topic, event.topic());
        assertEquals(line, event.describe());
        assertEquals(NOON, event.at());
    }

    static Stream<Arguments> anEventHasATopicATimeAndALineForPeople() {
        PointSchema schema = new PointSchema("i35-9", List.of(PointKey.parse("1/currentI1")));
        ReadingBatch batch = ReadingBatch.builder(schema, NOON, 1).add(0, 1).build();
        AccessRequest write = new AccessRequest(
                "modbus-tcp", "anonymous", "192.0.2.7:49152", AccessRequest.Operation.WRITE, "i35-9 register 58112");
        String wanted = "write i35-9 register 58112 by anonymous from 192.0.2.7:49152 over modbus-tcp";
        return Stream.of(
                arguments(new Event.ReadingsArrived(batch), Topic.READINGS, "1 values of i35-9"),
                arguments(
                        new Event.DeviceFellSilent("i35-9", "rs485", "no answer", NOON),
                        Topic.BUS,
                        "i35-9 on rs485 fell silent: no answer"),
                arguments(
                        new Event.DeviceAnswersAgain("i35-9", "rs485", NOON),
                        Topic.BUS,
                        "i35-9 on rs485 answers again"),
                arguments(new Event.LineChanged("rs485", true, "", NOON), Topic.BUS, "line rs485 is up"),
                arguments(
                        new Event.LineChanged("rs485", false, "port gone", NOON),
                        Topic.BUS,
                        "line rs485 is down: port gone"),
                arguments(new Event.TopologyChanged("added x", NOON), Topic.TOPOLOGY, "added x"),
                arguments(
                        new Event.AccessRefused(write, "switched off", NOON),
                        Topic.ACCESS,
                        "refused: " + wanted + ": switched off"),
                arguments(new Event.WriteHappened(write, "done", NOON), Topic.ACCESS, "write: " + wanted + ": done"),
                arguments(
                        new Event.GatewayNotice(Event.Severity.ERROR, "topology", "disk full", NOON),
                        Topic.SYSTEM,
                        "topology: disk full"));
    }
}
