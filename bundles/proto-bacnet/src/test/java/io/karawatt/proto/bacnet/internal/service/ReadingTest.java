package io.karawatt.proto.bacnet.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.service.confirmed.ReadPropertyMultipleRequest;
import com.serotonin.bacnet4j.service.confirmed.ReadPropertyRequest;
import com.serotonin.bacnet4j.type.constructed.PropertyReference;
import com.serotonin.bacnet4j.type.constructed.ReadAccessSpecification;
import com.serotonin.bacnet4j.type.constructed.SequenceOf;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import com.serotonin.bacnet4j.type.enumerated.PropertyIdentifier;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import com.serotonin.bacnet4j.type.primitive.UnsignedInteger;
import io.karawatt.live.PointReader;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.net.ConfirmedRequest;
import io.karawatt.proto.bacnet.internal.object.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ReadProperty, ReadPropertyMultiple and ReadRange: requests of BACnet4J, answers by the layout of Annex F. */
class ReadingTest {

    private final Plant plant = new Plant();

    @TempDir
    private Path folder = Path.of("");

    private Bench bench() {
        return new Bench(plant, folder, null, null);
    }

    private static ObjectIdentifier input(int instance) {
        return new ObjectIdentifier(ObjectType.analogInput, instance);
    }

    /** Annex F.3.5 with another instance: 72.3 is 4290999a. */
    @Test
    void aReadPropertyIsAnsweredAsInTheAnnex() {
        try (Bench bench = bench()) {
            plant.image().set("i35-9", "1/voltageV1", 72.3);

            assertEquals(
                    "0c000000681955",
                    Bench.encode(new ReadPropertyRequest(input(104), PropertyIdentifier.presentValue)));
            assertEquals(
                    "ack 0c0000006819553e444290999a3f",
                    bench.ask(9, new ReadPropertyRequest(input(104), PropertyIdentifier.presentValue)));
        }
    }

    /** Annex F.3.7, both examples in one, with an object and a property that are not there. */
    @Test
    void aReadPropertyMultipleTellsErrorsPropertyByProperty() {
        try (Bench bench = bench()) {
            plant.image().set("i35-9", "1/voltageV1", 72.3);
            ReadPropertyMultipleRequest request = new ReadPropertyMultipleRequest(new SequenceOf<>(
                    new ReadAccessSpecification(
                            input(104),
                            new SequenceOf<>(
                                    new PropertyReference(PropertyIdentifier.presentValue),
                                    new PropertyReference(PropertyIdentifier.reliability),
                                    new PropertyReference(PropertyIdentifier.alarmValue))),
                    new ReadAccessSpecification(input(50), PropertyIdentifier.presentValue)));

            assertEquals(
                    "ack "
                            + "0c000000681e"
                            + "29554e444290999a4f"
                            + "29674e91004f"
                            + "29065e910291205f"
                            + "1f"
                            + "0c000000321e"
                            + "29555e9101911f5f"
                            + "1f",
                    bench.ask(9, request));
        }
    }

    @Test
    void allIsEveryPropertyButTheListAndRequiredAndOptionalDivideTheStandardOnes() {
        try (Bench bench = bench()) {
            plant.image().fill("i35-9");
            int all = answers(bench, PropertyIdentifier.all);
            int required = answers(bench, PropertyIdentifier.required);
            int optional = answers(bench, PropertyIdentifier.optional);

            assertEquals(8, required);
            assertEquals(all, required + optional);
        }
    }

    private static int answers(Bench bench, PropertyIdentifier which) {
        String answer = bench.ask(
                9, new ReadPropertyMultipleRequest(new SequenceOf<>(new ReadAccessSpecification(input(100), which))));
        assertTrue(answer.startsWith("ack "), answer);
        // Each property begins with context tag 2, then comes its value.
        byte[] octets = HexFormat.of().parseHex(answer.substring(4));
        TagReader in = new TagReader(octets, 0, octets.length);
        in.objectId(0);
        in.open(1);
        int count = 0;
        while (!in.nextCloses(1)) {
            in.unsigned(2);
            in.skip();
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0c0000006819553901|reject invalid-tag", // a parameter that is not defined there
                "0c00000068|reject missing-required-parameter",
                "0c000000681955291f21|reject too-many-arguments",
                "1955|reject missing-required-parameter",
                "0c00|reject invalid-tag",
                "0c00c000011955|error object unknown-object",
                "0c000000681906|error property unknown-property",
                "0c0000006819552901|error property property-is-not-an-array",
                "0c023fffff194c293f|ack 0c0200006d194c293f3ec4000000a13f",
                "0c023fffff194c2900|ack 0c0200006d194c29003e213f3f",
                "0c023fffff194c2940|error property invalid-array-index"
            })
    void wrongReadsGetTheRightAnswer(String request, String answer) {
        try (Bench bench = bench()) {
            String given = bench.ask(9, Services.READ_PROPERTY, request);
            if (answer.startsWith("reject")) {
                assertTrue(given.startsWith("reject"), given);
            } else {
                assertEquals(answer, given);
            }
        }
    }

