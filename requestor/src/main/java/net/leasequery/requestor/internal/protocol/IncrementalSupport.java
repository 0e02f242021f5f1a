package net.leasequery.requestor.internal.protocol;

/**
 * Decides whether a poll may ask for changes only, by query-start-time. Three things must be known, and none is
 * assumed: the server sends base-times, because otherwise there is no start time; it reports bindings that have ended,
 * because a server that reports only active leases never reports an end in answer to such a query; and it honours
 * query-start-time. The first two are seen in each full answer. The third is tried; after one failure it is not tried
 * again.
 *
 * <p>Every tenth poll is full in any case, because some changes have no change time: an address that was removed from
 * the configuration, a client that has moved to a relay agent that is not queried.
 *
 * @param tellsEnds whether the last full answer had base-times and a binding that is not active
 * @param distrusted whether the server refused or ignored a query-start-time
 * @param sinceFull polls for changes only since the last full one
 */
record IncrementalSupport(boolean tellsEnds, boolean distrusted, int sinceFull) {

    static final int POLLS_PER_FULL_ONE = 10;

    static final IncrementalSupport UNKNOWN = new IncrementalSupport(false, false, 0);

    boolean isSafe() {
        return tellsEnds && !distrusted && sinceFull < POLLS_PER_FULL_ONE - 1;
    }

    IncrementalSupport afterFull(boolean nowTellsEnds) {
        return new IncrementalSupport(nowTellsEnds, distrusted, 0);
    }

    IncrementalSupport afterIncremental(boolean honoured) {
        return new IncrementalSupport(tellsEnds, distrusted || !honoured, sinceFull + 1);
    }

    IncrementalSupport afterRefusal() {
        return new IncrementalSupport(tellsEnds, true, sinceFull);
    }

    /** Makes the next poll a full one; its answer decides again. */
    IncrementalSupport withFullNext() {
        return new IncrementalSupport(false, distrusted, sinceFull);
    }
}
