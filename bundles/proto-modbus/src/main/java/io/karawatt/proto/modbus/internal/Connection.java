package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client: bytes in, answers out, in the order of the requests; used by the server's thread alone.
 *
 * <p>An answer that is known at once goes straight into the output buffer. One that must wait for a bus gets a
 * {@link Slot}; answers behind it wait in slots too. When all slots are taken or the output is full, nothing more is
 * read: TCP then holds the client back.
 */
final class Connection implements Caller {

    /** Bytes of the input buffer: many small requests are taken by one read. */
    static final int INPUT = 2048;

    /** Bytes of the output buffer: at least 31 of the longest answers. */
    static final int OUTPUT = 8192;

    /** Whom the connection works for. */
    interface Owner {

        /** A whole request is there. */
        void request(Connection from, Tag tag, ParsedRequest request);

        /** The stream is no Modbus; the connection is to be closed. */
        void broken(Connection from, String fault);

        /** An answer came for which the connection has kept a place. */
        void ready(Connection to);

        /** The time of this turn in nanoseconds. */
        long nanos();
    }

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Buffers buffers;
    private final Owner owner;
    private final Framing framing;
    private final Traffic traffic;
    private final Slot[] slots;
    private int head;
    private int waiting;
    private int interest = SelectionKey.OP_READ;
    private boolean open = true;
    private boolean ended;
    private boolean starved = true;
    private long lastRequest;
    private long partialSince;
    private boolean partial;
    private long stalledSince;
    private boolean stalled;

    Connection(SelectionKey key, Buffers buffers, Owner owner, Entrance entrance, int slots) {
        this.channel = (SocketChannel) key.channel();
        this.key = key;
        this.buffers = buffers;
        this.owner = owner;
        this.framing = entrance.framing();
        this.traffic = entrance.traffic();
        this.slots = new Slot[slots];
        for (int i = 0; i < slots; i++) {
            this.slots[i] = new Slot(this);
        }
        this.lastRequest = owner.nanos();
    }

    /** How somebody came in: what is spoken, and who it is. */
    record Entrance(Framing framing, Traffic traffic) {}

    /** Input and output of one connection; input is kept ready for filling, output for adding. */
    record Buffers(ByteBuffer input, ByteBuffer output) {

        Buffers() {
            this(ByteBuffer.allocateDirect(INPUT), ByteBuffer.allocateDirect(OUTPUT));
        }

        void clear() {
            input.clear();
            output.clear();
        }
    }

    Buffers buffers() {
        return buffers;
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    boolean isOpen() {
        return open;
    }

    /** Takes what the client sent, answers what can be answered. */
    void readable() throws IOException {
        if (channel.read(buffers.input()) < 0) {
            ended = true;
        }
        work();
    }

    /** Goes on after something changed: room in the socket, an answer from a bus. */
    void work() throws IOException {
        do {
            drain();
            take();
            flush();
        } while (open && roomForAnswer() && (headReady() || (!starved && waiting < slots.length)));
        if (!open) {
            return;
        }
        if (ended && waiting == 0 && buffers.output().position() == 0) {
            close();
            return;
        }
        updateInterest();
    }

    private boolean roomForAnswer() {
        return buffers.output().remaining() >= framing.longest();
    }

    private boolean headReady() {
        return waiting > 0 && slots[head].answer() != null;
    }

    private void drain() {
        while (waiting > 0 && roomForAnswer()) {
            Slot slot = slots[head];
            Response answer = slot.answer();
            if (answer == null) {
                return;
            }
            framing.write(buffers.output(), slot.tag(), answer);
            head = (head + 1) % slots.length;
            waiting--;
        }
    }

    private void take() throws IOException {
        ByteBuffer in = buffers.input();
        in.flip();
        starved = false;
        while (open && !starved && waiting < slots.length && roomForAnswer()) {
            int length = framing.check(in);
            if (length == Framing.BROKEN) {
                flush();
                owner.broken(this, framing.fault(in));
            } else if (length == Framing.NEED_MORE) {
                starved = true;
            } else {
                frame(in, length);
            }
        }
        if (!open) {
            return;
        }
        boolean cut = starved && in.hasRemaining();
        if (cut && !partial) {
            partialSince = owner.nanos();
        }
        partial = cut;
        in.compact();
    }

    private void frame(ByteBuffer in, int length) {
        int limit = in.limit();
        int end = in.position() + length;
        in.limit(end);
        Tag tag = framing.open(in);
        lastRequest = owner.nanos();
        partial = false;
        owner.request(this, tag, RequestParser.parse(in));
        in.limit(limit).position(end);
    }

    private void flush() throws IOException {
        ByteBuffer out = buffers.output();
        if (!open || out.position() == 0) {
            return;
        }
        out.flip();
        int written = channel.write(out);
        boolean rest = out.hasRemaining();
        if (rest && (!stalled || written > 0)) {
            stalledSince = owner.nanos();
        }
        stalled = rest;
        out.compact();
    }

    private void updateInterest() {
        boolean hungry = !ended && waiting < slots.length && roomForAnswer();
        int wanted = (hungry ? SelectionKey.OP_READ : 0) | (stalled ? SelectionKey.OP_WRITE : 0);
        if (wanted != interest) {
            interest = wanted;
            key.interestOps(wanted);
        }
    }

    /** Answers a read; the short way when no earlier answer is waited for. */
    @Override
    public void answer(Tag tag, Registers registers) {
        if (waiting > 0) {
            defer(tag).fill(new Response.ReadRegisters(tag.function(), registers));
        } else {
            framing.write(buffers.output(), tag, registers);
        }
    }

    @Override
    public void answer(Tag tag, Response response) {
        if (waiting > 0) {
            defer(tag).fill(response);
        } else {
            framing.write(buffers.output(), tag, response);
        }
    }

    @Override
    public Slot defer(Tag tag) {
        Slot slot = slots[(head + waiting) % slots.length];
        slot.take(tag);
        waiting++;
        return slot;
    }

    @Override
    public void ready() {
        owner.ready(this);
    }

    /** Tells whether nothing was asked for longer than a limit. */
    boolean idleFor(long limit) {
        return waiting == 0 && owner.nanos() - lastRequest > limit;
    }

    /** Tells whether a frame was begun but not finished within a limit. */
    boolean cutFor(long limit) {
        return partial && owner.nanos() - partialSince > limit;
    }

    /** Tells whether the client left its answers unread for longer than a limit. */
    boolean stalledFor(long limit) {
        return stalled && owner.nanos() - stalledSince > limit;
    }

    /** Closes the socket; harmless when closed. */
    void close() {
        open = false;
        try {
            key.cancel();
            channel.close();
        } catch (IOException e) {
            // The peer is gone and so is the socket: nothing is left to do.
            ended = true;
        }
    }
}
