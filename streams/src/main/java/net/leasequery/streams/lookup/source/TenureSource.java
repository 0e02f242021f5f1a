package net.leasequery.streams.lookup.source;

import net.leasequery.streams.history.TenurePage;

/** Finds tenures, wherever they lie. Safe for several threads. */
public interface TenureSource {

    /**
     * A page of tenures.
     *
     * @throws UnavailableException if not every store that may have one can be asked now
     */
    TenurePage find(TenureQuestion question) throws UnavailableException, InterruptedException;
}
