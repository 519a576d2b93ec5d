package io.karawatt.simulator.internal.truth;

import io.karawatt.modbus.frame.Mbap;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RequestParser;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Response;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection of the truth port; used by the server's thread. */
final class TruthConnection {

    private final SocketChannel channel;
    private final Answerer answerer;
    private final ByteBuffer in = ByteBuffer.allocate(8 * Mbap.MAX);
    private final ByteBuffer out = ByteBuffer.allocate(8 * Mbap.MAX);
    private long lastRequest;

    TruthConnection(SocketChannel channel, Answerer answerer, long now) {
        this.channel = channel;
        this.answerer = answerer;
        this.lastRequest = now;
    }

    long idle(long now) {
        return now - lastRequest;
    }

    /** Reads and answers what is there; while the client does not take its answers, nothing more is read. */
    void serve(SelectionKey key) throws IOException {
        if (key.isReadable() && channel.read(in) < 0) {
            throw new EOFException("closed by the client");
        }
        boolean more = true;
        while (more) {
            more = answerSome();
            out.flip();
            channel.write(out);
            out.compact();
            more = more && out.position() == 0;
        }
        key.interestOps(out.position() > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Answers while there is room; tells whether it was the room that ended it. */
    private boolean answerSome() throws IOException {
        in.flip();
        boolean answered = true;
        while (answered && out.remaining() >= Mbap.MAX) {
            answered = answerOne();
        }
        in.compact();
        return answered;
    }

    private boolean answerOne() throws IOException {
        int length = in.hasRemaining() ? Mbap.check(in) : Mbap.NEED_MORE;
        if (length == Mbap.BROKEN) {
            throw new IOException("no Modbus TCP: " + Mbap.fault(in));
        }
        if (length == Mbap.NEED_MORE) {
            return false;
        }
        int end = in.position() + length;
        int limit = in.limit();
        Mbap header = Mbap.read(in);
        in.limit(end);
        ParsedRequest request = RequestParser.parse(in);
        in.limit(limit).position(end);
        lastRequest = System.nanoTime();
        Response response = answerer.answer(header.unit(), request).orElseGet(() -> silent(request));
        Mbap.write(out, header.transaction(), header.unit(), response);
        return true;
    }

    private static Response silent(ParsedRequest request) {
        int function = request instanceof ParsedRequest.Parsed parsed
                ? parsed.request().function()
                : 0;
        return request instanceof ParsedRequest.Rejected rejected
                ? rejected.response()
                : Response.ExceptionResponse.to(function, ExceptionCode.GATEWAY_TARGET_SILENT);
    }
}
