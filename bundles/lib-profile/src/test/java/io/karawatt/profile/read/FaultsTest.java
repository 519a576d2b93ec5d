package io.karawatt.profile.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.profile.ProfileProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of typo is refused with file, line, reason and a way to mend it. */
class FaultsTest {

    private static final String GOOD = """
            family: x
            buses: [rs485]
            limits: {maxRead: 100}
            registers:
              - name: voltageV1
                address: 5
                type: U32
              - {name: frequency, address: 7, type: U16}
            devices:
              - reference: X
                capabilities: {maxLoads: 1}
            """;

    static Stream<Arguments> typosInRows() {
        return Stream.of(
                typo("    type: U32", "    tpye: U32", 7, "key 'tpye' is not known; did you mean 'type'?"),
                typo("    type: U32", "    type: U23", 7, "'type' is 'U23', which is not known; did you mean 'U32'?"),
                typo("    type: U32", "    type: U32\n    type: U16", 8, "key 'type' appears twice; remove one"),
                typo("    type: U32", "    type: [U32]", 7, "'type' is a list; write a single value"),
                typo("    address: 5", "    address: five", 6, "write a whole number from 0 to 65535"),
                typo("    address: 5", "    address: 65535", 6, "run beyond address 65535"),
                typo("    address: 5", "    address: 70000", 6, "write a whole number from 0 to 65535"),
                typo("    address: 5", "    note: none", 5, "'address' is missing"),
                typo("    address: 5", "    address: 6", 8, "shares words with 'voltageV1' (test/x.profile.yaml:5)"),
                typo("name: voltageV1", "name: voltageV11", 5, "did you mean 'voltageV1'?"),
                typo("name: voltageV1", "name: voltage V1", 5, "use at most 80 letters, digits, '-' and '_'"),
                typo("name: voltageV1", "name: frequency", 8, "gives the same point as test/x.profile.yaml:5"),
                typo("    type: U32", "    type: U32\n    unit: kV", 8, "unit 'kV' where 'V' is expected"),
                typo("    type: U32", "    type: U32\n    scale: 0", 8, "'scale' is 0"),
                typo("    type: U32", "    type: U32\n    scale: 0,1", 8, "write a number with a decimal point"),
                typo("    type: U32", "    type: U32\n    offset: NaN", 8, "write a number with a decimal point"),
                typo("    type: U32", "    type: U32\n    words: 3", 8, "U32 takes 2 words, not 3"),
                typo("    type: U32", "    type: STRING_16", 5, "'words' is missing"),
                typo("    type: U32", "    type: U32\n    count: 3\n    stride: 1", 9, "smaller than the 2 words"),
                typo("    type: U32", "    type: U32\n    functions: 5", 8, "write 3 or 4 for reading"),
                typo("    type: U32", "    type: U32\n    functions: 4/6", 8, "what is read with 4 can't be written"),
                typo("    type: U32", "    type: U32\n    functions: 3/3", 8, "write 3 or 4 for reading"));
    }

    static Stream<Arguments> typosInSettings() {
        return Stream.of(
                setting("values: 50", "'50' is no content with a name"),
                setting("values: 0=50 Hz", "'0=50 Hz' is no content with a name"),
                setting("values: 0=a|70000=b", "'70000=b' is no content with a name"),
                setting("values: 0=a|0=b", "'0=b' has a content or a name that is there already"),
                setting("values: 0=a|1=A", "'1=A' has a content or a name that is there already"),
                setting("least: 5, most: 4", "'least' 5.0 is above 'most' 4.0"),
                setting("label: a b", "use letters and digits, with at most one dot between"),
                setting("guard: locked", "is locked, but no row is the key"),
                setting("guard: key", "a key needs 'values' with the number that opens"),
                setting("guard: closed", "'guard' is 'closed', which is not known"),
                setting("guard: forbidden, functions: 3", "'guard' without a function that writes"),
                setting("type: STRING_16, words: 4, most: 5", "its number of characters, 1 to 4"),
                setting("type: STRING_16, words: 4, values: 0=a", "has no numbers to give names to"),
                setting(
                        "group: g, label: l}\n  - {name: y, kind: setting, group: g, label: l, address: 30,"
                                + " type: U16, functions: 3/16",
                        "has the same group and label as test/x.profile.yaml:8"));
    }

