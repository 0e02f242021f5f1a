package net.leasequery.streams.lookup.cluster;

import net.leasequery.streams.history.TenureReader;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Which partitions of the history there are, and where. Safe for several threads. */
public interface Partitions {

    /** How many there are. */
    int count();

    /** The partition of an address. */
    int of(@Nullable String vpn, String address);

    /**
     * A reader of a partition whose stores are open here and complete.
     *
     * @throws InvalidStateStoreException if they are not: they restore, or lie elsewhere
     */
    TenureReader open(int partition);

    /** Where a partition is, as {@code host:port}; null if that is not known now. */
    @Nullable
    String hostOf(int partition);
}
