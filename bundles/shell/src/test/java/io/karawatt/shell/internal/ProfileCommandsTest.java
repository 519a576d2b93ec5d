package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.karawatt.profile.ProfileLint;
import io.karawatt.profile.ProfileProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class ProfileCommandsTest {

    private static final ProfileLint.Review BAD = new ProfileLint.Review(
            List.of(new ProfileProblem("/home/me/my.profile.yaml", 3, "'type' is 'U15'; did you mean 'U16'?")),
            List.of(),
            List.of());

    @Test
    void aFaultIsShownWithFileLineAndRemedy() {
        assertEquals("""
                good  false

                problems
                file                      line  reason
                /home/me/my.profile.yaml     3  'type' is 'U15'; did you mean 'U16'?
                """, ProfileView.review(BAD).text());
    }

    @Test
    void aGoodFileIsShownWithWhatItWouldBring() {
        ProfileLint.Review good = new ProfileLint.Review(
                List.of(),
                List.of(Site.profile()),
                List.of("profile I-35 of my.profile.yaml:7 takes the place of x:1"));
        assertEquals("""
                good  true

                profiles
                reference  title                buses     registers  assumed  maxLoads
                I-35       DIRIS Digiware I-35  digiware          2        0         3

                notes
                note
                profile I-35 of my.profile.yaml:7 takes the place of x:1
                """, ProfileView.review(good).text());
    }

    @Test
    void programsGetTheSameAsJson() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            ProfileView.review(BAD).json(json);
        }
        assertEquals(
                "{\"good\":false,\"problems\":[{\"file\":\"/home/me/my.profile.yaml\",\"line\":3,"
                        + "\"reason\":\"'type' is 'U15'; did you mean 'U16'?\"}],\"profiles\":[],\"notes\":[]}",
                text.toString());
    }

    @Test
    void filesAreNamedByTheirPaths() throws CommandException {
        assertEquals(List.of(Path.of("/a/b.profile.yaml")), ProfileLintCommand.paths(List.of("/a/b.profile.yaml")));
        assertThrows(CommandException.class, () -> ProfileLintCommand.paths(List.of()));
        CommandException e = assertThrows(CommandException.class, () -> ProfileLintCommand.paths(List.of("a\u0000b")));
        assertTrue(String.valueOf(e.getMessage()).contains("no path"));
    }

    @Test
    void everyProfileIsListedWithTheFileAndLineItComesFrom() {
        assertEquals("""
                reference  title                family    buses     registers  maxLoads  origin
                I-35       DIRIS Digiware I-35  digiware  digiware          2         3  digiware.profile.yaml:7
                """, ProfileView.list(List.of(Site.profile())).text());
        assertEquals("there are no profiles\n", ProfileView.list(List.of()).text());
    }

    @Test
    void everyRowTellsWhereItComesFromAndWhetherItIsSourced() {
        List<String> lines =
                ProfileView.registers(Site.profile()).text().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).endsWith("origin                   sourced"), lines.get(0));
        assertTrue(lines.get(1).startsWith("currentI1"), lines.get(1));
        assertTrue(lines.get(1).endsWith("digiware.profile.yaml:7  true"), lines.get(1));
    }
}
