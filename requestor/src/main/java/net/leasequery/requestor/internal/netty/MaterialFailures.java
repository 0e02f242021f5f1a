package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import net.leasequery.requestor.tls.UnusableMaterialException;

/** Turns failures while reading keys or certificates into exceptions. */
public final class MaterialFailures {

    private MaterialFailures() {}

    /**
     * The reading failed.
     *
     * @param subject what was read
     * @param failure as thrown; for an exception of another library only its type is reported
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
