package net.leasequery.requestor.internal.protocol;

/**
 * Whether a poll may ask for changes only, by query-start-time. Three things must be known for that,
 * and none is taken on trust: that the server tells base-times, for else there is nothing to ask
 * from; that it tells of bindings that ended, for a server that shows nothing but active leases never
 * tells of an end in answer to such a query; and that it honours query-start-time. The first two are
 * seen in each full answer; the third is tried, and a server that fails once is not tried again.
 *
 * <p>Every tenth poll is full all the same, for what no change time betrays: an address that was
 * taken out of the configuration, a client that has moved to a relay agent that is not asked for.
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

    /** What changed cannot be asked for this time; the next answer decides anew. */
    IncrementalSupport withFullNext() {
        return new IncrementalSupport(false, distrusted, sinceFull);
    }
}
