package io.karawatt.line.scan;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks each device found at this speed what it is. */
final class IdentifyJob implements Job {

    private static final int TRIES = 3;
    private static final int MOST_OBJECTS = 8;
    private static final int BASIC = 1;
    private static final int REGULAR = 2;
    private static final List<String> OBJECTS =
            List.of("vendorName", "productCode", "revision", "vendorUrl", "productName", "modelName", "application");

    /** Parts of the block, first word and number, for devices that refuse to give it as a whole. */
    private static final int[][] PARTS = {{0, 4}, {4, 7}, {42, 8}, {50, 8}, {58, 8}};

    private final ScanState scan;
    private final Deque<Sighting> left = new ArrayDeque<>();
    private final Deque<Request> questions = new ArrayDeque<>();
    private final short[] block = new short[IdentificationBlock.WORDS];
    private final SortedMap<Integer, String> objects = new TreeMap<>();
    private boolean begun;
    private int total;
    private int tries;
    private int more;
    private String seen = "";

    IdentifyJob(ScanState scan) {
        this.scan = scan;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (!begun) {
            begun = true;
            scan.atThisSpeed().stream().filter(s -> !s.conflict()).forEach(left::add);
            total = left.size();
            left.stream().findFirst().ifPresent(this::begin);
        }
        Sighting where = left.peek();
        if (where == null) {
            return true;
        }
        scan.progress(Step.ADDRESS_SCANNING, total - left.size(), total, "asking address " + where.unit());
        Request question = questions.peek();
        if (question != null) {
            ask(where, question);
        }
        if (questions.isEmpty()) {
            conclude(where);
            left.poll();
            left.stream().findFirst().ifPresent(this::begin);
        }
        return left.isEmpty();
    }

    private void begin(Sighting where) {
        tries = 0;
        more = 0;
        seen = "";
        objects.clear();
        Arrays.fill(block, (short) 0);
        questions.add(where.identity().socomec() ? IdentificationBlock.NET_ID : IdentificationBlock.WHOLE);
    }

    private void ask(Sighting where, Request question) throws InterruptedException {
        MasterReply reply = scan.probe(where.unit(), question);
        if (reply instanceof MasterReply.Answered answer) {
            questions.poll();
            tries = 0;
            answered(where, question, answer.response());
        } else if (++tries >= TRIES) {
            questions.poll();
            tries = 0;
            unanswered(where, question);
        }
    }

    private void answered(Sighting where, Request question, Response response) {
        if (response instanceof Response.ExceptionResponse refusal) {
            if (seen.isEmpty() && question == IdentificationBlock.WHOLE) {
                seen = "exception " + refusal.code() + " at register " + IdentificationBlock.ADDRESS;
            }
            unanswered(where, question);
        } else if (response instanceof Response.ReadRegisters data) {
            registers(where, question, data.registers());
        } else if (response instanceof Response.DeviceIdentification part) {
            objects.putAll(part.objects());
            Request.ReadDeviceIdentification asked = (Request.ReadDeviceIdentification) question;
            if (part.more() && ++more < MOST_OBJECTS) {
                questions.push(new Request.ReadDeviceIdentification(asked.code(), part.next()));
            } else if (asked.code() == BASIC) {
                questions.add(new Request.ReadDeviceIdentification(REGULAR, 0));
            }
        }
    }

    private void registers(Sighting where, Request question, Registers words) {
        if (question == IdentificationBlock.NET_ID) {
            where.identity(IdentificationBlock.withNetId(where.identity(), words));
        } else if (question instanceof Request.ReadHoldingRegisters read) {
            words.copyTo(block, read.address() - IdentificationBlock.ADDRESS);
            if (questions.isEmpty()) {
                where.identity(IdentificationBlock.read(Registers.copyOf(block, 0, block.length)));
                questions.add(
                        where.identity().socomec()
                                ? IdentificationBlock.NET_ID
                                : new Request.ReadDeviceIdentification(BASIC, 0));
            }
        }
    }

    /** A device may refuse the block as a whole, or have none; then other ways are tried. */
    private void unanswered(Sighting where, Request question) {
        if (question == IdentificationBlock.WHOLE && where.magic()) {
            for (int[] part : PARTS) {
                questions.add(new Request.ReadHoldingRegisters(IdentificationBlock.ADDRESS + part[0], part[1]));
            }
        } else if (question == IdentificationBlock.WHOLE) {
            questions.add(new Request.ReadDeviceIdentification(BASIC, 0));
        } else if (question instanceof Request.ReadHoldingRegisters
                && question != IdentificationBlock.NET_ID
                && questions.isEmpty()) {
            where.identity(IdentificationBlock.read(Registers.copyOf(block, 0, block.length)));
        }
    }

    private void conclude(Sighting where) {
        where.identified();
        if (where.identity().socomec()) {
            scan.fold(where);
            return;
        }
        Map<String, String> others = new TreeMap<>();
        List<String> names = new ArrayList<>(OBJECTS);
        objects.forEach((id, text) -> others.put(id < names.size() ? names.get(id) : "object" + id, printable(text)));
        if (!seen.isEmpty()) {
            others.put("answered", seen);
        }
        String product = objects.getOrDefault(4, objects.getOrDefault(1, ""));
        where.identity(new DeviceIdentity(
                false, -1, -1, -1, "", printable(objects.getOrDefault(0, "")), printable(product), "", "", others));
    }

    private static String printable(String text) {
        return text.strip().replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", "?");
    }
}
