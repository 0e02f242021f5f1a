package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.BindingState;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A transform such as {@code Filter} may drop every record of a busy server. Kafka Connect stores no offset of a record
 * that it drops, and a busy server sends no keep-alive.
 */
@Timeout(30)
class DroppedRecordsTest {

    private static final String HEARTBEATS = "campus.heartbeat";

    private final ScriptedRequestor requestor = new ScriptedRequestor();
    private final LeasequerySourceTask task = new LeasequerySourceTask(TaskEnvironment.of(requestor.factory()));
    private long baseTime = 1_000;

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void aHeartbeatCarriesTheOffsetOfDroppedRecords() throws InterruptedException {
        start("100");
        List<SourceRecord> dropped = new ArrayList<>();
        SourceRecord heartbeat = null;
        while (heartbeat == null) {
            for (SourceRecord record : change()) {
                if (record.topic().equals(HEARTBEATS)) {
                    heartbeat = record;
                } else {
                    dropped.add(record);
                    task.commitRecord(record, null);
                }
            }
        }

        assertThat(heartbeat.sourceOffset())
                .isEqualTo(dropped.get(dropped.size() - 1).sourceOffset());
        Acknowledged.store(task, heartbeat);
        Thread.sleep(150);
        assertThat(task.poll()).isNull();
    }

    /** With exactly-once delivery, a worker reports dropped records only with the next transaction. */
    @Test
    void recordsWithoutAnOutcomeAtACommitWereDropped() throws InterruptedException {
        start("100");
        List<SourceRecord> records;
        do {
            records = change();
            task.commit();
        } while (records.stream().noneMatch(record -> record.topic().equals(HEARTBEATS)));

        assertThat(records.get(records.size() - 1).sourceOffset()).containsKey("base_time");
    }

    @Test
    void noHeartbeatFollowsWhileSomeRecordsAreStored() throws InterruptedException {
        start("300");
        long end = System.nanoTime() + 1_000_000_000L;
        boolean drop = false;
        while (System.nanoTime() < end) {
            for (SourceRecord record : change()) {
                assertThat(record.topic()).isNotEqualTo(HEARTBEATS);
                if (drop) {
                    task.commitRecord(record, null);
                } else {
                    Acknowledged.store(task, record);
                }
                drop = !drop;
            }
        }
    }

    /** A heartbeat says that the server was reachable. */
    @Test
    void noHeartbeatIsWrittenWithoutAMessageOfTheServer() throws InterruptedException {
        start("100");
        change().forEach(record -> task.commitRecord(record, null));
        Thread.sleep(150);

        assertThat(task.poll()).isNull();
    }

    @Test
    void heartbeatsMayBeOff() throws InterruptedException {
        start("0");
        long end = System.nanoTime() + 300_000_000L;
        while (System.nanoTime() < end) {
            for (SourceRecord record : change()) {
                assertThat(record.topic()).isNotEqualTo(HEARTBEATS);
                task.commitRecord(record, null);
            }
        }
    }

    private void start(String heartbeatInterval) {
        task.initialize(new TaskContext());
        task.start(Map.of(
                "name", "leases",
                "dhcp.servers", "east=192.0.2.1:6700",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "heartbeat.interval.ms", heartbeatInterval));
    }

    private List<SourceRecord> change() throws InterruptedException {
        Thread.sleep(10);
        baseTime++;
        String address = "10.0." + (baseTime >> 8) + "." + (baseTime & 0xff);
        requestor.deliver(Samples.live(Samples.bare(address, BindingState.ACTIVE), Samples.liveAt(baseTime)));
        List<SourceRecord> records = task.poll();
        return records == null ? List.of() : records;
    }
}
