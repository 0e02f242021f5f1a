package net.leasequery.requestor.resume;

import org.jspecify.annotations.Nullable;

/**
 * All that a restart needs in order to lose nothing. Travels with every delivery; safe to store once
 * that delivery and all before it are stored.
 *
 * @param position how far the live stream has come; null before the first one was established
 * @param gap what a back-fill still owes; null if nothing
 */
public record ResumeState(
        @Nullable ResumePosition position, @Nullable Gap gap) {

    /** Nothing was ever received from this server. */
    public static final ResumeState NONE = new ResumeState(null, null);

    /** This state with another position. */
    public ResumeState withPosition(ResumePosition newPosition) {
        return newPosition.equals(position) ? this : new ResumeState(newPosition, gap);
    }

    /** This state with a further gap, united with the one that is already owed. */
    public ResumeState withMissing(Gap missing) {
        return new ResumeState(position, gap == null ? missing : gap.union(missing));
    }
}
