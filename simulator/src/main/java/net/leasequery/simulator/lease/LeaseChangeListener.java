package net.leasequery.simulator.lease;

/** Receives every change to a lease, on the thread that makes it, after the table shows it. */
@FunctionalInterface
public interface LeaseChangeListener {

    /**
     * Called when a lease was changed.
     *
     * @param slot slot of the address
     * @param before what the table showed until now
     * @param after what it shows now
     */
    void changed(int slot, Lease before, Lease after);
}
