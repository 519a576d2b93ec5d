package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Quantity;
import io.karawatt.model.Reading;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import io.karawatt.profile.Quantities;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class PointCommandsTest {

    private final PointView view = new PointView(Site.INSTALLATION, new Live(), Optional.of(new Catalogue()));

    @Test
    void aReadingIsShownWithUnitQualityAndTime() throws CommandException {
        assertEquals("""
                point                          value  unit  quality  time
                i35-9/1/currentI1              12.35  A     good     2026-03-29T12:00:00Z
                i35-9/1/energyActivePos.total               timeout  2026-03-29T12:00:00Z
                """, view.read(view.points("i35-9", false)).text());
    }

    @Test
    void anInstanceOrASinglePointCanBeMeant() throws CommandException {
        assertEquals(2, view.points("i35-9/1", false).size());
        assertEquals(List.of(new PointId("i35-9", Site.CURRENT)), view.points("i35-9/1/currentI1", false));
        assertEquals(List.of(new PointId("i35-9", Site.ENERGY)), view.points("i35-9/1/energyActivePos.total", false));
    }

    // A meter has hundreds of single harmonics that nobody polls; they would bury what a technician looks for.
    @Test
    void whatIsReadOnlyOnRequestIsShownWhenAskedFor() throws CommandException {
        assertEquals(List.of(), keys(view.points("i35-9", false), Site.HARMONIC));
        assertEquals(List.of(Site.HARMONIC), keys(view.points("i35-9", true), Site.HARMONIC));
        assertEquals(List.of(Site.HARMONIC), keys(view.points("i35-9/1/harmonicI1Rank26", false), Site.HARMONIC));
    }

    private static List<PointKey> keys(List<PointId> points, PointKey wanted) {
        return points.stream().map(PointId::key).filter(wanted::equals).toList();
    }

    @Test
    void aPointThatDoesNotExistIsRefusedWithTheWayToFindTheRightOne() {
        assertEquals("there is no device 'nix': device:list shows them", refusal("nix/1/currentI1"));
        assertEquals(
                "device i35-9 has no point /2/currentI1: point:read --all i35-9 shows all it has",
                refusal("i35-9/2/currentI1"));
        assertEquals(
                "device x-20 has no points, since no profile fits its reference: profile:list and profile:problems tell more",
                refusal("x-20"));
        assertEquals("instance: 'a' is not a number from 0 to 999", refusal("i35-9/a"));
    }

    @Test
    void watchingShowsAsManyPicturesAsWantedAndPausesBetweenThem() {
        List<Long> pauses = new ArrayList<>();

        String shown = watch(new Watch(3, Duration.ofMillis(500), false, pauses::add));

        assertEquals("picture\n\npicture\n\npicture\n", shown);
        assertEquals(List.of(500L, 500L), pauses);
    }

    // Ctrl-C reaches a command as an interrupt of its thread.
    @Test
    void anInterruptEndsWatchingWithoutAnError() {
        String shown = watch(new Watch(0, Duration.ofSeconds(1), true, millis -> {
            throw new InterruptedException("Ctrl-C");
        }));

        assertTrue(Thread.interrupted());
        assertEquals("\u001b[H\u001b[2Jpicture\n", shown);
    }

    private static String watch(Watch watch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        watch.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> "picture\n");
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String refusal(String text) {
        return assertThrows(CommandException.class, () -> view.points(text, false))
                .getNiceHelp();
    }

    private static final class Live implements LiveValues {

        @Override
        public Reading latest(PointId point) {
            Value value = point.key().equals(Site.CURRENT) ? new Value.Good(12.35) : new Value.Missing(Cause.TIMEOUT);
            return new Reading(point, value, Site.NOON);
        }

        @Override
        public List<Reading> latest(String device) {
            throw new UnsupportedOperationException("points are asked for one by one");
        }

        @Override
        public Optional<DeviceValues> device(String device) {
            throw new UnsupportedOperationException("points are asked for one by one");
        }

        @Override
        public Optional<PointSchema> schema(String device) {
            throw new UnsupportedOperationException("the topology knows the points");
        }

        @Override
        public Optional<Registers> registers(
                String device, RegisterTable table, int address, int count, Instant notBefore) {
            throw new UnsupportedOperationException("not for points");
        }
    }

    private static final class Catalogue implements Quantities {

        @Override
        public Optional<Quantity> find(String key) {
            return key.equals("currentI1")
                    ? Optional.of(new Quantity(key, "current", "load", "Current I1", "A", false, Map.of()))
                    : Optional.empty();
        }

        @Override
        public List<Quantity> all() {
            return List.of();
        }
    }
}
