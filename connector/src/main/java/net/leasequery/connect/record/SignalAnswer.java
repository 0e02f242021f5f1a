package net.leasequery.connect.record;

import org.jspecify.annotations.Nullable;

/**
 * What became of a signal.
 *
 * @param id of the signal; null if it could not be read
 * @param done false if it was refused
 * @param detail for people: what was done, or why not
 * @param count bindings written or ended for it; null if that is told otherwise
 */
public record SignalAnswer(
        @Nullable String id,
        boolean done,
        String detail,
        @Nullable Long count) {

    /** What the {@code snapshotId} of bindings begins with that a signal has asked for. They are always written. */
    public static final String QUESTION = "signal ";

    /** It was carried out. */
    public static SignalAnswer done(String id, String detail) {
        return new SignalAnswer(id, true, detail, null);
    }

    /** It was not carried out. */
    public static SignalAnswer refused(@Nullable String id, String reason) {
        return new SignalAnswer(id, false, reason, null);
    }
}
