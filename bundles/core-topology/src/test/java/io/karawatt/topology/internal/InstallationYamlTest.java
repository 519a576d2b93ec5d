package io.karawatt.topology.internal;

import static io.karawatt.topology.internal.Fixtures.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationYamlTest {

    private static final String FILE = """
            version: 1
            devices:
              - key: i35-9
                name: PC 1-2-3
                reference: I-35
                line: digiware-1
                address: 9
                loads:
                  - {number: 2, name: "Oven", type: 1P+N-1CT}
                  - {number: 1, name: "Lights"}
              - {key: u30-3, reference: U-30, line: digiware-1, address: 3}
            """;

    // What an operator would type by hand, with everything left out that has a plain default.
    @Test
    void aFileWrittenByHandIsRead() throws FileFault {
        List<Device> devices = InstallationYaml.read("t.yaml", bytes(FILE));

        assertEquals(List.of(3, 9), devices.stream().map(Device::address).toList());
        Device module = devices.get(1);
        assertEquals(9, module.unit());
        assertEquals("PC 1-2-3", module.name());
        assertEquals(List.of(new Load(1, "Lights", ""), new Load(2, "Oven", "1P+N-1CT")), module.loads());
    }

    @Test
    void whatIsWrittenIsReadBackWhateverTheNames() throws FileFault {
        List<Device> devices = List.of(
                new Device(
                        "a1",
                        "He said: \"x\" \\ # - [é] 'y' \u2028",
                        "I-35",
                        "line.1",
                        2,
                        7,
                        "null",
                        "0012",
                        List.of(new Load(1, "yes", "3P+N-3CT"), new Load(4, "{a: b}", ""))),
                device("b2", "I-99", 247));

        assertEquals(devices, InstallationYaml.read("t.yaml", InstallationYaml.write(devices)));
        assertEquals(List.of(), InstallationYaml.read("t.yaml", InstallationYaml.write(List.of())));
    }

    @ParameterizedTest(name = "{0} -> {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            reference: I-35      | refrence: I-35          | 5  | unknown key 'refrence'
            address: 9           | adress: 9               | 7  | unknown key 'adress'
            version: 1           | version: 2              | 1  | version must be 1
            address: 9           | address: nine           | 7  | 'address' must be a whole number, not 'nine'
            address: 9           | address: 248            | 3  | Modbus address 248 is outside 1..247
            address: 9           | address: 3              | 11 | address 3 is taken by i35-9
            key: u30-3           | key: i35-9              | 11 | key i35-9 is taken
            line: digiware-1     | line: my line           | 3  | 'my line' is not the name of a line
            key: i35-9           | key: I35                | 3  | 'I35' is not a device key
            number: 2            | number: 1               | 3  | load 1 is there twice
            number: 2            | number: 1000            | 9  | load number 1000 is outside
            name: PC 1-2-3       | name: [1, 2]            | 4  | 'name' must be one text
            name: PC 1-2-3       | name: a %n    name: b   | 5  | key 'name' is there twice
            key: i35-9           | name: x                 | 4  | key 'name' is there twice
            name: PC 1-2-3       | name: 'open             | 12 | not YAML
            devices:             | equipment:              | 2  | unknown key 'equipment'
            """)
    void aFaultIsToldWithLineAndReason(String right, String wrong, int line, String reason) {
        String text = FILE.replaceFirst(java.util.regex.Pattern.quote(right), wrong.replace("%n", "\n"));

        String said = assertThrows(FileFault.class, () -> InstallationYaml.read("t.yaml", bytes(text)))
                .toString();

        assertTrue(said.contains("t.yaml:" + line + ": "), said);
        assertTrue(said.contains(reason), said);
    }

    @Test
    void aMissingKeyIsNamed() {
        String text = FILE.replace("reference: I-35", "area: Hall");

        String said = assertThrows(FileFault.class, () -> InstallationYaml.read("t.yaml", bytes(text)))
                .toString();

        assertTrue(said.contains("t.yaml:3: key 'reference' is missing"), said);
    }

    @Test
    void aFileThatIsNoTextOrOnlyBracketsIsRefused() {
        assertThrows(FileFault.class, () -> InstallationYaml.read("t", new byte[] {(byte) 0xC3, 0x28}));
        assertThrows(FileFault.class, () -> InstallationYaml.read("t", new byte[0]));
        assertThrows(FileFault.class, () -> InstallationYaml.read("t", bytes("[".repeat(100_000))));
        assertThrows(FileFault.class, () -> InstallationYaml.read("t", bytes("- ".repeat(100_000))));
        assertThrows(FileFault.class, () -> InstallationYaml.read("t", bytes("? ".repeat(100_000))));
        assertThrows(FileFault.class, () -> InstallationYaml.read("t", new byte[InstallationYaml.MOST_BYTES + 1]));
    }

    // Half a file after a bad copy, bits turned by a worn-out card: refused or read, never anything else.
    @Test
    void aDamagedFileIsEitherReadOrRefused() {
        Random random = new Random(20261121);
        byte[] good = bytes(FILE);
        int refused = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] damaged = good.clone();
            for (int hit = 0; hit <= random.nextInt(4); hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = java.util.Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
            try {
                InstallationYaml.read("t.yaml", round % 2 == 0 ? damaged : cut);
            } catch (FileFault e) {
                refused++;
            }
        }
        assertTrue(refused > 2_000, "only " + refused + " were refused");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
