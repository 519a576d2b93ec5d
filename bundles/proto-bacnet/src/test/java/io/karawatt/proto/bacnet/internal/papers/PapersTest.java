package io.karawatt.proto.bacnet.internal.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.gateway.Download;
import io.karawatt.proto.bacnet.internal.object.Plant;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files that planners get. */
class PapersTest {

    private final Plant plant = new Plant();
    private final Site site = plant.site();

    private static List<String> lines(Download paper) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        paper.write(out);
        return List.of(out.toString(StandardCharsets.UTF_8).split("\r\n", -1));
    }

    /** Layout 2.3 of the BACnet Interest Group Europe: 17 columns. */
    @Test
    void theEngineeringFileNamesEveryObjectInTheColumnsOfTheLayout() throws IOException {
        List<String> lines = lines(new EdeFile(() -> site, () -> 7L, plant.clock()));

        assertEquals("# Engineering-Data-Exchange - B.I.G.-EU", lines.get(0));
        assertEquals("PROJECT_NAME;Main gateway", lines.get(1));
        assertEquals("VERSION_OF_REFERENCEFILE;7", lines.get(2));
        assertEquals("TIMESTAMP_OF_LAST_CHANGE;2026-03-04", lines.get(3));
        assertEquals("VERSION_OF_LAYOUT;2.3", lines.get(5));
        assertEquals(17, lines.get(6).split(";", -1).length);
        int objects = site.all().stream().mapToInt(VirtualDevice::size).sum();
        List<String> rows = lines.subList(7, lines.size() - 1);
        assertEquals(objects, rows.size());
        rows.forEach(row -> assertEquals(17, row.split(";", -1).length, row));
        assertTrue(
                rows.contains(
                        "105.AI.204;105;VoltPhNV1.2;0;204;Ph-N Voltage V1, Circuit 2, Ground floor;;;;N;Y;;;;5;i30-5;"),
                rows.toString());
        assertTrue(rows.contains("107.BO.1;107;DigitalOutput.1;4;1;Digital output 1, Fluids;;;;Y;Y;;;1;;io10-7;"));
    }

    @Test
    void namesCanNotBecomeFormulasOrColumns() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Lines(out).row("=1+1", "a;b", "say \"x\"");

        assertEquals("'=1+1;\"a;b\";\"say \"\"x\"\"\"\r\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theStatementTellsWhatTheModelServes() throws IOException {
        List<String> lines =
                lines(new ConformanceStatement(() -> site, plant.setup(false, false, address -> List.of())));

        assertTrue(lines.contains("Vendor Identifier:            0"));
        assertTrue(lines.contains("  DS-RPM-B  Data Sharing: ReadPropertyMultiple"), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.matches(" {2}WriteProperty +no +yes")));
        assertTrue(lines.stream()
                .anyMatch(line -> line.contains("Version_Build_Date (543), Operating_Hour_Counter (544)")));
        assertTrue(
                lines.contains("Objects now: 313 analog-input, 4 binary-input, 2 binary-output, 4 device"),
                lines.toString());
    }
}
