package net.leasequery.requestor.internal.netty;

/** Transaction-ids, none of which comes again for a very long time. Lives on the event loop. */
final class TransactionIds {

    private final int mask;
    private int next;

    /**
     * @param first one, best a random number
     * @param bits of a transaction-id, at most 32
     */
    TransactionIds(int first, int bits) {
        mask = -1 >>> (Integer.SIZE - bits);
        next = first & mask;
    }

    int take() {
        return take(1);
    }

    /** The first of so many that follow each other without a break. */
    int take(int count) {
        int last = next + count - 1;
        int first = (last & mask) == last ? next : 0;
        next = (first + count) & mask;
        return first;
    }
}
