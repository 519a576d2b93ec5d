package io.karawatt.bus.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.LineEditor.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line to a gateway is a file that the operator finds where all settings are. */
class AddedLinesTest {

    @TempDir
    private Path etc;

    private final List<TcpTarget> configured = new ArrayList<>();

    private AddedLines lines() {
        return new AddedLines(etc, () -> configured);
    }

    private Path file(String line) {
        return etc.resolve("io.karawatt.bus.modbus.tcp-" + line + ".cfg");
    }

    @Test
    void aHostBecomesAFileOfSettings() throws IOException {
        assertEquals(new Outcome.Done("tcp-192-168-1-20", true), lines().connect("192.168.1.20", 502));
        assertEquals(new Outcome.Done("tcp-plc-example-1502", true), lines().connect("PLC.example", 1502));

        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(file("tcp-plc-example-1502"))) {
            read.load(in);
        }
        assertEquals(Map.of("line", "tcp-plc-example-1502", "host", "PLC.example", "port", "1502"), read);
    }

    // Whatever made it, one connection to a server is enough: many take only a few.
    @Test
    void aServerThatALineLeadsToGetsNoSecondOne() {
        configured.add(new TcpTarget("hall", "192.168.1.20", 502, "tcp"));

        assertEquals(new Outcome.Done("hall", false), lines().connect("192.168.1.20", 502));
        assertEquals(new Outcome.Done("tcp-192-168-1-20-503", true), lines().connect("192.168.1.20", 503));
    }

    @Test
    void longNamesAreCutAndStayDifferent() {
        String end = ".meters.building-7.example.org";
        Outcome.Done one = assertInstanceOf(Outcome.Done.class, lines().connect("a" + end, 502));
        Outcome.Done two = assertInstanceOf(Outcome.Done.class, lines().connect("b" + end, 502));

        assertEquals(32, one.line().length());
        assertFalse(one.line().equals(two.line()));
    }

    // A line break in a host would be another setting in the file.
    @Test
    void whatIsNoHostIsRefused() {
        for (String host : List.of("", "a b", "a\nenabled = false", "../x", "${env:HOME}", "a=b")) {
            assertInstanceOf(Outcome.Refused.class, lines().connect(host, 502), host);
        }
        assertInstanceOf(Outcome.Refused.class, lines().connect("localhost", 0));
        assertEquals(0, etc.toFile().list().length);
    }

    @Test
    void onlyWhatWasMadeHereIsTakenAway() throws IOException {
        lines().connect("192.168.1.20", 502);
        Files.writeString(file("mine"), "line = mine\n");

        lines().discard("tcp-192-168-1-20");
        lines().discard("mine");
        lines().discard("../../etc/passwd");

        assertFalse(Files.exists(file("tcp-192-168-1-20")));
        assertTrue(Files.exists(file("mine")));
    }

    @Test
    void aFolderThatCantBeWrittenIsSaid() {
        AddedLines nowhere = new AddedLines(etc.resolve("gone"), () -> configured);

        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, nowhere.connect("192.168.1.20", 502));
        assertTrue(refused.reason().contains("can't be written"), refused.reason());
    }
}
