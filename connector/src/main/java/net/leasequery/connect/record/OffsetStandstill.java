package net.leasequery.connect.record;

import java.util.function.LongSupplier;

/**
 * Notices that Kafka Connect stores no record any more because a transform drops all of them. It stores no offset of a
 * record that it drops, so after a restart the server would be asked for the changes since the last stored record, and
 * may no longer have them. Not thread-safe.
 */
final class OffsetStandstill {

    private final Acknowledgements acknowledgements;
    private final LongSupplier nanoTime;
    private long stored;
    private long droppedBefore;
    private long droppedAtLastLook;
    private long sinceNanos;

    OffsetStandstill(Acknowledgements acknowledgements, LongSupplier nanoTime) {
        this.acknowledgements = acknowledgements;
        this.nanoTime = nanoTime;
        this.stored = acknowledgements.stored();
        this.droppedAtLastLook = acknowledgements.dropped();
        begin(nanoTime.getAsLong(), droppedAtLastLook);
    }

    /** Whether no record was stored for this time, while records were dropped. Begins anew with each time it is true. */
    boolean lasted(long nanos) {
        long now = nanoTime.getAsLong();
        long storedNow = acknowledgements.stored();
        long dropped = acknowledgements.dropped();
        if (storedNow != stored) {
            stored = storedNow;
            // Those dropped since the last look may be newer than the record that was stored.
            begin(now, droppedAtLastLook);
        }
        droppedAtLastLook = dropped;
        if (dropped == droppedBefore || now - sinceNanos < nanos) {
            return false;
        }
        begin(now, dropped);
        return true;
    }

    private void begin(long now, long dropped) {
        sinceNanos = now;
        droppedBefore = dropped;
    }
}
