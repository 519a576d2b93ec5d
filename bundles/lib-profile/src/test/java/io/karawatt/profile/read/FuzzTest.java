package io.karawatt.profile.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.profile.ProfileProblem;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Damages good files in seeded ways: whatever comes, the reader must end with a library or with problems that name file
 * and line, and must read the good files beside it. How many inputs is set by {@code -Dfuzz.inputs}; the long runs are
 * on record in docs/reference/fuzzing.md.
 */
class FuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);

    private static final String PROFILE = """
            family: x
            buses: [rs485]
            limits: {maxRead: 100, turnaroundMs: 5}
            needs:
              - {group: thd, capability: thd}
            blocks: [{address: 0, words: 100, stride: 100, count: 2}]
            defaults: {functions: 3}
            registers:
              - {name: voltageV1, address: 5, type: U32, order: low, notAvailable: [0xFFFFFFFF]}
              - name: thdI1
                scope: load
                address: 0x10
                type: "U16"
                scale: 0.1
            devices:
              - reference: X
                capabilities: {maxLoads: 1, thd: yes}
                note: 'it''s quoted'
            """;

    private static final String TABLE = """
            # a table
            name,kind,scope,stat,address,words,type,scale,stride,count,functions,poll,status,source,note
            voltageV1,measure,network,inst,36873,2,U32,0.01,,,3,fast,sourced,"a ""maker"", table",
            energyActivePos,measure,load,total,19843,2,U32,1000,2048,6,3,slow,sourced,x,"two
            lines"
            """;

    private static final String[] PIECES = {
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        ",",
        "#",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "'",
        "%",
        "@",
        "\t",
        "  ",
        "\0",
        "\uFEFF",
        "\uD800",
        "\u2028",
        "0x",
        "-1",
        "1e999",
        "99999999999999999999",
        "? ",
        "---",
        "...",
        "<<: ",
        "~",
        "null",
        "NaN",
        "U64",
        "65535"
    };

    @Test
    void damagedProfilesAreReadOrRefusedWithoutHarm(TestReporter reporter) {
        fuzz("x.profile.yaml", PROFILE, reporter);
    }

    @Test
    void damagedTablesAreReadOrRefusedWithoutHarm(TestReporter reporter) {
        fuzz("x.registers.csv", TABLE, reporter);
    }

    @Test
    void damagedCataloguesAreReadOrRefusedWithoutHarm(TestReporter reporter) {
        fuzz("y.quantities.csv", Sample.QUANTITIES.replace("voltageV1", "otherVoltage"), reporter);
    }

    private static void fuzz(String name, String good, TestReporter reporter) {
        int accepted = 0;
        Random random = new Random(SEED);
        Function<String, String> damage = text -> damage(random, text);
        for (int i = 0; i < INPUTS; i++) {
            String input = damage.apply(good);
            for (int more = random.nextInt(4); more > 0; more--) {
                input = damage.apply(input);
            }
            accepted += check(name, input, i) ? 1 : 0;
        }
        reporter.publishEntry("accepted", accepted + " of " + INPUTS);
        assertTrue(accepted > 0, "damage that spares nothing tests nothing but the first line");
    }

    private static String damage(Random random, String text) {
        int length = text.length();
        int from = random.nextInt(length + 1);
        int to = Math.min(length, from + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, from) + (char) random.nextInt(0x10000) + text.substring(to);
            case 3 -> text.substring(0, from);
            case 4 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(to);
        };
    }

    /** Reads one input; tells whether it was accepted. */
    private static boolean check(String name, String input, int number) {
        ProfileLibrary library;
        try {
            library = Sample.load(name, input);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("input " + number + " of seed " + SEED + ": " + input, e);
        }
        List<ProfileProblem> problems = library.problems();
        int lines = input.split("\n", -1).length + 1;
        for (ProfileProblem problem : problems) {
            boolean placed = problem.file().equals("test/" + name) && problem.line() <= lines;
            assertTrue(placed && !problem.reason().isBlank(), () -> "input " + number + ": " + problem);
        }
        assertEquals("V", library.quantities().find("voltageV1").orElseThrow().unit());
        return problems.isEmpty();
    }
}
