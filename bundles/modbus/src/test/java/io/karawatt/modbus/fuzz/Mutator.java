package io.karawatt.modbus.fuzz;

import io.karawatt.modbus.frame.Crc16;
import io.karawatt.modbus.frame.Hex;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.Registers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes inputs: good frames, good frames bent in one or more places, and noise. */
final class Mutator {

    static final List<byte[]> REQUESTS = corpus(
            "03 00 6B 00 03",
            "04 00 08 00 7D",
            "06 00 01 00 03",
            "10 00 01 00 02 04 00 0A 01 02",
            "2B 0E 01 00",
            "2B 0D 00 00",
            "01 00 13 00 25",
            "17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF");
    static final List<byte[]> RESPONSES = corpus(
            "03 06 02 2B 00 00 00 64",
            "04 02 00 0A",
            "06 00 01 00 03",
            "10 00 01 00 02",
            "2B 0E 01 83 00 00 03 00 07 43 6F 6D 70 61 6E 79 01 04 50 72 6F 64 02 02 56 32",
            "83 02",
            "AB 01");
    static final List<byte[]> RTU_FRAMES = corpus(
            "11 03 00 6B 00 03 76 87",
            "11 04 00 08 00 01 B2 98",
            "11 06 00 01 00 03 9A 9B",
            "11 10 00 01 00 02 04 00 0A 01 02 C6 F0",
            "11 10 00 01 00 02 12 98",
            "11 2B 0E 01 00 B1 B4",
            "11 03 06 02 2B 00 00 00 64 C8 BA",
            "11 83 02 C1 34");
    static final List<byte[]> TCP_FRAMES = corpus(
            "15 01 00 00 00 06 FF 03 00 04 00 01",
            "15 01 00 00 00 05 FF 03 02 00 05",
            "00 00 00 00 00 02 01 83",
            "00 01 00 00 00 06 01 03 00 00 00 7D 00 02 00 00 00 06 01 03 00 00 00 7D");
    static final List<Request> ASKED = List.of(
            new Request.ReadHoldingRegisters(107, 3),
            new Request.ReadInputRegisters(8, 1),
            new Request.WriteSingleRegister(1, 3),
            new Request.WriteMultipleRegisters(1, Registers.of(10, 258)),
            new Request.ReadDeviceIdentification(1, 0));

    private final SplittableRandom random;

    Mutator(long seed) {
        random = new SplittableRandom(seed);
    }

    private static List<byte[]> corpus(String... frames) {
        return Arrays.stream(frames).map(Hex::bytes).toList();
    }

    /** One input of 0 to 300 bytes. */
    byte[] next(List<byte[]> corpus) {
        if (random.nextInt(8) == 0) {
            byte[] noise = new byte[random.nextInt(301)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            input = mutate(input, corpus);
        }
        return random.nextInt(4) == 0 ? sealed(input) : input;
    }

    private byte[] mutate(byte[] input, List<byte[]> corpus) {
        if (input.length == 0) {
            return input;
        }
        int at = random.nextInt(input.length);
        switch (random.nextInt(6)) {
            case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> input[at] = (byte) random.nextInt(256);
            case 2 -> input[at] = new byte[] {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF}[random.nextInt(5)];
            case 3 -> input = Arrays.copyOf(input, at);
            case 4 -> input = Arrays.copyOf(input, Math.min(300, input.length + random.nextInt(250)));
            default -> input = joined(input, corpus.get(random.nextInt(corpus.size())));
        }
        return input;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, Math.min(300, first.length + second.length));
        System.arraycopy(second, 0, both, first.length, both.length - first.length);
        return both;
    }

    /** Mends the checksum, so that bent contents get past it. */
    private static byte[] sealed(byte[] input) {
        if (input.length < 4) {
            return input;
        }
        int crc = Crc16.of(input, 0, input.length - 2);
        input[input.length - 2] = (byte) crc;
        input[input.length - 1] = (byte) (crc >>> 8);
        return input;
    }
}
