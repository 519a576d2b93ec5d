package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Content.LoadCurves;
import io.karawatt.profile.MemorySpec.Content.Trends;
import io.karawatt.profile.RegisterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The memories of one meter; they record whether anybody asks or not. */
final class Memories {

    private static final int ERASE_CURVES = 8;
    private static final int ERASE_TRENDS = 16;

    private final List<CurveBank> curves = new ArrayList<>();
    private final List<TrendBank> trends = new ArrayList<>();

    Memories(MeterModel model, DeviceProfile profile) {
        if (profile.memories().isEmpty()) {
            return;
        }
        Past past = new Past(model.surroundings(), model, profile);
        for (MemorySpec memory : profile.memories()) {
            if (memory.content() instanceof LoadCurves content) {
                curves.add(new CurveBank(memory, content, model, past));
            } else if (memory.content() instanceof Trends content) {
                trends.add(new TrendBank(memory, content, model, profile, past));
            }
        }
    }

    private Stream<MemoryBank> banks() {
        return Stream.concat(curves.stream(), trends.stream());
    }

    void step(long now) {
        curves.forEach(bank -> bank.step(now));
        trends.forEach(bank -> bank.step(now));
    }

    /** Finds what a row of a page shows. */
    Optional<Content> page(RegisterSpec row, int instance) {
        return banks().map(bank -> bank.find(row, instance))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Finds what a setting holds at first that says what is recorded. */
    Optional<Content> setting(RegisterSpec row, int instance) {
        return Stream.concat(
                        curves.stream().map(bank -> bank.setting(row, instance)),
                        trends.stream().map(bank -> bank.setting(row, instance)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Takes a word written to a row of kind cursor. */
    void choose(RegisterSpec row, int word) {
        banks().forEach(bank -> bank.choose(row, word));
    }

    /** Erases what the bits of the command name. */
    void erase(int bits, long now) {
        if ((bits & ERASE_CURVES) != 0) {
            curves.forEach(bank -> bank.erase(now));
        }
        if ((bits & ERASE_TRENDS) != 0) {
            trends.forEach(bank -> bank.erase(now));
        }
    }
}
