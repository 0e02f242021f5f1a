package net.leasequery.requestor.link;

/** Transaction-ids, none of which comes again for a very long time. Lives on the event loop. */
final class Xids {

    private int next;

    /**
     * @param first one, best a random number
     */
    Xids(int first) {
        next = first;
    }

    int take() {
        return take(1);
    }

    /** The first of so many that follow each other. */
    int take(int count) {
        int first = next;
        next += count;
        return first;
    }
}
