package io.karawatt.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** mbpoll, a Modbus master on libmodbus: reads registers as 16-bit hexadecimal words. */
final class Mbpoll {

    private static final Pattern VALUE = Pattern.compile("^\\[(\\d+)]:\\s+0x([0-9A-Fa-f]{4})\\s*$");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Mbpoll() {}

    /** Reads over Modbus TCP; address as on the wire, from 0. */
    static List<Integer> tcp(int port, int unit, int address, int count) throws IOException, InterruptedException {
        return words(read(port, unit, address, count));
    }

    /** Reads over Modbus RTU from a serial device at 38,400 Bd, 8N1. */
    static List<Integer> rtu(Path device, int unit, int address, int count) throws IOException, InterruptedException {
        return words(readRtu(device, unit, address, count));
    }

    /** Writes one register over Modbus RTU at 38,400 Bd, 8N1, and tells what mbpoll said. */
    static Program.Result writeRtu(Path device, int unit, int address, int value)
            throws IOException, InterruptedException {
        return run(
                "-m",
                "rtu",
                "-b",
                "38400",
                "-P",
                "none",
                "-a",
                Integer.toString(unit),
                "-0",
                "-r",
                Integer.toString(address),
                "-t",
                "4",
                "-o",
                "3",
                device.toString(),
                Integer.toString(value));
    }

    /** Reads over Modbus RTU and tells what mbpoll said, errors included. */
    static Program.Result readRtu(Path device, int unit, int address, int count)
            throws IOException, InterruptedException {
        return run(
                "-m",
                "rtu",
                "-b",
                "38400",
                "-P",
                "none",
                "-a",
                Integer.toString(unit),
                "-0",
                "-r",
                Integer.toString(address),
                "-c",
                Integer.toString(count),
                "-t",
                "4:hex",
                "-1",
                "-o",
                "3",
                device.toString());
    }

    /** Writes one register over Modbus TCP and tells what mbpoll said. */
    static Program.Result write(int port, int unit, int address, int value) throws IOException, InterruptedException {
        return run(
                "-m",
                "tcp",
                "-p",
                Integer.toString(port),
                "-a",
                Integer.toString(unit),
                "-0",
                "-r",
                Integer.toString(address),
                "-t",
                "4",
                "-o",
                "3",
                "127.0.0.1",
                Integer.toString(value));
    }

    /** Reads over Modbus TCP and tells what mbpoll said, errors included. */
    static Program.Result read(int port, int unit, int address, int count) throws IOException, InterruptedException {
        return run(
                "-m",
                "tcp",
                "-p",
                Integer.toString(port),
                "-a",
                Integer.toString(unit),
                "-0",
                "-r",
                Integer.toString(address),
                "-c",
                Integer.toString(count),
                "-t",
                "4:hex",
                "-1",
                "-o",
                "3",
                "127.0.0.1");
    }

    private static Program.Result run(String... options) throws IOException, InterruptedException {
        String[] command = new String[options.length + 1];
        command[0] = "mbpoll";
        System.arraycopy(options, 0, command, 1, options.length);
        return Program.run(Path.of("."), LIMIT, command);
    }

    private static List<Integer> words(Program.Result result) throws IOException {
        List<Integer> words = new ArrayList<>();
        for (String line : result.lines()) {
            Matcher matcher = VALUE.matcher(line);
            if (matcher.matches()) {
                words.add(Integer.parseInt(matcher.group(2), 16));
            }
        }
        if (words.isEmpty()) {
            throw new IOException("mbpoll read nothing: " + result.text());
        }
        return words;
    }
}
