package net.leasequery.requestor.internal.protocol;

import java.util.List;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * One poll.
 *
 * @param pass through the configured queries
 * @param connection notice that reports it
 * @param since when the poll began
 * @param start query-start-time, server clock; null if everything is asked for
 * @param snapshot whether this poll is a snapshot
 * @param answeredAt when the first message with a base-time arrived, or the first message if none has one; null before
 *     that
 * @param sawEnded whether a binding that is not active was reported
 * @param honoured whether all reported bindings have changed since {@code start}
 * @param whole whether no message was left out as malformed
 */
public record PollRun(
        BulkPass pass,
        Notice.Connected connection,
        LocalMoment since,
        @Nullable ServerTime start,
        boolean snapshot,
        @Nullable LocalMoment answeredAt,
        boolean sawEnded,
        boolean honoured,
        boolean whole) {

    private static final long MILLIS_PER_SECOND = 1_000;

    static PollRun beginning(
            BulkPass pass,
            Notice.Connected connection,
            LocalMoment since,
            @Nullable ServerTime start,
            boolean snapshot) {
        return new PollRun(pass, connection, since, start, snapshot, null, false, true, true);
    }

    /** Whether everything is asked for. */
    public boolean isFull() {
        return start == null;
    }

    /** The window that is asked for. */
    Gap window() {
        return new Gap(start, null);
    }

    /** Whether a complete answer contains everything that the server reports. */
    boolean tellsEverything() {
        return isFull() && whole;
    }

    /** Returns this run after a message of the server. */
    PollRun after(@Nullable ServerTime baseTime, int received, LocalMoment at) {
        boolean dates = pass.firstBaseTime() == null && baseTime != null;
        LocalMoment first = answeredAt == null || dates ? at : answeredAt;
        return new PollRun(
                pass.after(baseTime, received), connection, since, start, snapshot, first, sawEnded, honoured, whole);
    }

    /**
     * Returns the seconds by which a change may be older than the first base-time and still be missing from the answer:
     * a server that searches for long builds its first message long after it has passed the first addresses. Whole
     * seconds; the overlap covers the rest.
     */
    long searchSeconds() {
        return answeredAt == null ? 0 : answeredAt.millisSince(since) / MILLIS_PER_SECOND;
    }

    PollRun asSnapshot() {
        return new PollRun(pass, connection, since, start, true, answeredAt, sawEnded, honoured, whole);
    }

    PollRun withNextQuery() {
        return new PollRun(
                pass.withNextQuery(), connection, since, start, snapshot, answeredAt, sawEnded, honoured, whole);
    }

    PollRun continuedWith(int firstXid, Notice.Connected newConnection) {
        return new PollRun(
                pass.continuedWith(firstXid),
                newConnection,
                since,
                start,
                snapshot,
                answeredAt,
                sawEnded,
                honoured,
                whole);
    }

    PollRun withoutMessage() {
        return new PollRun(pass, connection, since, start, snapshot, answeredAt, sawEnded, honoured, false);
    }

    PollRun afterBindings(List<Binding> bindings) {
        boolean ended = sawEnded;
        boolean asAsked = honoured;
        for (Binding binding : bindings) {
            ended |= binding.state() != BindingState.ACTIVE;
            asAsked &= isAsAsked(binding);
        }
        return ended == sawEnded && asAsked == honoured
                ? this
                : new PollRun(pass, connection, since, start, snapshot, answeredAt, ended, asAsked, whole);
    }

    private boolean isAsAsked(Binding binding) {
        if (start == null) {
            return true;
        }
        ServerTime change = binding.change();
        return change != null && change.compareTo(start) >= 0;
    }
}