    @Test
    void aServiceThatIsNotServedIsRejected() {
        try (Bench bench = bench()) {
            assertEquals("reject unrecognized-service", bench.ask(9, 10, ""));
        }
    }

    @Test
    void objectListCanBeReadElementByElementAndAsAWhole() {
        try (Bench bench = bench()) {
            ObjectIdentifier device = new ObjectIdentifier(ObjectType.device, 105);
            String count = bench.ask(
                    5, new ReadPropertyRequest(device, PropertyIdentifier.objectList, new UnsignedInteger(0)));
            String whole = bench.ask(5, new ReadPropertyRequest(device, PropertyIdentifier.objectList));

            assertEquals("ack 0c02000069194c29003e21bb3f", count);
            assertEquals(187 * 5, (whole.length() - "ack 0c02000069194c3e3f".length()) / 2);
        }
    }

    /** By position, as clause 15.8 has it: flags, count, items. */
    @Test
    void aListCanBeReadInParts() {
        try (Bench bench = bench()) {
            // Object_List of device 105 from position 186, two items
            String last = bench.ask(5, Services.READ_RANGE, "0c02000069194c3e21ba31023f");
            assertTrue(last.startsWith("ack 0c02000069194c3a05404a00025e"), last);
            String first = bench.ask(5, Services.READ_RANGE, "0c02000069194c3e210131013f");
            assertEquals("ack 0c02000069194c3a0580" + "4a0001" + "5ec4020000695f", first);
            String backwards = bench.ask(5, Services.READ_RANGE, "0c02000069194c3e2102" + "31fe3f");
            assertEquals("ack 0c02000069194c3a0580" + "4a0002" + "5ec402000069c4000000645f", backwards);
            String beyond = bench.ask(5, Services.READ_RANGE, "0c02000069194c3e22ffff31013f");
            assertEquals("ack 0c02000069194c3a0500" + "4a0000" + "5e5f", beyond);
            assertEquals("error services property-is-not-a-list", bench.ask(5, Services.READ_RANGE, "0c02000069191c"));
        }
    }

    /** Harmonics are read by no timetable: the answer waits until the meter was asked, once for all of a request. */
    @Test
    void aPointThatNoTimetableReadsIsReadWhenAClientAsks() {
        List<String> asked = new ArrayList<>();
        CompletableFuture<Boolean> fresh = new CompletableFuture<>();
        PointReader reader = (device, points, maxAge, patience) -> {
            asked.add(device + " " + points.size() + " " + patience.toSeconds());
            return fresh;
        };
        try (Bench bench = new Bench(plant, folder, reader, null)) {
            // Harmonics_Row_02 and _03 of THD_I1
            String request = "0c000000921e0a02060a02071f";
            byte[] octets = HexFormat.of().parseHex(request);
            Answer answer = new Answer();
            bench.application()
                    .confirmed(
                            new ConfirmedRequest(
                                    Bench.CLIENT, 9, Services.READ_PROPERTY_MULTIPLE, octets, 0, octets.length),
                            answer);
            Arrays.fill(octets, (byte) 0); // the buffer belongs to the server again

            assertEquals("", answer.text());
            assertEquals(List.of("i35-9 2 2"), asked);

            plant.image().set("i35-9", "1/harmonicI1Rank2", 1.5);
            plant.image().set("i35-9", "1/harmonicI1Rank3", 2.5);
            fresh.complete(true);
            bench.server().run();
            String expected = "ack 0c000000921e2a02064e443fc000004f2a02074e44402000004f1f";
            assertEquals(expected, answer.text());

            plant.clock().pass(Duration.ofSeconds(9));
            assertEquals(expected, bench.ask(9, Services.READ_PROPERTY_MULTIPLE, request), "young enough");
            assertEquals(1, asked.size());
        }
    }
}
