package io.karawatt.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.profile.ProfileLint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an operator, before they are dropped in. */
class LinterTest {

    private static final String METER = """
            family: my
            buses: [rs485]
            registers: [{name: serial, kind: id, address: 5, type: U16}]
            devices: [{reference: MY}]
            """;

    @TempDir
    private Path folder;

    private final Linter linter = new Linter(new Shelf());

    private String reason(Path path) {
        return linter.review(List.of(path)).problems().get(0).reason();
    }

    @Test
    void aGoodFileIsReadFromWhereItLies() throws IOException {
        Path file = Files.writeString(folder.resolve("my.profile.yaml"), METER);
        ProfileLint.Review review = linter.review(List.of(file));
        assertTrue(review.good(), review.problems().toString());
        assertEquals("MY", review.profiles().get(0).reference());
    }

    @Test
    void aFileWhoseNameDoesNotTellWhatItIsIsNotGood() throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml.txt"), METER);
        assertTrue(reason(file).contains("call it quantities.csv, NAME.registers.csv or NAME.profile.yaml"));
    }

    @Test
    void whatIsNoFileIsNamedWithItsWholePath() {
        ProfileLint.Review review = linter.review(List.of(folder.resolve("none.profile.yaml")));
        assertEquals(
                folder.resolve("none.profile.yaml").toString(),
                review.problems().get(0).file());
        assertTrue(reason(folder).contains("no such file"));
        assertTrue(reason(Path.of("/dev/zero")).contains("no such file"), "it would never end");
    }

    @Test
    void filesAreBounded() {
        assertThrows(IllegalArgumentException.class, () -> linter.review(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> linter.review(Collections.nCopies(101, Path.of("a.profile.yaml"))));
    }
}
