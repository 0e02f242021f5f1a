package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import net.leasequery.requestor.tls.UnusableMaterialException;

/** What it means when the reading of keys or certificates did not end as it should. */
public final class MaterialFailures {

    private MaterialFailures() {}

    /**
     * The reading failed.
     *
     * @param subject what was read
     * @param failure as thrown; only its kind is told if it is not of ours
     */
    public static UnusableMaterialException of(String subject, Throwable failure) {
        if (failure instanceof UnusableMaterialException ours) {
            return ours;
        }
        return new UnusableMaterialException(
                failure instanceof TooManyOverdueException
                        ? String.valueOf(failure.getMessage())
                        : subject + " cannot be read (" + failure.getClass().getSimpleName() + ")");
    }

    /** The reading did not end in time, and was given up. */
    public static UnusableMaterialException notInTime(String subject, Duration timeout) {
        return new UnusableMaterialException(
                subject + " could not be read within " + timeout.toMillis() + " ms; its file system may hang");
    }
}
