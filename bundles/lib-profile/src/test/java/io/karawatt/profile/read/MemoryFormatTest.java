package io.karawatt.profile.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Content;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memories of a profile: read as written, and refused when what they say can't work. */
class MemoryFormatTest {

    private static final String GOOD = """
            family: x
            buses: [rs485]
            defaults: {kind: log, type: U16, unit: '-'}
            registers:
              - {name: start, kind: cursor, address: 10, functions: 16}
              - {name: which, kind: cursor, address: 11, functions: 16}
              - {name: next, address: 20}
              - {name: count, address: 21}
              - {name: size, address: 22}
              - {name: echo, address: 23}
              - {name: period, address: 24, unit: min}
              - {name: unit, address: 25}
              - {name: date, address: 26, type: DATETIME, unit: s, stride: 4, count: 24}
              - {name: flag, address: 28, stride: 4, count: 24}
              - {name: mean, address: 29, stride: 4, count: 24}
              - {name: factor, kind: setting, address: 200}
            memories:
              - name: curve
                content: loadCurves
                capability: loadCurves
                start: start
                channel: {command: which, echo: echo}
                header: {next: next, count: count, size: size, period: period}
                expect: {unit: 0}
                item: {date: date, flag: flag, value: mean, incomplete: 1, clockNotSet: 2}
                quantities: {voltageV1: 3, frequency: 7}
                stamp: begin
                capacity: 1000
            devices:
              - {reference: WITH, capabilities: {loadCurves: yes}}
              - {reference: WITHOUT, capabilities: {loadCurves: no}}
            """;

    @Test
    void isReadAsWritten() {
        ProfileLibrary library = Sample.load("x.profile.yaml", GOOD);

        assertEquals(List.of(), library.problems());
        MemorySpec memory = profile(library, "WITH").memories().get(0);
        assertEquals("curve", memory.name());
        assertEquals(Stamp.BEGIN, memory.stamp());
        assertEquals(1000, memory.capacity());
        assertEquals(24, memory.pageSize());
        assertEquals(4, memory.itemWords());
        assertEquals(new DeviceProfile.Block(memory.header().count().table(), 20, 102), memory.page());
        assertEquals(Duration.ofMinutes(15), memory.header().period(15));
        Selection.Numbered numbered = assertInstanceOf(Selection.Numbered.class, memory.selection());
        assertEquals(0xFFFF, numbered.newest());
        assertEquals(11, numbered.channel().orElseThrow().command().address());
        assertEquals(Optional.empty(), numbered.load());
        Content.LoadCurves curves = assertInstanceOf(Content.LoadCurves.class, memory.content());
        assertEquals(Map.of("voltageV1", 3, "frequency", 7), curves.codes());
        assertEquals(List.of(), profile(library, "WITHOUT").memories(), "only devices with the capability have it");
    }

    /** Nothing but rows marked so can ever be written on this way. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start: start                    | start: factor               | must be one word of kind cursor, written by function 16
            start: start                    | start: strat                | there is no row 'strat' in any device
            start: start                    | begin: start                | key 'begin' is not known
            command: which                  | command: factor             | must be one word of kind cursor
            address: 11, functions: 16      | address: 12, functions: 16  | must lie side by side
            address: 11, functions: 16      | address: 11, functions: 6   | must be one word of kind cursor
            echo: echo                      | echo: factor                | must be one readable word of kind log
            {name: echo, address: 23}       | {name: echo, address: 150}  | must stand before the records
            next: next, count: count        | count: count                | 'next' belongs to the header
            size: size, period: period      | size: size                  | 'header' needs 'period'
            address: 24, unit: min          | address: 24, unit: h        | must have the unit s or min
            {unit: 0}                       | {unit: -1}                  | '-1' is no number from 0 to 65535
            value: mean                     | value: factor               | must be of kind log with the date's stride and count
            value: mean                     | value: date.avg             | there is no row 'date.avg'
            type: DATETIME                  | type: U32                   | must have the type DATETIME
            voltageV1: 3                    | voltageV11: 3               | there is no quantity 'voltageV11'
            content: loadCurves             | content: trends             | trends have no 'quantities'
            stamp: begin                    | stamp: middle               | known are
            capacity: 1000                  | capacity: 65535             | from 1 to 65534
            buses: [rs485]                  | limits: {maxRead: 100}      | one read of the device at most 100
            """)
    void whatCannotWorkIsRefused(String right, String wrong, String reason) {
        assertTrue(GOOD.contains(right), right);
        String text = GOOD.replace(right, wrong);
        if (!text.contains("\nbuses:")) {
            text = text + "buses: [rs485]\n";
        }

        List<String> problems = Sample.load("x.profile.yaml", text).problems().stream()
                .map(problem -> problem.line() + ": " + problem.reason())
                .toList();

        assertTrue(problems.stream().anyMatch(p -> p.contains(reason)), () -> problems + " lack: " + reason);
    }

    private static DeviceProfile profile(ProfileLibrary library, String reference) {
        return library.profiles().find(reference).orElseThrow();
    }
}
