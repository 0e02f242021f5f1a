package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.audit.DueTimes;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Applies a record of a server to the tenures of its address. A function of the tenures, the last statement of each
 * server and the completeness of their views; uses no store and no clock.
 */
final class TenureReview {
    private static final long SECOND_MILLIS = 1_000;

    private final long epsilonMillis;
    private final Map<String, Statement> statements;
    private final TenureList tenures;
    private final Certainty certainty;
    private final TenureEnds ends;
    private final Identities identities;
    private final Withdrawals withdrawals;

    /**
     * Creates a review of one address.
     *
     * @param statements the last statement of each server, before the one to be applied
     * @param tenures to be changed
     */
    TenureReview(
            Group group,
            long epsilonMillis,
            Map<String, Statement> statements,
            TenureList tenures,
            Observation observation) {
        this.epsilonMillis = epsilonMillis;
        this.statements = statements;
        this.tenures = tenures;
        certainty = new Certainty(group, epsilonMillis, statements, observation);
        ends = new TenureEnds(group, epsilonMillis, statements, tenures, certainty);
        identities = new Identities(epsilonMillis, statements, tenures);
        withdrawals = new Withdrawals(statements, tenures, observation::isRetired);
    }

    /**
     * Applies the next statement of a server. The binding is null if the key was deleted.
     *
     * @return the statement with the best name of its client
     */
    Statement take(Statement given, @Nullable GenericRecord binding) {
        Statement now = binding == null ? given : identities.recognise(given, binding);
        Statement before = statements.get(now.server());
        if (now.holds() && binding != null) {
            ends.endOthers(now, before);
            hold(now, before, binding);
        } else {
            boolean ended = ends.end(now, before);
            boolean erased = before != null && before.isEndOfForgotten(now, epsilonMillis);
            if (!ended && binding != null && !erased) {
                ends.addUnseen(now, binding);
            }
        }
        ends.settle();
        HeldTwice.mark(tenures, epsilonMillis);
        return now;
    }

    /**
     * Applies the first statement of a server that has moved to another group. There its lease goes on, or it was retired:
     * that it no longer has a lease ends none that others report here.
     */
    void leave(Statement now, Statement before) {
        if (now.holds()) {
            ends.endOthers(now, before);
        } else if (!now.vanished()) {
            boolean unused = ends.end(now, before);
        }
        ends.endMoved(now);
        ends.settle();
        HeldTwice.mark(tenures, epsilonMillis);
    }

    /** Reviews ends that waited for the views of other servers to be complete, or for a retirement. */
    void lookAgain() {
        withdrawals.refuted().forEach(ends::refute);
        ends.settle();
        HeldTwice.mark(tenures, epsilonMillis);
    }

    /** Returns when to look again at the address with this key, as entries of {@link DueTimes}. */
    List<Bytes> waits(String key) {
        List<Bytes> waits = new ArrayList<>();
        for (StoredTenure tenure : tenures.all()) {
            Long endsBy = tenure.endsBy();
            if (endsBy != null) {
                certainty.incomplete(endsBy).stream()
                        .filter(member -> !certainty.isRetired(member))
                        .forEach(member -> waits.add(DueTimes.atWatermark(member, endsBy, key)));
            }
        }
        withdrawals.servers().forEach(server -> waits.add(DueTimes.atWatermark(server, Observation.WHEN_RETIRED, key)));
        return waits;
    }

    private void hold(Statement now, @Nullable Statement before, GenericRecord binding) {
        List<StoredTenure> own = tenures.of(now.client());
        for (StoredTenure tenure : own) {
            if (now.seen() < tenure.start() - epsilonMillis) {
                // A server that lags still reports an earlier lease of the client.
                continue;
            }
            if (isRepeated(tenure, now) && !isBack(tenure, now, before)) {
                tenure.addTo("servers", now.server());
                tenure.identify(binding, false);
                return;
            }
            if (isContinued(tenure, now, before)) {
                Long since = since(tenure, now, before);
                Long start = now.start();
                StoredTenure whole = since == null || start == null
                        ? tenure
                        : tenures.whole(tenure, start + epsilonMillis, now.seen() + epsilonMillis);
                update(whole, now, before, binding, since);
                return;
            }
            if (tenure.isOpen()) {
                ends.endUnreported(tenure, now);
            }
            if (tenure.wasEndedByClient()) {
                break;
            }
        }
        Long since = since(null, now, before);
        StoredTenure begun = begin(now, before, binding, own, since);
        update(begun, now, before, binding, since);
        if (now.start() == null) {
            ends.endEarlier(begun);
        }
        own.stream()
                .filter(later -> later.start() > now.seen() + epsilonMillis)
                .reduce((later, earlier) -> earlier)
                .ifPresent(next -> ends.endBefore(begun, now, next.start()));
    }

    /** Returns the start of the state, or null: the server may not know that the client ended an earlier lease. */
    private @Nullable Long since(@Nullable StoredTenure match, Statement now, @Nullable Statement before) {
        Long start = now.start();
        if (start == null || now.isSteppedFrom(before, Certainty.STEP_MILLIS)) {
            return null;
        }
        long began = start;
        boolean endedSince = tenures.of(now.client()).stream()
                .anyMatch(other -> other != match
                        && other.wasEndedByClient()
                        && other.end() > began + epsilonMillis
                        && other.start() <= now.seen());
        return endedSince ? null : start;
    }