    private static Arguments setting(String columns, String reason) {
        String type = columns.contains("type:") && columns.startsWith("type") ? "" : ", type: U16";
        String functions = columns.endsWith("functions: 3") ? "" : ", functions: 3/16";
        boolean second = columns.contains("\n");
        String row = "  - {name: x, kind: setting, address: 20" + type
                + (second ? ", functions: 3/16, " : functions + ", ") + columns + "}";
        return typo("  - {name: frequency, address: 7, type: U16}", row, second ? 9 : 8, reason);
    }

    static Stream<Arguments> typosInCodings() {
        return Stream.of(
                typo("    type: U32", "    type: U32\n    order: middle", 8, "known are high, low"),
                typo("    type: U32", "    type: U32\n    poll: often", 8, "known are fast, on-request, rare, slow"),
                typo("    type: U32", "    type: U32\n    kind: mesure", 8, "did you mean 'measure'?"),
                typo("    type: U32", "    type: U32\n    bit: 3", 8, "'bit' without 'width'"),
                typo("    type: U32", "    type: U32\n    width: 3", 8, "a bit field lies in bits 0..15"),
                typo("    type: U32", "    type: U32\n    notAvailable: 0x1FFFFFFFF", 8, "is no code of 32 bits"),
                typo("    type: U32", "    type: U32\n    alias: maybe", 8, "known are no, yes"),
                typo(
                        "    type: U32",
                        "    type: U32\n    kind: date\n    unit: h",
                        9,
                        "unit 'h' where 's' is expected"));
    }

    static Stream<Arguments> typosInDevices() {
        return Stream.of(
                typo("maxRead: 100", "maxRead: 126", 3, "write a whole number from 1 to 125"),
                typo("maxRead: 100", "maxread: 100", 3, "did you mean 'maxRead'?"),
                typo("limits: {maxRead: 100}", "limits: 100", 3, "write keys with values below it"),
                typo("family: x", "familly: x", 1, "did you mean 'family'?"),
                typo("buses: [rs485]", "buses: rs485", 2, "write a list"),
                typo("buses: [rs485]", "buses: [RS 485]", 2, "is no bus"),
                typo("buses: [rs485]", "tables: [none]\nbuses: [rs485]", 2, "no good register table 'none'"),
                typo(
                        "buses: [rs485]",
                        "needs: [{capability: thd}]\nbuses: [rs485]",
                        2,
                        "needs a scope, group, stat or name"),
                typo("buses: [rs485]", "blocks: [{address: 0, words: 7}]\nbuses: [rs485]", 9, "outside of all blocks"),
                typo(
                        "buses: [rs485]",
                        "blocks: [{address: 0, words: 7, count: 2}]\nbuses: [rs485]",
                        2,
                        "blocks overlap"),
                typo("  - reference: X", "  - reference: ''", 10, "needs a 'reference'"),
                typo("maxLoads: 1", "maxLoads: one", 11, "'maxLoads' is 'one'"),
                typo("maxLoads: 1}", "maxLoads: 1}\n  - reference: X", 12, "already described on line 10"),
                typo("maxLoads: 1}", "maxLoads: [1]}", 11, "write a single value"),
                typo("buses: [rs485]", "buses: &b [rs485]", 2, "anchors (&) and aliases (*) are not used here"),
                typo("buses: [rs485]", "buses: !!set [rs485]", 2, "tags (!) are not used here"),
                typo("buses: [rs485]", "buses: [rs485", 3, "this is not YAML"),
                typo("family: x", "\tfamily: x", 1, "this is not YAML"));
    }

