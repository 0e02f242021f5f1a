package net.leasequery.benchmarks.decode;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.HeartbeatPacing;
import net.leasequery.connect.record.OptionsFormat;
import net.leasequery.connect.record.RecordSettings;
import net.leasequery.connect.record.Topics;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.apache.kafka.connect.source.SourceRecord;

/** The part of a task that turns bindings into source records, for a live stream without a sweep. */
final class RecordWriter {

    private static final ResumeState LIVE =
            new ResumeState(new ResumePosition(new ServerTime(1_800_000_000L), 0, 0L), null);

    private final DeliveryMapping mapping;
    private List<Delivery> batch = new ArrayList<>();

    private RecordWriter(DhcpFamily family) {
        this.mapping = new DeliveryMapping(
                new SourcePartition("east", family),
                new RecordSettings(Topics.withPrefix("campus"), OptionsFormat.MAP, false, false),
                Sweep.none(),
                new HeartbeatPacing(Duration.ofMinutes(1), System::nanoTime),
                SourceOffset.NONE,
                Clock.systemUTC());
    }

    static RecordWriter ipv4() {
        return new RecordWriter(DhcpFamily.IPV4);
    }

    static RecordWriter ipv6() {
        return new RecordWriter(DhcpFamily.IPV6);
    }

    /** Adds the bindings of an event to the batch. */
    void add(ConversationEvent event) {
        for (Binding binding : ((SharedEvent.Bindings) event).bindings()) {
            batch.add(new Delivery.OfBinding(binding, Origin.LIVE, null, 0L, LIVE, true));
        }
    }

    /** The records of the batch; the next one is empty. */
    List<SourceRecord> take() {
        List<SourceRecord> records = mapping.map(batch);
        batch = new ArrayList<>(batch.size());
        return records;
    }
}
