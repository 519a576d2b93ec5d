package io.karawatt.proto.bacnet.internal.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Database_Revision (clause 12.11). */
class RevisionTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void itRisesWhenObjectsComeOrGoAndStaysOverARestart() {
        Plant plant = new Plant();
        long before = plant.site().fingerprint();
        long after = new Site(
                        plant.view(plant.device("I-30", 5, "Ground floor", 2)),
                        plant.setup(false, false, address -> List.of()))
                .fingerprint();
        assertNotEquals(before, after);
        Revision revision = new Revision(folder.resolve("revision"));

        assertEquals(1, revision.of(before));
        assertEquals(1, revision.of(before));
        assertEquals(2, revision.of(after));
        assertEquals(2, new Revision(folder.resolve("revision")).of(after), "nothing changed over the restart");
        assertEquals(3, new Revision(folder.resolve("revision")).of(before), "changed while it was off");
    }

    @Test
    void aDamagedFileBeginsAnew() throws IOException {
        Files.writeString(folder.resolve("revision"), "rubbish");

        assertEquals(1, new Revision(folder.resolve("revision")).of(5));
    }
}