    private static Arguments typo(String right, String wrong, int line, String reason) {
        return Arguments.of(GOOD.replace(right, wrong), line, reason);
    }

    @ParameterizedTest
    @MethodSource({"typosInRows", "typosInSettings", "typosInCodings", "typosInDevices"})
    void aTypoInAProfileIsRefusedWithItsLine(String text, int line, String reason) {
        assertRefused("x.profile.yaml", text, line, reason);
    }

    static Stream<Arguments> typosInTables() {
        return Stream.of(
                Arguments.of(
                        "name,address,typ\nvoltageV1,5,U16\n", 1, "column 'typ' is not known; did you mean 'type'?"),
                Arguments.of("name,address\nvoltageV1,5\n", 1, "column 'type' is missing in the header"),
                Arguments.of("name,address,type,name\n", 1, "column 'name' appears twice"),
                Arguments.of("# only a remark\n", 1, "the file has no header"),
                Arguments.of("name,address,type\nvoltageV1,5\n", 2, "the row has 2 cells, the header has 3"),
                Arguments.of("name,address,type\nvoltageV1,5,U16,\n", 2, "the row has 4 cells, the header has 3"),
                Arguments.of("name,address,type\n\n# remark\nvoltageV1,x,U16\n", 4, "'address' is 'x'"),
                Arguments.of("name,address,type\nvoltageV1,5,\"U16\n", 2, "is never closed"),
                Arguments.of("name,address,type\nvoltageV1,5,\"U16\"x\n", 2, "something follows a closing quote"),
                Arguments.of("name,address,type\nvoltageV1,5,U\"16\n", 2, "a quote inside an unquoted cell"),
                Arguments.of("name,address,type\nvoltageV1,5,\n", 2, "'type' is missing"),
                // A line break inside quotes counts: the fault is on line 4 of the file, in the second row.
                Arguments.of(
                        "name,address,type,note\nvoltageV1,5,U16,\"one\r\ntwo\"\r\nfrequency,-1,U16,\n",
                        4,
                        "'address' is '-1'"),
                Arguments.of(
                        "name,address,type,note\nvoltageV1,5,U16," + "n".repeat(4097) + "\n",
                        2,
                        "more than 4096 characters"),
                Arguments.of(
                        "name,address,type\n" + "voltageV1,5,U16\n".repeat(20_001), 20_002, "more than 20000 rows"),
                Arguments.of(",address,type\n", 1, "column 1 of the header has no name"));
    }

    @ParameterizedTest
    @MethodSource("typosInTables")
    void aTypoInATableIsRefusedWithItsLine(String text, int line, String reason) {
        assertRefused("x.registers.csv", text, line, reason);
    }

    private static void assertRefused(String file, String text, int line, String reason) {
        List<ProfileProblem> problems = Sample.load(file, text).problems();
        assertTrue(
                problems.stream()
                        .anyMatch(p -> p.file().equals("test/" + file)
                                && p.line() == line
                                && p.reason().contains(reason)),
                () -> "expected line " + line + ": " + reason + " but got " + problems);
    }

    @Test
    void theUntouchedProfileIsGood() {
        assertEquals(List.of(), Sample.load("x.profile.yaml", GOOD).problems());
    }

    @Test
    void allFaultsOfAFileAreToldAtOnceAndTheFileIsRefusedAsAWhole() {
        String text =
                GOOD.replace("address: 5", "address: x").replace("address: 7", "address: y") + "  - reference: Y\n";
        ProfileLibrary library = Sample.load("x.profile.yaml", text);
        assertEquals(
                List.of(6, 8),
                library.problems().stream().map(ProfileProblem::line).toList());
        assertEquals(List.of(), library.profiles().all());
    }

    @Test
    void aQuantityThatNoNumberFitsIsRefused() {
        String text = """
                key,group,scope,description,unit,signed,least,most
                voltageV1,voltage,network,Voltage,V,unsigned,10,1
                """;
        ProfileLibrary library = ProfileLibrary.load(Sample.source("test", "quantities.csv", text));
        assertEquals(
                "'least' 10.0 is above 'most' 1.0; no value could be believed",
                library.problems().get(0).reason());
        assertEquals(2, library.problems().get(0).line());
    }

