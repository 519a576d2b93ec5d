package io.karawatt.modbus.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.frame.Hex;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TcpMasterTest {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Request READ = new Request.ReadHoldingRegisters(4, 1);

    private ServerSocket server;
    private Socket served;
    private TcpMaster master;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        master = TcpMaster.connect("127.0.0.1", server.getLocalPort(), LONG);
        served = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        master.close();
        served.close();
        server.close();
    }

    /** Reads one request and sends bytes; completes with the request as it came. */
    private CompletableFuture<String> serve(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                byte[] request = served.getInputStream().readNBytes(12);
                served.getOutputStream().write(Hex.bytes(answer));
                return Hex.text(request, request.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void assertFive(MasterReply reply) {
        MasterReply.Answered answered = assertInstanceOf(MasterReply.Answered.class, reply);
        assertEquals(new Response.ReadRegisters(3, Registers.of(5)), answered.response());
        assertTrue(answered.turnaround().compareTo(Duration.ZERO) >= 0);
    }

    /** The frame is the example of Modbus Messaging on TCP/IP V1.0b §3.1.3 but for the transaction. */
    @Test
    void aRequestIsSentAndItsAnswerRead() throws Exception {
        CompletableFuture<String> request = serve("00 01 00 00 00 05 FF 03 02 00 05");
        assertFive(master.transact(255, READ, LONG));
        assertEquals("00 01 00 00 00 06 FF 03 00 04 00 01", request.get());
    }

    @Test
    void theAnswerOfAnEarlierTransactionIsSkipped() throws Exception {
        assertEquals(new MasterReply.TimedOut(), master.transact(255, READ, SHORT));
        CompletableFuture<String> sent = serve("00 01 00 00 00 05 FF 03 02 00 04" + "00 02 00 00 00 05 FF 03 02 00 05");
        assertFive(master.transact(255, READ, LONG));
        assertEquals(new StrayCounts(11, 1, 0, 0, 0, 0, 0), master.counters().strays());
        sent.get();
    }

    /** A half frame at the time-out must not shift the stream for the next transaction. */
    @Test
    void theStreamKeepsItsStepAcrossATimeOut() throws Exception {
        CompletableFuture<String> sent = serve("00 01 00 00 00");
        assertEquals(new MasterReply.TimedOut(), master.transact(255, READ, SHORT));
        sent.get();
        CompletableFuture<String> rest = serve("05 FF 03 02 00 04" + "00 02 00 00 00 05 FF 03 02 00 05");
        assertFive(master.transact(255, READ, LONG));
        rest.get();
    }

    @Test
    void anotherUnitsAnswerIsMalformed() throws Exception {
        CompletableFuture<String> sent = serve("00 01 00 00 00 05 FE 03 02 00 05");
        assertEquals(new MasterReply.Malformed("unit 254 answers for unit 255"), master.transact(255, READ, LONG));
        sent.get();
    }

    @Test
    void aLyingByteCountIsMalformedAndTheConnectionGoesOn() throws Exception {
        CompletableFuture<String> sent = serve("00 01 00 00 00 05 FF 03 04 00 05")
                .thenCompose(first -> serve("00 02 00 00 00 05 FF 03 02 00 05"));
        assertInstanceOf(MasterReply.Malformed.class, master.transact(255, READ, LONG));
        assertFive(master.transact(255, READ, LONG));
        sent.get();
    }

    @Test
    void aStreamThatIsNoModbusIsGivenUp() throws Exception {
        CompletableFuture<String> sent = serve("48 54 54 50 2F 31 2E 31");
        assertEquals(
                new MasterReply.LinkDown("the answer is no Modbus TCP: protocol id 21584 where 0 belongs"),
                master.transact(255, READ, LONG));
        sent.get();
    }

    @Test
    void aClosedConnectionIsLinkDown() throws Exception {
        served.close();
        assertInstanceOf(MasterReply.LinkDown.class, master.transact(255, READ, LONG));
    }

    @Test
    void closingFromAnotherThreadEndsTheWait() throws ExecutionException, InterruptedException {
        CompletableFuture<MasterReply> reply = CompletableFuture.supplyAsync(() -> {
            try {
                return master.transact(255, READ, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<Void> closer = CompletableFuture.runAsync(() -> {
            try {
                served.getInputStream().readNBytes(12);
                master.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertInstanceOf(MasterReply.LinkDown.class, reply.get());
        closer.get();
    }

    @Test
    void anInterruptEndsTheTransaction() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> master.transact(255, READ, LONG));
    }

    @Test
    void aRefusedConnectionNamesHostAndPort() throws IOException {
        int port = server.getLocalPort();
        server.close();
        IOException e = assertThrows(IOException.class, () -> TcpMaster.connect("127.0.0.1", port, LONG));
        assertTrue(e.toString().contains("127.0.0.1:" + port), e.toString());
    }
}
