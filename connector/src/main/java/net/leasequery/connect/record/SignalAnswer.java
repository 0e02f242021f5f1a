package net.leasequery.connect.record;

import net.leasequery.codec.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a signal.
 *
 * @param id of the signal; null if it could not be read
 * @param done false if it was refused
 * @param detail human-readable: what was done, or why not; made printable, because it may quote the signal
 * @param count bindings written or ended for it; null if reported elsewhere
 */
public record SignalAnswer(
        @Nullable String id,
        boolean done,
        String detail,
        @Nullable Long count) {

    /** Prefix of the {@code snapshotId} of bindings requested by a signal. Such bindings are always written. */
    public static final String QUESTION = "signal ";

    private static final int LONGEST_DETAIL = 4_000;

    /** A converter may refuse half of a surrogate pair, which would fail the task. */
    public SignalAnswer {
        detail = PrintableText.of(detail, LONGEST_DETAIL);
    }

    /** The signal was carried out. */
    public static SignalAnswer done(String id, String detail) {
        return new SignalAnswer(id, true, detail, null);
    }

    /** The signal was not carried out. */
    public static SignalAnswer refused(@Nullable String id, String reason) {
        return new SignalAnswer(id, false, reason, null);
    }
}
