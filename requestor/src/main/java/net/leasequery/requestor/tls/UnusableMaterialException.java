package net.leasequery.requestor.tls;

import java.time.Duration;
import net.leasequery.requestor.blocking.TooManyOverdueException;

/**
 * Our keys or trusted certificates cannot be used. The message says what is wrong and with which file,
 * never what is in it; there is no cause, for libraries are less careful.
 */
public sealed class UnusableMaterialException extends Exception permits MissingFileException {

    private static final long serialVersionUID = 1L;

    UnusableMaterialException(String message) {
        super(message);
    }

    /**
     * What a failed reading means.
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
