package io.karawatt.settings.internal;

import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsOutcome.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries out a plan: writes, reads back, and brings back what was before when the device does not hold what it should.
 *
 * <p>What the device holds is what counts, not what it answered: a write whose answer was lost is done when it is read
 * back.
 */
final class Execution {

    private static final List<Duration> BETWEEN_TRIES =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final Talk talk;
    private final Pause pause;

    Execution(Talk talk, Pause pause) {
        this.talk = talk;
        this.pause = pause;
    }

    SettingsOutcome run(Plan plan) {
        Optional<String> trouble = write(plan.wanted());
        Optional<Image> held = look(plan);
        if (held.isPresent() && held.get().equals(plan.wanted())) {
            return new SettingsOutcome.Done(changes(plan, held));
        }
        String reason = trouble.orElseGet(() -> held.map(
                        now -> "the device confirmed it, but holds " + words(now.without(plan.wanted())))
                .orElse("it could not be read back"));
        return bringBack(plan, held, reason);
    }

    private SettingsOutcome bringBack(Plan plan, Optional<Image> first, String reason) {
        Optional<Image> held = first;
        for (Duration length : BETWEEN_TRIES) {
            if (!passed(length)) {
                break;
            }
            // What nobody could read may be anything: write all of it.
            write(held.map(now -> plan.before().without(now)).orElse(plan.before()));
            held = look(plan);
            if (held.isPresent() && held.get().equals(plan.before())) {
                return new SettingsOutcome.RolledBack(reason);
            }
        }
        return new SettingsOutcome.HalfDone(reason, changes(plan, held));
    }

    private boolean passed(Duration length) {
        try {
            pause.pause(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes; tells what went wrong. */
    private Optional<String> write(Image contents) {
        try {
            talk.write(contents);
            return Optional.empty();
        } catch (TalkFailed e) {
            return Optional.of(e.reason());
        }
    }

    private Optional<Image> look(Plan plan) {
        try {
            return Optional.of(talk.read(plan.wanted().fields()));
        } catch (TalkFailed e) {
            return Optional.empty();
        }
    }

    private static List<Change> changes(Plan plan, Optional<Image> held) {
        return plan.before().fields().stream()
                .map(field -> new Change(
                        field.name(),
                        field.showWithUnit(plan.before().of(field)),
                        held.map(now -> field.showWithUnit(now.of(field))).orElse("?")))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private static String words(Image image) {
        return image.fields().stream()
                .map(field -> field.name() + " = " + field.showWithUnit(image.of(field)))
                .collect(Collectors.joining(", "));
    }
}
