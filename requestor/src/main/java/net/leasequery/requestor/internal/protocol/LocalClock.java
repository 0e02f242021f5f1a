package net.leasequery.requestor.internal.protocol;

/** Source of {@link LocalMoment}s. Safe for use by several threads. */
@FunctionalInterface
public interface LocalClock {

    /** The clock of this machine. */
    LocalClock SYSTEM = () -> new LocalMoment(System.currentTimeMillis(), System.nanoTime());

    /** Returns the current moment. */
    LocalMoment now();
}
