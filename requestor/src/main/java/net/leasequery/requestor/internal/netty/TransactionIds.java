package net.leasequery.requestor.internal.netty;

/** Source of transaction-ids, none of which repeats for a very long time. Used on the event loop only. */
final class TransactionIds {

    private final int mask;
    private int next;

    /**
     * @param first first transaction-id, preferably random
     * @param bits size of a transaction-id, at most 32
     */
    TransactionIds(int first, int bits) {
        mask = -1 >>> (Integer.SIZE - bits);
        next = first & mask;
    }

    int take() {
        return take(1);
    }

    /** Returns the first of {@code count} consecutive transaction-ids. */
    int take(int count) {
        int last = next + count - 1;
        int first = (last & mask) == last ? next : 0;
        next = (first + count) & mask;
        return first;
    }
}
