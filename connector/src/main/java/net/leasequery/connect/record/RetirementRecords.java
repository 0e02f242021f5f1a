package net.leasequery.connect.record;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.OffsetScope;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.offset.UnreadableOffsetException;
import net.leasequery.connect.sweep.Ending;
import net.leasequery.connect.sweep.Fingerprint;
import net.leasequery.connect.sweep.Receipt;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Creates the records that end the bindings of a server that is no longer followed. They belong to that server's own
 * source partition. Its last offset owes everything, so the server starts with a snapshot if it is followed again.
 */
public final class RetirementRecords {

    private final SourcePartition source;
    private final LeaseRecords records;
    private final boolean tombstones;
    private final Map<String, Object> retired;

    /** For one retired server, with the topics and offsets of this connector. */
    public RetirementRecords(SourcePartition source, RecordSettings settings, OffsetScope scope) {
        this.source = source;
        this.records = new LeaseRecords(source, settings);
        this.tombstones = settings.tombstones();
        ResumeState everythingOwed = ResumeState.NONE.withMissing(Gap.SNAPSHOT);
        this.retired = new OffsetFormat(source.family()).write(new SourceOffset(everythingOwed, scope, false));
    }

    /** Whether the server was retired before and has not been followed since. */
    public boolean isRetiredBy(@Nullable Map<String, Object> storedOffset) {
        return storedOffset != null
                && new OffsetFormat(source.family()).read(retired).equals(readOrNull(storedOffset));
    }

    private @Nullable SourceOffset readOrNull(Map<String, Object> storedOffset) {
        try {
            return new OffsetFormat(source.family()).read(storedOffset);
        } catch (UnreadableOffsetException e) {
            // Damaged, or written by a later version; it is replaced.
            return null;
        }
    }

    /**
     * Returns an end for each binding, followed by the event {@code RETIRED}, which alone moves the offset.
     *
     * @param leased bindings that Kafka shows as leased by the server
     * @param storedOffset of its source partition; null if there is none
     * @param nowMillis local clock
     */
    public Stream<SourceRecord> of(
            List<Fingerprint> leased, @Nullable Map<String, Object> storedOffset, long nowMillis) {
        Map<String, Object> before = storedOffset == null ? retired : storedOffset;
        Stream<SourceRecord> ends = leased.stream().flatMap(last -> end(last, before, nowMillis));
        SourceRecord event = records.retired(leased.size(), nowMillis, retired);
        return Stream.concat(ends, Stream.of(event));
    }

    private Stream<SourceRecord> end(Fingerprint last, Map<String, Object> offset, long nowMillis) {
        Ending ending = new Ending(last, BindingState.UNKNOWN, Origin.LIVE, null, null);
        BindingToWrite binding = BindingToWrite.ended(ending, null, Receipt.NONE);
        SourceRecord end = records.binding(binding, offset, nowMillis);
        return tombstones ? Stream.of(end, records.tombstone(binding, offset, nowMillis)) : Stream.of(end);
    }

    /** The name of the server. */
    @Override
    public String toString() {
        return source.server();
    }
}
