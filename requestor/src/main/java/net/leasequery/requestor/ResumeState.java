package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a restart needs to lose no change. Every delivery carries one; it is safe to store once that delivery
 * and all before it are stored.
 *
 * @param position how far the live stream has come; null before the first one was established
 * @param gap changes that a back-fill still has to load; null if none
 * @param server identity of the server that position and gap belong to; null if the server has sent none, or if an
 *     earlier version of this library stored the state. The first identity received is then adopted
 */
public record ResumeState(
        @Nullable ResumePosition position,
        @Nullable Gap gap,
        @Nullable ServerIdentity server) {

    /** Nothing was ever received from this server. */
    public static final ResumeState NONE = new ResumeState(null, null);

    /** Creates the state at a server that has sent no identity. */
    public ResumeState(@Nullable ResumePosition position, @Nullable Gap gap) {
        this(position, gap, null);
    }

    /** For people: where the stream continues, and what still has to be loaded. */
    @Override
    public String toString() {
        String from = position == null ? "the beginning" : String.valueOf(position);
        return from + (gap == null ? "" : "; still to be loaded: " + gap);
    }

    /** Whether nothing was received and no gap is open, so that everything has to be queried. */
    public boolean isBlank() {
        return position == null && gap == null;
    }

    /** Returns this state with another position. */
    public ResumeState withPosition(ResumePosition newPosition) {
        return newPosition.equals(position) ? this : new ResumeState(newPosition, gap, server);
    }

    /** Returns this state without a position: nothing is known to have been received up to any time. */
    public ResumeState withoutPosition() {
        return new ResumeState(null, gap, server);
    }

    /** Returns this state with exactly this gap; null for none. */
    public ResumeState withGap(@Nullable Gap owed) {
        return new ResumeState(position, owed, server);
    }

    /** Returns this state with a further gap, united with the one that is already open. */
    public ResumeState withMissing(Gap missing) {
        return withGap(gap == null ? missing : gap.union(missing));
    }

    /** Whether {@code reported} identifies a server other than the one that this state belongs to. */
    public boolean isOfAnotherServerThan(ServerIdentity reported) {
        return server != null && !server.isSameServerAs(reported);
    }

    /** Returns this state after the same server has sent these identifiers; the first ones are adopted. */
    public ResumeState withServer(ServerIdentity reported) {
        ServerIdentity known = server == null ? reported : server.with(reported);
        return known.equals(server) ? this : new ResumeState(position, gap, known);
    }

    /** Returns the state at another server: nothing was received from it, and everything has to be loaded. */
    public static ResumeState ofNewServer(ServerIdentity reported) {
        return new ResumeState(null, Gap.SNAPSHOT, reported);
    }
}
