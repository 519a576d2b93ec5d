package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.gateway.Download;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class FilesViewTest {

    private static final byte[] CONTENT = "-- °C, line ends\r\nas they are\n\n".getBytes(StandardCharsets.UTF_8);

    /**
     * A file.
     *
     * @param name its name.
     * @param broken whether it can't be made.
     */
    private record Text(String name, boolean broken) implements Download {

        @Override
        public String mediaType() {
            return "text/plain; charset=utf-8";
        }

        @Override
        public String description() {
            return "names and units";
        }

        @Override
        public void write(OutputStream out) throws IOException {
            if (broken) {
                throw new IOException("no devices yet");
            }
            out.write(CONTENT);
        }
    }

    private final List<Download> files = List.of(new Text("b.txt", false), new Text("a.txt", true));

    @Test
    void filesAreListedByName() {
        assertEquals("""
                name   type                       description
                a.txt  text/plain; charset=utf-8  names and units
                b.txt  text/plain; charset=utf-8  names and units
                """, FilesView.list(files).text());
        assertTrue(FilesView.list(List.of()).text().startsWith("the gateway offers no files"));
    }

    // What is printed is redirected into a file and given to smilint or to a supervisor.
    @Test
    void aFileComesByteForByte() throws CommandException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        FilesView.write(files, "b.txt", out);

        assertArrayEquals(CONTENT, out.toByteArray());
    }

    @Test
    void whatCannotBeGivenIsSaidInOneLine() {
        assertEquals("there is no file 'c.txt': system:files lists them", refusal("c.txt"));
        assertEquals("a.txt can't be made: no devices yet", refusal("a.txt"));
    }

    private String refusal(String name) {
        return assertThrows(CommandException.class, () -> FilesView.write(files, name, OutputStream.nullOutputStream()))
                .getNiceHelp();
    }
}
