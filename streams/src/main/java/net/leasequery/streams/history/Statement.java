package net.leasequery.streams.history;

import java.util.Objects;
import net.leasequery.streams.addresses.BindingViews;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one server reported of one address in one record. Times are milliseconds since 1970 UTC in the server's clock,
 * as reported; methods return times in the workers' clock, or in the server's if its skew is not known.
 *
 * @param server member of the group
 * @param source topic and partition of the record
 * @param offset of the record
 * @param recordedAt timestamp of the record, in the workers' clock
 * @param state as in the binding; only {@code ACTIVE} is a lease in force
 * @param client holder of the present or of the last lease; null if the server names none
 * @param forgotten the client was erased
 * @param reportedStart start of the state
 * @param reportedLast last exchange with the client
 * @param reportedExpiry end of the lease
 * @param infinite the lease has no end
 * @param inferred concluded by the connector
 * @param skew server's clock minus the workers'; null if not known
 * @param startSkew skew when the server first reported this start of state; null if not known
 * @param lastSkew skew when the server first reported this last exchange; null if not known
 */
record Statement(
        String server,
        String source,
        long offset,
        long recordedAt,
        String state,
        @Nullable String client,
        boolean forgotten,
        @Nullable Long reportedStart,
        @Nullable Long reportedLast,
        @Nullable Long reportedExpiry,
        boolean infinite,
        boolean inferred,
        @Nullable Long skew,
        @Nullable Long startSkew,
        @Nullable Long lastSkew) {

    private static final String VANISHED = "UNKNOWN";

    /** Makes a statement of a record with a binding. */
    static Statement of(GenericRecord update) {
        GenericRecord binding = BindingViews.binding(update);
        Long skew = State.number(binding, "clockSkewMillis");
        return new Statement(
                State.required(update, "server"),
                State.required(update, "source"),
                State.longOf(update, "offset"),
                State.longOf(update, "recordedAt"),
                State.required(binding, "state"),
                BindingViews.client(binding),
                false,
                State.number(binding, "stateStartTime"),
                State.number(binding, "lastTransactionTime"),
                State.number(binding, "leaseExpiryTime"),
                State.flag(binding, "infiniteLease"),
                State.flag(binding, "inferred"),
                skew,
                skew,
                skew);
    }

    /** Makes a statement of a deleted key. If the last statement was a hold, the server no longer has the lease. */
    static Statement deleted(GenericRecord update, Statement before) {
        return new Statement(
                before.server,
                State.required(update, "source"),
                State.longOf(update, "offset"),
                State.longOf(update, "recordedAt"),
                before.holds() ? VANISHED : before.state,
                before.client,
                before.forgotten,
                before.holds() ? null : before.reportedStart,
                before.reportedLast,
                before.reportedExpiry,
                before.infinite,
                before.holds() || before.inferred,
                before.skew,
                before.startSkew,
                before.lastSkew);
    }

    static Statement read(GenericRecord stored) {
        Long skew = State.number(stored, "clockSkewMillis");
        Long startSkew = State.number(stored, "startSkewMillis");
        Long lastSkew = State.number(stored, "lastSkewMillis");
        return new Statement(
                State.required(stored, "server"),
                State.required(stored, "source"),
                State.longOf(stored, "offset"),
                State.longOf(stored, "recordedAt"),
                State.required(stored, "state"),
                State.text(stored, "client"),
                State.flag(stored, "forgotten"),
                State.number(stored, "stateStart"),
                State.number(stored, "lastTransaction"),
                State.number(stored, "expiry"),
                State.flag(stored, "infinite"),
                State.flag(stored, "inferred"),
                skew,
                startSkew == null ? skew : startSkew,
                lastSkew == null ? skew : lastSkew);
    }

    GenericRecord write() {
        GenericRecord stored = State.record(State.STATEMENT);
        stored.put("server", server);
        stored.put("source", source);
        stored.put("offset", offset);
        stored.put("recordedAt", recordedAt);
        stored.put("state", state);
        stored.put("client", client);
        stored.put("forgotten", forgotten);
        stored.put("stateStart", reportedStart);
        stored.put("lastTransaction", reportedLast);
        stored.put("expiry", reportedExpiry);
        stored.put("infinite", infinite);
        stored.put("inferred", inferred);
        stored.put("clockSkewMillis", skew);
        stored.put("startSkewMillis", startSkew);
        stored.put("lastSkewMillis", lastSkew);
        return stored;
    }

    /** Returns the statement without its client, which was erased. */
    Statement forgetting() {
        return with(null, true, startSkew, lastSkew);
    }

    /** Returns the statement with another name of its client, or with none. */
    Statement named(@Nullable String other) {
        return with(other, forgotten, startSkew, lastSkew);
    }

    /**
     * Returns the statement with the skews of when the server first reported its times: a server whose clock was set
     * still reports times that it recorded before.
     */
    Statement after(@Nullable Statement before, long epsilonMillis) {
        if (before == null || !before.state.equals(state) || !Objects.equals(before.client, client)) {
            return this;
        }
        boolean sameStart = isSame(before.reportedStart, reportedStart, epsilonMillis);
        boolean sameLast = isSame(before.reportedLast, reportedLast, epsilonMillis);
        return with(
                client,
                forgotten,
                sameStart && before.startSkew != null ? before.startSkew : startSkew,
                sameLast && before.lastSkew != null ? before.lastSkew : lastSkew);
    }

    private static boolean isSame(@Nullable Long before, @Nullable Long now, long epsilonMillis) {
        return before != null && now != null && Math.abs(now - before) <= epsilonMillis;
    }

    private Statement with(
            @Nullable String newClient, boolean isForgotten, @Nullable Long newStartSkew, @Nullable Long newLastSkew) {
        return new Statement(
                server,
                source,
                offset,
                recordedAt,
                state,
                newClient,
                isForgotten,
                reportedStart,
                reportedLast,
                reportedExpiry,
                infinite,
                inferred,
                skew,
                newStartSkew,
                newLastSkew);
    }

    /**
     * Whether {@code next} was read before, because the inputs are read again. If a topic was created anew, its offsets
     * begin again but its timestamps do not. Between two partitions with the same key, only timestamps give an order.
     */
    private boolean isReadAgain(Statement next) {
        return source.equals(next.source)
                ? next.offset <= offset && next.recordedAt <= recordedAt
                : next.recordedAt < recordedAt;
    }

    /**
     * Whether this statement is older than the server's last one, because a producer wrote it again. By RFC 6926
     * section 7.6 the later change stands. Inferred ends are exempt because they keep the times of the lease; after a
     * clock step, times give no order.
     */
    private boolean isOlderThan(Statement last, long epsilonMillis, long stepMillis) {
        Long changed = changedAt();
        Long before = last.changedAt();
        return changed != null
                && before != null
                && !inferred
                && !isSteppedFrom(last, stepMillis)
                && changed < before - epsilonMillis;
    }

    /** Whether this statement may change anything after the server's last one. */
    boolean isNewsAfter(@Nullable Statement last, long epsilonMillis) {
        return last == null || !(last.isReadAgain(this) || isOlderThan(last, epsilonMillis, Certainty.STEP_MILLIS));
    }

    private @Nullable Long changedAt() {
        Long start = start();
        Long last = last();
        if (start == null || last == null) {
            return start == null ? last : start;
        }
        return Math.max(start, last);
    }

    /** Whether {@code next} only repeats this statement of an erased client, which must not reappear. */
    boolean isForgotten(Statement next, long epsilonMillis) {
        return forgotten
                && state.equals(next.state)
                && isSameOrNone(reportedStart, next.reportedStart, epsilonMillis)
                && isSameOrNone(reportedLast, next.reportedLast, epsilonMillis);
    }

    /** Whether {@code next} may report the end of the lease of an erased client, or that end once more. */
    boolean isEndOfForgotten(Statement next, long epsilonMillis) {
        return forgotten && !next.holds() && (holds() || isSameOrNone(reportedLast, next.reportedLast, epsilonMillis));
    }

    private static boolean isSameOrNone(@Nullable Long before, @Nullable Long now, long epsilonMillis) {
        return (before == null && now == null) || isSame(before, now, epsilonMillis);
    }

    /** Whether no server reported this end: an answer lacks the address, or the server is no longer followed. */
    boolean vanished() {
        return inferred && state.equals(VANISHED);
    }

    boolean holds() {
        return state.equals("ACTIVE");
    }

    boolean holdsFor(@Nullable String who) {
        return holds() && Objects.equals(client, who);
    }

    @Nullable
    Long start() {
        return corrected(reportedStart, startSkew);
    }

    @Nullable
    Long last() {
        return corrected(reportedLast, lastSkew);
    }

    @Nullable
    Long expiry() {
        return infinite ? null : corrected(reportedExpiry, lastSkew);
    }

    private static @Nullable Long corrected(@Nullable Long reported, @Nullable Long skew) {
        return reported == null ? null : reported - (skew == null ? 0 : skew);
    }

    /**
     * Returns when the client was last known to hold the address: its last exchange, else the start of the state, else
     * the record's time. For a hold, the start of the state if that is later than the last exchange.
     */
    long seen() {
        Long last = last();
        Long start = start();
        if (last != null) {
            return start != null && holds() ? Math.max(last, start) : last;
        }
        return start != null ? start : recordedAt;
    }

    /** Whether the server's clock was set between two of its records. */
    boolean isSteppedFrom(@Nullable Statement before, long toleranceMillis) {
        return before != null && before.skew != null && skew != null && Math.abs(before.skew - skew) > toleranceMillis;
    }

    /** Whether both report the same period of the same state; the server's clock may have been set in between. */
    boolean isOfSameState(Statement before, long epsilonMillis) {
        if (reportedStart == null || before.reportedStart == null) {
            return reportedStart == null && before.reportedStart == null;
        }
        Long start = Objects.requireNonNull(start());
        Long startBefore = Objects.requireNonNull(before.start());
        return Math.abs(reportedStart - before.reportedStart) <= epsilonMillis
                || Math.abs(start - startBefore) <= epsilonMillis;
    }
}
