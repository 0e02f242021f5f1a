package net.leasequery.streams.lookup.cluster;

import net.leasequery.streams.history.TenureReader;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The partitions of the history and their locations. Safe for several threads. */
public interface Partitions {

    /** Returns the number of partitions. */
    int count();

    /** Returns the partition of an address. */
    int of(@Nullable String vpn, String address);

    /**
     * Returns a reader of a partition whose stores are open here and complete.
     *
     * @throws InvalidStateStoreException if the stores are being restored, or are at another instance
     */
    TenureReader open(int partition);

    /** Returns the location of a partition as {@code host:port}; null if it is not known now. */
    @Nullable
    String hostOf(int partition);
}
