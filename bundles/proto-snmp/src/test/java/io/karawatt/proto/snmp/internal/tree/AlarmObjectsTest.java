package io.karawatt.proto.snmp.internal.tree;

import static io.karawatt.proto.snmp.internal.tree.TestSite.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.access.Asker;
import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.AlarmKind;
import io.karawatt.alarm.Alarms;
import io.karawatt.alarm.Criticality;
import io.karawatt.model.PointKey;
import io.karawatt.proto.snmp.internal.agent.Tree;
import io.karawatt.settings.CommandOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

class AlarmObjectsTest {

    private final TestSite site = TestSite.ofManuals();
    private final Tree tree = site.tree(false);
    private final Book book = new Book();

    AlarmObjectsTest() {
        site.objects().setAlarms(book);
        book.alarms.add(new Alarm(
                41,
                AlarmKind.MEASUREMENT,
                "i30-5",
                2,
                "Sockets hall too high",
                1,
                new PointKey(2, "currentI1", PointKey.INST),
                Criticality.CRITICAL,
                TestSite.NOW.minusSeconds(90),
                null,
                false,
                16,
                17.25));
        book.alarms.add(new Alarm(
                57,
                AlarmKind.SYSTEM,
                "",
                0,
                "i35-9 does not answer",
                3,
                null,
                Criticality.NOT_CRITICAL,
                TestSite.NOW.minusSeconds(60),
                null,
                true,
                Double.NaN,
                Double.NaN));
    }

    @Test
    void anAlarmIsTheRowOfItsNumber() {
        assertEquals(new Gauge32(5), alarm(2));
        assertEquals(new Gauge32(2), alarm(3));
        assertEquals(new Integer32(1), alarm(4));
        assertEquals(new OctetString("Sockets hall too high"), alarm(5));
        assertEquals(new Gauge32(10_000), alarm(7));
        assertEquals(new Integer32(2), alarm(8));
        assertEquals(new Integer32(1), alarm(9));
        assertEquals("07:ea:0b:15:0a:0e:00:00:2b:00:00", alarm(10).toString());
        assertEquals(new OctetString(), alarm(11));
        assertEquals(new Gauge32(90), alarm(12));
        assertEquals(new Integer32(16_000), alarm(13));
        assertEquals(new Integer32(17_250), alarm(14));
        assertEquals(Null.noSuchInstance, get(tree, "40.20.1.2.42"));
    }

    @Test
    void theGlanceCountsAndTellsSystemAlarmsAsBits() {
        assertEquals(new Gauge32(2), get(tree, "40.10.1.0"));
        assertEquals(new Gauge32(1), get(tree, "40.10.2.0"));
        assertEquals(new Gauge32(0b100), get(tree, "40.10.3.0"));
        assertEquals(new Gauge32(57), get(tree, "40.10.4.0"));
        assertEquals(new Integer32(1), get(tree, "40.30.1.1.3"));
        assertEquals(new Integer32(0), get(tree, "40.30.1.1.8"));
        assertEquals(new OctetString("i35-9 does not answer"), get(tree, "40.30.1.3.3"));
        assertEquals(new OctetString(), get(tree, "40.30.1.2.4"));
    }

    @Test
    void anAlarmThatIsOverLeavesTheTable() {
        book.alarms.clear();
        site.later(Duration.ofSeconds(1));
        assertEquals(Null.noSuchInstance, alarm(2));
        assertEquals(new Gauge32(0), get(tree, "40.10.1.0"));
    }

    @Test
    void writingAcknowledges() {
        OID oid = new OID(TestSite.BRANCH + "40.20.1.15.41");
        var acknowledge = Objects.requireNonNull(tree.at(oid)).writable(oid).orElseThrow();
        assertEquals(PDU.wrongValue, acknowledge.check(new Integer32(0)));
        assertEquals(
                PDU.noError,
                acknowledge
                        .set(new Asker("snmp", "demo-write", "192.0.2.7:50000"), new Integer32(1))
                        .join());
        assertEquals(List.of(41L), book.acknowledged);
    }

    private org.snmp4j.smi.Variable alarm(int column) {
        return get(tree, "40.20.1." + column + ".41");
    }

    private static final class Book implements Alarms {

        private final List<Alarm> alarms = new ArrayList<>();
        private final List<Long> acknowledged = new ArrayList<>();

        @Override
        public List<Alarm> current() {
            return List.copyOf(alarms);
        }

        @Override
        public CompletableFuture<CommandOutcome> acknowledge(Asker asker, long id) {
            acknowledged.add(id);
            return CompletableFuture.completedFuture(new CommandOutcome.Done("acknowledged"));
        }
    }
}
