package io.karawatt.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.ProfileLint;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.read.ProfileFile;
import io.karawatt.profile.read.ProfileSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private static final String QUANTITIES =
            "key,group,scope,description,unit,signed\nvoltageV1,voltage,network,Voltage,V,unsigned\n";
    private static final String TABLE = "name,address,type\nvoltageV1,10,U16\n";
    private static final String PROFILE = "family: x\nbuses: [rs485]\ntables: [x]\ndevices: [{reference: X}]\n";
    private static final String MINE =
            "family: my\nbuses: [rs485]\nregisters: [{name: voltageV1, address: 5, type: U16}]\ndevices: [{reference: MY}]\n";

    private final Shelf shelf = new Shelf();

    @BeforeEach
    void shipSomething() {
        shelf.put(
                7,
                new ProfileSource(
                        "data",
                        List.of(
                                ProfileFile.of("data", "quantities.csv", QUANTITIES),
                                ProfileFile.of("data", "x.registers.csv", TABLE),
                                ProfileFile.of("data", "x.profile.yaml", PROFILE))));
    }

    private void drop(String... namesAndTexts) {
        List<ProfileFile> files = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.add(ProfileFile.of("folder", namesAndTexts[i], namesAndTexts[i + 1]));
        }
        shelf.dropIns(files);
    }

    private int addressOf(String reference) {
        return shelf.profiles().find(reference).orElseThrow().registers().get(0).address();
    }

    private List<String> problems() {
        return shelf.profiles().problems().stream().map(Object::toString).toList();
    }

    @Test
    void aBundleThatStopsTakesItsProfilesAlong() {
        assertEquals(10, addressOf("X"));
        assertTrue(shelf.library().quantities().find("voltageV1").isPresent());
        shelf.take(7);
        assertTrue(shelf.profiles().all().isEmpty());
        assertTrue(shelf.library().quantities().all().isEmpty());
    }

    // The catalogue takes its bundles off the shelf while it stops; the lines must go on with the profiles they have.
    @Test
    void whoWasDismissedHearsNothingOfTheEnd() {
        java.util.concurrent.atomic.AtomicInteger told = new java.util.concurrent.atomic.AtomicInteger();
        shelf.add(profiles -> told.incrementAndGet());
        assertEquals(1, told.get());
        shelf.dismiss();
        shelf.take(7);
        assertEquals(1, told.get());
    }

    @Test
    void aDroppedInProfileComesChangesAndGoes() {
        drop("my.profile.yaml", MINE);
        assertEquals(5, addressOf("MY"));
        drop("my.profile.yaml", MINE.replace("address: 5", "address: 6"));
        assertEquals(6, addressOf("MY"));
        drop();
        assertTrue(shelf.profiles().find("MY").isEmpty());
        assertEquals(10, addressOf("X"));
    }

    @Test
    void aDroppedInProfileOverridesAShippedOneAndGivesItBack() {
        drop("my.profile.yaml", MINE.replace("MY", "X"));
        assertEquals(5, addressOf("X"));
        assertEquals(1, shelf.library().notes().size());
        drop();
        assertEquals(10, addressOf("X"));
    }

    @Test
    void theLastGoodVersionStaysWhileItsFileIsFaulty() {
        drop("my.profile.yaml", MINE);
        drop("my.profile.yaml", MINE.replace("U16", "U17"));
        assertEquals(5, addressOf("MY"));
        assertEquals(1, problems().size());
        assertTrue(
                problems().get(0).startsWith("folder/my.profile.yaml:3: 'type' is 'U17'"),
                problems().get(0));
        assertTrue(
                problems().get(0).endsWith("(the last good version stays in use)"),
                problems().get(0));
        drop("my.profile.yaml", MINE.replace("U16", "U18"));
        assertEquals(5, addressOf("MY"), "a second fault in a row must not lose the good version");
        drop("my.profile.yaml", MINE.replace("address: 5", "address: 8"));
        assertEquals(8, addressOf("MY"));
        assertEquals(List.of(), problems());
    }

    @Test
    void aFaultyFileWithoutAGoodVersionIsOnlyReported() {
        drop("my.profile.yaml", "family: [", "other.profile.yaml", MINE);
        assertEquals(1, problems().size());
        assertEquals(5, addressOf("MY"));
        drop("other.profile.yaml", MINE);
        assertEquals(List.of(), problems());
    }

    @Test
    void aDroppedInTableCorrectsAShippedProfile() {
        drop("x.registers.csv", TABLE.replace("10", "11"));
        assertEquals(11, addressOf("X"));
    }

    @Test
    void aDroppedInTableThatBreaksAShippedProfileIsNotUsed() {
        drop("x.registers.csv", TABLE + "voltageV1,20,U16\n");
        assertEquals(10, addressOf("X"));
        assertEquals(1, problems().size());
        assertTrue(
                problems().get(0).startsWith("folder/x.registers.csv: the table is not used because"),
                problems().get(0));
    }

    @Test
    void faultsOfShippedFilesDoNotTouchDroppedInOnes() {
        shelf.put(8, new ProfileSource("bad", List.of(ProfileFile.of("bad", "bad.profile.yaml", "family: bad\n"))));
        drop("my.profile.yaml", MINE, "my.registers.csv", TABLE);
        assertEquals(5, addressOf("MY"));
        assertEquals(1, problems().size());
        assertTrue(problems().get(0).startsWith("bad/bad.profile.yaml"));
    }

    @Test
    void listenersHearTheStateWhenTheyComeAndEveryChangeUntilTheyGo() {
        List<List<String>> heard = new ArrayList<>();
        io.karawatt.profile.ProfilesListener listener = profiles -> heard.add(references(profiles));
        shelf.add(listener);
        drop("my.profile.yaml", MINE);
        drop("my.profile.yaml", MINE);
        shelf.remove(listener);
        drop();
        assertEquals(List.of(List.of("X"), List.of("MY", "X")), heard);
    }

    private static List<String> references(Profiles profiles) {
        return profiles.all().stream().map(DeviceProfile::reference).toList();
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheNewsFromTheOthers() {
        List<String> heard = new ArrayList<>();
        shelf.add(profiles -> {
            throw new IllegalStateException("broken listener");
        });
        shelf.add(profiles -> heard.add("told"));
        drop("my.profile.yaml", MINE);
        assertEquals(List.of("told", "told"), heard);
    }

    @Test
    void aSnapshotDoesNotChangeUnderItsReader() {
        Profiles before = shelf.profiles();
        DeviceProfile profile = before.find("X").orElseThrow();
        shelf.take(7);
        assertSame(profile, before.find("X").orElseThrow());
        assertFalse(shelf.profiles().find("X").isPresent());
    }

    private ProfileLint.Review review(String... namesAndTexts) {
        List<ProfileFile> files = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.add(ProfileFile.of("/home/me", namesAndTexts[i], namesAndTexts[i + 1]));
        }
        return shelf.review(files);
    }

    private static List<String> references(ProfileLint.Review review) {
        return review.profiles().stream().map(DeviceProfile::reference).toList();
    }

    @Test
    void aReviewTellsWhatAGoodFileWouldBringAndBringsNothing() {
        ProfileLint.Review review = review("my.profile.yaml", MINE);
        assertTrue(review.good());
        assertEquals(List.of("MY"), references(review));
        assertTrue(shelf.profiles().find("MY").isEmpty());
    }

    @Test
    void aReviewTellsFileLineAndRemedyOfEachFault() {
        ProfileLint.Review review = review("my.profile.yaml", MINE.replace("U16", "U15"));
        assertFalse(review.good());
        assertEquals(List.of(), review.profiles());
        assertEquals(
                "/home/me/my.profile.yaml:3: 'type' is 'U15', which is not known; did you mean 'U16'?",
                review.problems().get(0).toString());
        assertEquals(List.of(), problems());
    }

    @Test
    void aReviewOfATableNamesTheShippedProfilesItWouldChange() {
        ProfileLint.Review review = review("x.registers.csv", TABLE.replace("10", "12"));
        assertEquals(List.of("X"), references(review));
        assertEquals(
                List.of("register table /home/me/x.registers.csv takes the place of data/x.registers.csv"),
                review.notes());
        assertEquals(10, addressOf("X"));
    }

    @Test
    void aReviewShowsWhatATableWouldBreakElsewhere() {
        ProfileLint.Review review = review("x.registers.csv", "name,address,type\nvoltageV1,65535,U32\n");
        assertFalse(review.good());
    }

    @Test
    void aFileUnderReviewStandsForTheDroppedInOneOfItsName() {
        drop("my.profile.yaml", MINE);
        assertTrue(review("my.profile.yaml", MINE).good());
        drop("my.profile.yaml", MINE.replace("U16", "U15"));
        assertFalse(review("my.profile.yaml", MINE.replace("U16", "U15")).good());
        assertFalse(review("other.profile.yaml", MINE).good(), "two files must not describe one device");
    }

    @Test
    void aProfileIsReviewedTogetherWithTheTableItNeeds() {
        String mine = PROFILE.replace("tables: [x]", "tables: [my]").replace("X}", "MY}");
        assertFalse(review("my.profile.yaml", mine).good());
        assertTrue(review("my.profile.yaml", mine, "my.registers.csv", TABLE).good());
    }
}
