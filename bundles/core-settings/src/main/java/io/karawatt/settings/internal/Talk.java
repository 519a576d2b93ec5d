package io.karawatt.settings.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.LineDirectory;
import io.karawatt.bus.Urgency;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.Setting;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A conversation with one device; waits for each answer, so it belongs on a thread that may wait. */
final class Talk {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LINE_IS_STUCK = Duration.ofSeconds(15);

    private final LineDirectory lines;
    private final InstalledDevice device;

    Talk(LineDirectory lines, InstalledDevice device) {
        this.lines = lines;
        this.device = device;
    }

    InstalledDevice device() {
        return device;
    }

    /** Reads settings, as few requests as the device allows. */
    Image read(Collection<Field> fields) throws TalkFailed {
        Map<Field, Registers> found = new LinkedHashMap<>();
        for (List<Field> run : Runs.reads(fields, device.profile().limits())) {
            int first = Runs.first(run);
            Registers words = read(first, Runs.end(run) - first);
            run.forEach(field -> found.put(field, words.slice(field.address() - first, field.words())));
        }
        return new Image(found);
    }

    private Registers read(int address, int count) throws TalkFailed {
        BusReply reply = ask(new BusRequest.Read(unit(), RegisterTable.HOLDING, address, count, PATIENCE));
        if (reply instanceof BusReply.Data data && data.registers().size() == count) {
            return data.registers();
        }
        throw new TalkFailed("reading " + registers(address, count) + ": " + words(reply));
    }

    /** Writes contents; unlocks the device first where one of them is locked. Stops at the first that fails. */
    void write(Image contents) throws TalkFailed {
        if (contents.fields().stream().anyMatch(Field::locked)) {
            unlock();
        }
        for (List<Field> run : Runs.writes(contents.fields())) {
            int first = Runs.first(run);
            short[] words = new short[Runs.end(run) - first];
            run.forEach(field -> contents.of(field).copyTo(words, field.address() - first));
            write(run.get(0).row(), first, Registers.copyOf(words, 0, words.length));
        }
    }

    private void unlock() throws TalkFailed {
        RegisterSpec key = device.profile().registers().stream()
                .filter(row -> row.setting().guard() == Setting.Guard.KEY)
                .findFirst()
                .orElseThrow(() -> new TalkFailed("the profile does not say how the device is unlocked"));
        long code = key.setting().choice(Setting.OPEN).map(Setting.Choice::raw).orElse(0L);
        short[] words = new short[key.coding().words()];
        key.coding().type().encode((double) code, words, 0, key.coding().order());
        write(key, key.address(), Registers.copyOf(words, 0, words.length));
    }

    private void write(RegisterSpec row, int address, Registers words) throws TalkFailed {
        boolean single = words.size() == 1 && !row.access().writeMultiple();
        BusReply reply = ask(new BusRequest.Write(unit(), address, words, single, PATIENCE));
        if (!(reply instanceof BusReply.Written)) {
            throw new TalkFailed("writing " + registers(address, words.size()) + ": " + words(reply));
        }
    }

    private BusReply ask(BusRequest request) throws TalkFailed {
        CompletableFuture<BusReply> answer = lines.submit(device.device().line(), request, Urgency.CLIENT);
        try {
            return answer.get(LINE_IS_STUCK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkFailed("the gateway is stopping");
        } catch (ExecutionException | TimeoutException e) {
            throw new TalkFailed("the line did not reply at all within " + LINE_IS_STUCK.toSeconds() + " s");
        }
    }

    private int unit() {
        return device.device().unit();
    }

    private static String registers(int address, int count) {
        return count == 1 ? "register " + address : "registers " + address + ".." + (address + count - 1);
    }

    private static String words(BusReply reply) {
        if (reply instanceof BusReply.Refused refused) {
            return "the device refused it with Modbus exception " + refused.code();
        }
        if (reply instanceof BusReply.Silent silent) {
            return "no answer: " + silent.reason();
        }
        if (reply instanceof BusReply.LineDown down) {
            return "the line is down: " + down.reason();
        }
        return reply instanceof BusReply.Busy busy
                ? "the line had no time: " + busy.reason()
                : "the device answered something else than it was asked";
    }
}