    @Test
    void aFaultyFileLeavesTheOthersAlone() {
        ProfileLibrary library = ProfileLibrary.load(Sample.source(
                "test",
                "quantities.csv",
                Sample.QUANTITIES,
                "bad.profile.yaml",
                "nonsense",
                "good.profile.yaml",
                GOOD));
        assertEquals(1, library.problems().size());
        assertTrue(library.profiles().find("X").isPresent());
    }

    @Test
    void aReferenceDescribedInTwoFilesIsRefusedInTheSecond() {
        ProfileLibrary library = ProfileLibrary.load(Sample.source(
                "test", "quantities.csv", Sample.QUANTITIES, "a.profile.yaml", GOOD, "b.profile.yaml", GOOD));
        assertEquals(
                "test/b.profile.yaml:10: device 'X' is already described in test/a.profile.yaml:10; remove one",
                library.problems().get(0).toString());
    }

    @Test
    void aQuantityIsDefinedOnce() {
        ProfileLibrary library = ProfileLibrary.load(
                Sample.source("shipped", "quantities.csv", Sample.QUANTITIES),
                Sample.source("mine", "my.quantities.csv", """
                        key,group,scope,description,unit,signed
                        water,multifluid,feeder,Water,m3,unsigned
                        frequency,frequency,network,Again,Hz,unsigned
                        """));
        assertEquals(3, library.problems().get(0).line());
        assertTrue(library.problems().get(0).reason().contains("already defined in shipped/quantities.csv:4"));
        assertTrue(library.quantities().find("water").isEmpty(), "the file is refused as a whole");
    }

    @Test
    void aCatalogueRowNeedsAUnitASignAndAKeyOfItsOwn() {
        String head = "key,group,scope,description,unit,signed\n";
        ProfileLibrary library = ProfileLibrary.load(Sample.source(
                "test", "quantities.csv", head + "a,b,c,d,,unsigned\nb,b,c,d,V,maybe\na,b,c,d,V,signed\n"));
        assertEquals(
                List.of(2, 3, 4),
                library.problems().stream().map(ProfileProblem::line).toList());
    }

    @Test
    void aFileWhoseNameDoesNotTellWhatItIsIsReported() {
        ProfileLibrary library = Sample.load("meter.yaml", GOOD);
        assertTrue(library.problems().get(0).reason().contains("NAME.profile.yaml"));
    }

    @Test
    void whatIsNotUtf8OrTooLargeIsRefusedWithoutBeingRead() {
        byte[] latin = "family: caf\u00E9".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(ProfileFile.read("a", "b", new java.io.ByteArrayInputStream(latin))
                .fault()
                .contains("UTF-8"));
        byte[] large = new byte[ProfileFile.MAX_BYTES + 1];
        assertTrue(ProfileFile.read("a", "b", new java.io.ByteArrayInputStream(large))
                .fault()
                .contains("4 MB"));
    }

    /** Ten lists inside each other would be 10^10 words in a reader that composes aliases. */
    @Test
    void aYamlBombIsRefusedAtItsFirstAnchor() {
        assertRefused("x.profile.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "anchors");
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackIsUsedUp() {
        assertRefused("x.profile.yaml", "family: " + "[".repeat(100_000), 1, "levels inside each other");
        assertRefused("x.profile.yaml", "? {a: b}\n: c\n", 1, "a key must be a single word");
    }

    @Test
    void aFileFullOfFaultsStopsTellingAfterFifty() {
        String rows = "voltageV1,x,U16\n".repeat(1000);
        List<ProfileProblem> problems =
                Sample.load("x.registers.csv", "name,address,type\n" + rows).problems();
        assertEquals(51, problems.size());
        assertTrue(problems.get(50).reason().contains("mend these first"));
    }
}