    /** Whether a statement is an old one about a tenure that is over, with a state that began before the end. */
    private boolean isRepeated(StoredTenure tenure, Statement now) {
        Long start = now.start();
        boolean beginsAnew =
                start != null && start >= tenure.end() - SECOND_MILLIS && start > tenure.start() + epsilonMillis;
        long latest = tenure.wasEndedByClient() ? tenure.end() : tenure.lastSeen();
        return !tenure.isOpen() && !beginsAnew && now.seen() <= latest + epsilonMillis;
    }

    /**
     * Whether a server reports a lease in force again of which it was only concluded that the server no longer has it.
     * Other servers may not have heard of the end, so their reports of the same exchange are repeats.
     */
    private boolean isBack(StoredTenure tenure, Statement now, @Nullable Statement before) {
        Long expiry = now.expiry();
        boolean inForce = expiry == null || expiry > now.recordedAt();
        boolean concluded = before != null && before.inferred() && !before.holds();
        boolean isLatest = tenures.all().stream().noneMatch(other -> other != tenure && other.end() > tenure.end());
        return concluded && inForce && isLatest && tenure.hasVanished();
    }

    private boolean isContinued(StoredTenure tenure, Statement now, @Nullable Statement before) {
        Long start = now.start();
        boolean known = before != null
                && before.holdsFor(now.client())
                && now.reportedStart() != null
                && now.isOfSameState(before, epsilonMillis);
        boolean inside = start == null || start <= tenure.lastSeen() + epsilonMillis;
        if (tenure.isOpen()) {
            return inside || known || now.seen() <= tenure.lastSeen() + epsilonMillis;
        }
        if (tenure.wasEndedByClient()) {
            return false;
        }
        return start == null ? now.seen() <= tenure.end() + epsilonMillis : inside || known;
    }

    private StoredTenure begin(
            Statement now,
            @Nullable Statement before,
            GenericRecord binding,
            List<StoredTenure> own,
            @Nullable Long since) {
        long start = since == null ? now.seen() : since;
        StoredTenure begun = tenures.begin(start, binding, now.client(), now.seen());
        begun.put("startNotBefore", since == null ? notBefore(now, before, own) : (Long) (since - margin(now)));
        begun.put("startNotAfter", start + margin(now));
        begun.put("endNotBefore", now.seen() - margin(now));
        if (since == null) {
            begun.addTo("doubts", Certainty.START_UNKNOWN);
        }
        return begun;
    }

    /** Returns the lower bound of an unknown start: the end of the client's last tenure, or a report of no lease. */
    private @Nullable Long notBefore(Statement now, @Nullable Statement before, List<StoredTenure> own) {
        Long earliest = null;
        if (!certainty.isShared() && before != null && !before.holds() && before.start() != null) {
            earliest = before.start();
        }
        for (StoredTenure earlier : own) {
            boolean known = !earlier.isOpen() && earlier.wasEndedByClient() && earlier.end() <= now.seen();
            if (known && (earliest == null || earlier.end() > earliest)) {
                earliest = earlier.end();
            }
        }
        return earliest == null ? null : (Long) (earliest - margin(now));
    }

    private void update(
            StoredTenure tenure,
            Statement now,
            @Nullable Statement before,
            GenericRecord binding,
            @Nullable Long since) {
        boolean reopened = !tenure.isOpen();
        if (reopened) {
            ends.reopen(tenure);
        }
        certainty.extend(tenure, now, before, since, reopened);
        long seen = now.seen();
        boolean first = tenure.servers().isEmpty();
        boolean newer = seen > tenure.lastSeen() + epsilonMillis;
        if (newer && now.last() != null) {
            tenure.put("renewals", State.longOf(tenure.record(), "renewals") + 1);
        }
        promise(tenure, now, first || newer, seen < tenure.lastSeen() - epsilonMillis);
        tenure.identify(binding, newer);
        if (newer) {
            tenure.put("lastSeen", seen);
        }
        tenure.put("endNotBefore", Math.max(State.longOf(tenure.record(), "endNotBefore"), seen - margin(now)));
        tenure.addTo("servers", now.server());
        if (since != null && !isByAnotherClock(tenure, since)) {
            boundStart(tenure, since, margin(now));
        }
        certainty.conclude(tenure);
    }

    /** Whether a start is by the clock before a step: a server whose clock was set still reports the old start. */
    private static boolean isByAnotherClock(StoredTenure tenure, long since) {
        return tenure.doubts(Certainty.CLOCK_STEPPED) && since < tenure.unbrokenSince();
    }

    private void boundStart(StoredTenure tenure, long since, long margin) {
        tenure.removeFrom("doubts", Certainty.START_UNKNOWN);
        Long earliest = State.number(tenure.record(), "startNotBefore");
        if (earliest == null || since - margin < earliest) {
            tenure.put("startNotBefore", since - margin);
        }
        if (since < tenure.start() - epsilonMillis) {
            tenure.put("start", since);
        }
        tenure.put("startNotAfter", Math.min(State.longOf(tenure.record(), "startNotAfter"), since + margin));
    }

    /** Updates the lease expiry. Of one exchange the earlier one stands: a partner may report the partner lifetime. */
    private static void promise(StoredTenure tenure, Statement now, boolean newer, boolean older) {
        Long expiry = now.expiry();
        Long known = tenure.expiry();
        if (older) {
            return;
        }
        if (newer) {
            tenure.put("infiniteLease", now.infinite());
            tenure.put("leaseExpiryTime", expiry);
        } else if (expiry != null && (known == null || expiry < known)) {
            tenure.put("infiniteLease", false);
            tenure.put("leaseExpiryTime", expiry);
        }
    }

    private long margin(Statement now) {
        return certainty.margin(now);
    }
}
