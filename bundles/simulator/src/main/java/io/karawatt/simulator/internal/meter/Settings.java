package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.RegisterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was written into a meter; kept until the simulator ends. */
final class Settings {

    private final Map<Integer, short[]> written = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();

    /** Keeps the words written into a cell. */
    void store(Cell cell, short[] words) {
        written.put(cell.address(), words);
        RegisterSpec.Coding coding = cell.spec().coding();
        if (coding.type().numeric()) {
            var registers = io.karawatt.model.Registers.copyOf(words, 0, words.length);
            coding.type().decode(registers, 0, coding.order()).ifPresent(raw -> {
                double number = raw * coding.scale() + coding.offset();
                numbers.put(cell.spec().name(), number);
                numbers.put(cell.spec().name() + "/" + cell.instance(), number);
            });
        }
    }

    /** Returns the words written into a cell. */
    Optional<short[]> words(int address) {
        return Optional.ofNullable(written.get(address));
    }

    /** Returns the number written to one instance of a row, or another one when there was none. */
    double number(String name, int instance, double otherwise) {
        return numbers.getOrDefault(name + "/" + instance, otherwise);
    }

    /** Returns the last number written under a name, or another one when there was none. */
    double number(String name, double otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }
}
