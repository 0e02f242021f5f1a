package net.leasequery.requestor.internal.dialect;

import java.util.concurrent.atomic.LongAdder;

/** Counts what servers do against the RFCs without costing a message. Counted by one thread, read by any. */
public final class ToleratedFaults {

    private final LongAdder malformedOptions = new LongAdder();
    private final LongAdder leasesWithoutBinding = new LongAdder();

    /** Options of a reply did not have the form of their RFCs. */
    public void malformedOptions(int count) {
        if (count > 0) {
            malformedOptions.add(count);
        }
    }

    /** A DHCPLEASEACTIVE came that tells of no lease. */
    public void leaseWithoutBinding() {
        leasesWithoutBinding.increment();
    }

    /** Options that were kept as octets because they do not have the form of their RFCs. */
    public long malformedOptions() {
        return malformedOptions.sum();
    }

    /** DHCPLEASEACTIVE messages that were taken for keep-alives because they tell of no lease. */
    public long leasesWithoutBinding() {
        return leasesWithoutBinding.sum();
    }
}
