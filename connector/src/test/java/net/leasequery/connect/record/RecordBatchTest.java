package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.sweep.PollSweep;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that says that it has nothing any more ends a whole table at once. */
class RecordBatchTest {

    private static final int LEASES = 50_000;

    /** An ending and its place in a list or two; a record takes some 1,500. */
    private static final int MOST_OCTETS_EACH = 500;

    private static final ResumeState STATE = Samples.liveAt(100);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRecordsOfAWholeTableAreMadeOneAfterTheOther(boolean tombstones) {
        DeliveryMapping mapping = new DeliveryMapping(
                Samples.EAST,
                new RecordSettings(Samples.TOPICS, OptionsFormat.MAP, tombstones, true),
                new PollSweep(Views.ofThisRun(), true, VirtualSubnet.ALL, System::nanoTime),
                new HeartbeatPacing(Duration.ofMinutes(1), System::nanoTime),
                SourceOffset.NONE,
                Clock.systemUTC());
        List<Delivery> first = new ArrayList<>();
        first.add(Samples.notice(new Notice.PollStarted("first", true), STATE));
        for (int i = 0; i < LEASES; i++) {
            first.add(new Delivery.OfBinding(
                    Samples.bare("10.0." + (i >> 8) + "." + (i & 255), BindingState.ACTIVE),
                    Origin.POLL,
                    "first",
                    null,
                    STATE,
                    true));
        }
        first.add(Samples.notice(new Notice.PollCompleted("first", true, LEASES, Samples.second(100)), STATE));
        assertThat(mapping.map(first)).hasSizeGreaterThanOrEqualTo(LEASES);

        List<Delivery> nothing = List.of(
                Samples.notice(new Notice.PollStarted("second", true), STATE),
                Samples.notice(new Notice.PollCompleted("second", true, 0, Samples.second(200)), STATE));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        RecordBatch records = mapping.map(nothing);
        long octets = threads.getCurrentThreadAllocatedBytes() - before;

        int each = tombstones ? 2 : 1;
        assertThat(records).hasSizeGreaterThanOrEqualTo(each * LEASES);
        assertThat(octets / LEASES).as("octets for each ended binding").isLessThan(MOST_OCTETS_EACH);
        for (int i = 0; i < each * LEASES; i++) {
            SourceRecord record = records.get(i);
            assertThat(record.topic()).isEqualTo("campus.bindings");
            assertThat(record.value() == null).isEqualTo(i % each == 1);
        }
        assertThat(records.get(each * LEASES).topic()).isEqualTo("campus.events");
    }

    @Test
    void keepsTheOrderOfWhatIsThereAndWhatIsMadeLater() {
        RecordBatch batch = new RecordBatch();
        batch.add(record("b"));
        batch.addLater(List.of("c", "d"), List.of(RecordBatchTest::record));
        batch.add(record("e"));
        batch.addLater(List.<String>of(), List.of(RecordBatchTest::record));
        batch.addFirst(List.of(record("a")));
        batch.add(record("f"));

        assertThat(batch).extracting(SourceRecord::topic).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(batch.subList(2, 4)).extracting(SourceRecord::topic).containsExactly("c", "d");
        assertThatThrownBy(() -> batch.get(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(null, null, topic, null, null);
    }
}
