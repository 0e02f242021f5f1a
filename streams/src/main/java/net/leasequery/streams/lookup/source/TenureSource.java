package net.leasequery.streams.lookup.source;

import java.time.Instant;
import net.leasequery.streams.history.TenurePage;

/** Finds tenures in all partitions. Safe for several threads. */
public interface TenureSource {

    /**
     * Returns a page of tenures.
     *
     * @throws UnavailableException if a store that may have matching tenures cannot be read now
     */
    TenurePage find(TenureQuestion question) throws UnavailableException, InterruptedException;

    /** Returns the moment up to which everything that connectors wrote has been processed. */
    Instant processedTo();
}
