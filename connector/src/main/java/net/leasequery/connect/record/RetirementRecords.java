package net.leasequery.connect.record;

import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.OffsetScope;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.offset.UnreadableOffsetException;
import net.leasequery.connect.sweep.Ending;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Creates the records that end the bindings of a server that is no longer followed. They belong to that server's own
 * source partition. Their offsets owe everything from the first end on, so the server starts with a snapshot if it is
 * followed again, even if its retirement was never completed. They count as records after a server change, because a
 * worker may be killed before it stores such an offset: a task that then resumes from an older offset finds the higher
 * number in the topic, and loads everything.
 */
public final class RetirementRecords {

    private final LeaseRecords records;
    private final boolean tombstones;
    private final Map<String, Object> retired;
    private final Map<String, Object> unfinished;
    private final boolean alreadyRetired;

    /**
     * For one retired server, with the topics and offsets of this connector.
     *
     * @param storedOffset of the server's source partition; null if there is none
     */
    public RetirementRecords(
            SourcePartition source,
            RecordSettings settings,
            OffsetScope scope,
            @Nullable Map<String, Object> storedOffset) {
        OffsetFormat format = new OffsetFormat(source.family());
        ResumeState everythingOwed = ResumeState.NONE.withMissing(Gap.SNAPSHOT);
        SourceOffset stored = storedOffset == null ? null : readOrNull(format, storedOffset);
        this.records = new LeaseRecords(source, settings);
        this.tombstones = settings.tombstones();
        SourceOffset complete = new SourceOffset(everythingOwed, scope, false);
        long changes = stored == null ? 0 : stored.serverChanges();
        this.alreadyRetired = complete.afterServerChanges(changes).equals(stored);
        this.retired = format.write(complete.afterServerChanges(changes + 1));
        this.unfinished = stored == null
                ? retired
                : format.write(stored.withSnapshotForSweep().afterServerChanges(changes + 1));
        records.afterServerChanges(changes + 1);
    }

    private static @Nullable SourceOffset readOrNull(OffsetFormat format, Map<String, Object> storedOffset) {
        try {
            return format.read(storedOffset);
        } catch (UnreadableOffsetException e) {
            // Damaged, or written by a later version; it is replaced.
            return null;
        }
    }

    /** Whether the server was retired before and has not been followed since. */
    public boolean isAlreadyRetired() {
        return alreadyRetired;
    }

    /**
     * Returns the records that end one binding: the end, and a tombstone if the configuration asks for them.
     *
     * @param last what Kafka shows of the binding
     * @param receipt gets the outcome of each record
     * @param nowMillis local clock
     */
    public Stream<SourceRecord> ends(Fingerprint last, Receipt receipt, long nowMillis) {
        Ending ending = new Ending(last, BindingState.UNKNOWN, Origin.LIVE, null, null);
        BindingToWrite binding = BindingToWrite.ended(ending, null, receipt);
        SourceRecord end = records.binding(binding, unfinished, nowMillis);
        return tombstones ? Stream.of(end, records.tombstone(binding, unfinished, nowMillis)) : Stream.of(end);
    }

    /**
     * Returns the event {@code RETIRED}, whose offset says that the retirement is complete.
     *
     * @param leases bindings that were ended
     * @param nowMillis local clock
     */
    public SourceRecord retired(long leases, long nowMillis) {
        return records.retired(leases, nowMillis, retired);
    }
}
