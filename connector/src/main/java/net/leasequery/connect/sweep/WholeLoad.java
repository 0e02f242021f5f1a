package net.leasequery.connect.sweep;

import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;

/**
 * Whether the next snapshot is written whole, although Kafka may show much of it already: after a reset of the offsets,
 * and with {@code snapshot.mode=always}. Whoever requests that wants every binding. Not thread-safe.
 */
public final class WholeLoad {

    private boolean owed;

    /**
     * @param owed whether the first snapshot from now on is written whole; later ones are not
     */
    public WholeLoad(boolean owed) {
        this.owed = owed;
    }

    boolean includes(Origin origin) {
        return owed && origin == Origin.SNAPSHOT;
    }

    void saw(Notice notice) {
        if (notice instanceof Notice.SnapshotCompleted) {
            owed = false;
        }
    }
}
