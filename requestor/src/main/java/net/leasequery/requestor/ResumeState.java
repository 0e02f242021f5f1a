package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * All that a restart needs in order to lose nothing. Travels with every delivery; safe to store once
 * that delivery and all before it are stored.
 *
 * @param position how far the live stream has come; null before the first one was established
 * @param gap what a back-fill still owes; null if nothing
 * @param server whose position and gap these are; null if it has not told, or if an earlier version of
 *     this library stored them: the first identity that is told is then adopted
 */
public record ResumeState(
        @Nullable ResumePosition position,
        @Nullable Gap gap,
        @Nullable ServerIdentity server) {

    /** Nothing was ever received from this server. */
    public static final ResumeState NONE = new ResumeState(null, null);

    /** The state at a server that has not told its identity. */
    public ResumeState(@Nullable ResumePosition position, @Nullable Gap gap) {
        this(position, gap, null);
    }

    /** For people: from where the stream goes on, and what is still owed. */
    @Override
    public String toString() {
        String from = position == null ? "the beginning" : String.valueOf(position);
        return from + (gap == null ? "" : "; still owed: " + gap);
    }

    /** Whether nothing was received so far and nothing is owed, so that everything has to be asked for. */
    public boolean isBlank() {
        return position == null && gap == null;
    }

    /** This state with another position. */
    public ResumeState withPosition(ResumePosition newPosition) {
        return newPosition.equals(position) ? this : new ResumeState(newPosition, gap, server);
    }

    /** This state with exactly this owed; null for nothing. */
    public ResumeState withGap(@Nullable Gap owed) {
        return new ResumeState(position, owed, server);
    }

    /** This state with a further gap, united with the one that is already owed. */
    public ResumeState withMissing(Gap missing) {
        return withGap(gap == null ? missing : gap.union(missing));
    }

    /** Whether {@code told} is the identity of another server than the one whose state this is. */
    public boolean isOfAnotherServerThan(ServerIdentity told) {
        return server != null && !server.isSameServerAs(told);
    }

    /** This state at the same server, which has told these identifiers; the first ones are adopted. */
    public ResumeState withServer(ServerIdentity told) {
        ServerIdentity known = server == null ? told : server.with(told);
        return known.equals(server) ? this : new ResumeState(position, gap, known);
    }

    /** The state at another server: nothing was received from it, and everything is owed. */
    public static ResumeState ofNewServer(ServerIdentity told) {
        return new ResumeState(null, Gap.SNAPSHOT, told);
    }
}
