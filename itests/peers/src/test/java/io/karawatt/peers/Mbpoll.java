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
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Mbpoll() {}

    /** Reads over Modbus TCP; address as on the wire, from 0. */
    static List<Integer> tcp(int port, int unit, int address, int count) throws IOException, InterruptedException {
        return words(read(port, unit, address, count));
    }

    /** Reads over Modbus TCP from an address of this machine. */
    static List<Integer> tcp(String host, int port, int unit, int address, int count)
            throws IOException, InterruptedException {
        return words(read(network(port), host, unit, address, count));
    }

    /** Reads over Modbus RTU from a serial device at 38,400 Bd, 8N1. */
    static List<Integer> rtu(Path device, int unit, int address, int count) throws IOException, InterruptedException {
        return words(readRtu(device, unit, address, count));
    }

    /** Writes one register over Modbus RTU at 38,400 Bd, 8N1, and tells what mbpoll said. */
    static Program.Result writeRtu(Path device, int unit, int address, int value)
            throws IOException, InterruptedException {
        return write(serial(), device.toString(), unit, address, value);
    }

    /** Reads over Modbus RTU and tells what mbpoll said, errors included. */
    static Program.Result readRtu(Path device, int unit, int address, int count)
            throws IOException, InterruptedException {
        return read(serial(), device.toString(), unit, address, count);
    }

    /** Writes one register over Modbus TCP and tells what mbpoll said. */
    static Program.Result write(int port, int unit, int address, int value) throws IOException, InterruptedException {
        return write(network(port), LOOPBACK, unit, address, value);
    }

    /** Reads over Modbus TCP and tells what mbpoll said, errors included. */
    static Program.Result read(int port, int unit, int address, int count) throws IOException, InterruptedException {
        return read(network(port), LOOPBACK, unit, address, count);
    }

    private static List<String> serial() {
        return List.of("-m", "rtu", "-b", "38400", "-P", "none");
    }

    private static List<String> network(int port) {
        return List.of("-m", "tcp", "-p", Integer.toString(port));
    }

    private static Program.Result read(List<String> way, String target, int unit, int address, int count)
            throws IOException, InterruptedException {
        return run(way, unit, address, List.of("-c", Integer.toString(count), "-t", "4:hex", "-1", "-o", "3", target));
    }

    private static Program.Result write(List<String> way, String target, int unit, int address, int value)
            throws IOException, InterruptedException {
        return run(way, unit, address, List.of("-t", "4", "-o", "3", target, Integer.toString(value)));
    }

    private static Program.Result run(List<String> way, int unit, int address, List<String> rest)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("mbpoll");
        command.addAll(way);
        command.addAll(List.of("-a", Integer.toString(unit), "-0", "-r", Integer.toString(address)));
        command.addAll(rest);
        return Program.run(Path.of("."), LIMIT, command.toArray(String[]::new));
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
