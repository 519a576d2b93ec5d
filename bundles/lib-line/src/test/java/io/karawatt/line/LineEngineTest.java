package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.modbus.master.LineCounters;
import io.karawatt.modbus.master.MasterReply;
import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a real thread can show. */
@Timeout(30)
class LineEngineTest {

    private final Recorder recorder = new Recorder();

    private LineEngine engine(MasterFactory masters) {
        LineEngine engine = new LineEngine(
                Bench.settings(),
                new LineContext(masters, recorder, recorder, Timeline.SYSTEM, InstantSource.system()));
        engine.changed(Meters.installation(Meters.installed("m1", 1, Meters.dense(0, 4, Poll.FAST))));
        return engine;
    }

    private static long lineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("karawatt-line-" + Meters.LINE))
                .count();
    }

    /** A master that hangs in its first transaction until it is interrupted or closed. */
    private static final class HangingMaster implements ModbusMaster {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final boolean deaf;

        HangingMaster(boolean deaf) {
            this.deaf = deaf;
        }

        @Override
        public MasterReply transact(int unit, Request request, Duration timeout) throws InterruptedException {
            entered.countDown();
            boolean waiting = deaf;
            while (waiting) {
                try {
                    released.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    waiting = true;
                }
            }
            released.await();
            return new MasterReply.LinkDown("closed");
        }

        @Override
        public LineCounters counters() {
            return new LineCounters();
        }

        @Override
        public void close() {
            released.countDown();
        }
    }

    @Test
    void closingEndsATransactionAndAnswersWhoeverWaits() throws InterruptedException {
        HangingMaster master = new HangingMaster(false);
        LineEngine engine = engine(() -> master);
        engine.start();
        master.entered.await();
        CompletableFuture<BusReply> waiting =
                engine.submit(new BusRequest.Read(1, RegisterTable.HOLDING, 0, 1, Duration.ofSeconds(20)));
        engine.close();
        assertEquals(0, lineThreads());
        assertInstanceOf(BusReply.LineDown.class, waiting.getNow(new BusReply.Busy("still waiting")));
        assertFalse(engine.status().up());
        assertEquals("the driver was stopped", engine.status().reason());
    }

    /** Native reads do not always heed an interrupt: then the port is closed under them. */
    @Test
    void aMasterThatIgnoresTheInterruptIsClosedUnderItsFeet() throws InterruptedException {
        HangingMaster master = new HangingMaster(true);
        LineEngine engine = engine(() -> master);
        engine.start();
        master.entered.await();
        engine.close();
        assertEquals(0, lineThreads());
    }

    @Test
    void aRequestIsAnsweredOnTheThreadOfTheLine() throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch asked = new CountDownLatch(1);
        LineEngine engine = engine(() -> {
            asked.await();
            return new FakeMaster(new VirtualTimeline(), Bench.COST);
        });
        engine.start();
        AtomicReference<String> thread = new AtomicReference<>("");
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<BusReply> reply =
                engine.submit(new BusRequest.Read(1, RegisterTable.HOLDING, 9, 1, Duration.ofSeconds(20)));
        CompletableFuture<Void> told = reply.thenRun(() -> {
            thread.set(Thread.currentThread().getName());
            gate.countDown();
        });
        asked.countDown();
        gate.await();
        assertInstanceOf(BusReply.Data.class, reply.get(10, TimeUnit.SECONDS));
        told.get(10, TimeUnit.SECONDS);
        engine.close();
        assertEquals("karawatt-line-" + Meters.LINE, thread.get());
    }

    @Test
    void aLineThatWasClosedBeforeItsStartNeverStarts() {
        LineEngine engine = engine(() -> new HangingMaster(false));
        engine.close("switched off in the configuration");
        engine.start();
        assertEquals(0, lineThreads());
        assertEquals("switched off in the configuration", engine.status().reason());
        assertInstanceOf(
                BusReply.LineDown.class,
                engine.submit(new BusRequest.Read(1, RegisterTable.HOLDING, 0, 1, Duration.ofSeconds(1)))
                        .getNow(new BusReply.Busy("still waiting")));
    }

    @Test
    void aFaultOfOurOwnTakesTheLineDownAndNotTheThread() throws InterruptedException {
        CountDownLatch thrown = new CountDownLatch(1);
        LineEngine engine = engine(() -> {
            thrown.countDown();
            throw new IllegalStateException("broken");
        });
        engine.start();
        thrown.await();
        while (engine.status().reason().equals("not opened yet")) {
            Thread.onSpinWait();
        }
        assertEquals(1, lineThreads());
        assertTrue(engine.status().reason().startsWith("internal fault: "));
        engine.close();
        assertEquals(0, lineThreads());
    }
}
