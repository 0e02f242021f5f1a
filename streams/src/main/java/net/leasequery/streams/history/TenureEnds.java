package net.leasequery.streams.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Ends tenures: because a server reports the end, or because another lease followed. */
final class TenureEnds {
    private static final Set<String> CLIENT_ENDS = Set.of("RELEASED", "ABANDONED");
    private static final Set<String> NAMES_LAST_CLIENT = Set.of("RELEASED", "EXPIRED", "AVAILABLE", "TRANSITIONING");

    private final Group group;
    private final long epsilonMillis;
    private final Map<String, Statement> statements;
    private final TenureList tenures;
    private final Certainty certainty;

    TenureEnds(
            Group group,
            long epsilonMillis,
            Map<String, Statement> statements,
            TenureList tenures,
            Certainty certainty) {
        this.group = group;
        this.epsilonMillis = epsilonMillis;
        this.statements = statements;
        this.tenures = tenures;
        this.certainty = certainty;
    }

    /** Ends the tenures of other clients, because a server reports a lease of this client. */
    void endOthers(Statement now, @Nullable Statement before) {
        for (StoredTenure tenure : tenures.all()) {
            if (tenure.isOpen() && !tenure.isOf(now.client())) {
                boolean ranOut = tenure.expiryOrNever() <= heldSince(now);
                if (ranOut || mayEnd(tenure, now, before)) {
                    endUnreported(tenure, now);
                }
            }
        }
    }

    /** Ends a tenure whose end no server reported, because another lease followed. */
    void endUnreported(StoredTenure tenure, Statement next) {
        long latest = heldSince(next);
        // If servers report no starts of state, a lease in between may be known, or the one that followed, but earlier.
        long end = next.start() != null
                ? latest
                : tenures.all().stream()
                        .filter(other -> !other.isOf(tenure.client()) && other.start() > tenure.lastSeen())
                        .mapToLong(StoredTenure::start)
                        .reduce(latest, Math::min);
        endBefore(tenure, next, end, latest);
    }

    /** Returns by when the client of a lease had got the address: the start of the state, else when it was seen. */
    private static long heldSince(Statement hold) {
        Long start = hold.start();
        return start == null ? hold.seen() : start;
    }

    /** Ends a tenure that another lease followed; its end is not known, but is not after {@code latest}. */
    void endBefore(StoredTenure tenure, Statement now, long latest) {
        endBefore(tenure, now, latest, latest);
    }

    private void endBefore(StoredTenure tenure, Statement now, long end, long latest) {
        tenure.addTo("doubts", Certainty.END_NOT_REPORTED);
        finish(tenure, now, "REASSIGNED", Math.min(tenure.expiryOrNever(), end), latest);
    }

    /** Ends tenures of a server that has moved to another group, if no other server reports them here. */
    void endMoved(Statement now) {
        for (StoredTenure tenure : tenures.all()) {
            if (tenure.isOpen()
                    && tenure.servers().contains(now.server())
                    && statements.values().stream().noneMatch(word -> word.holdsFor(tenure.client()))) {
                endLeft(tenure, now);
            }
        }
    }

    private void endLeft(StoredTenure tenure, Statement now) {
        if (!now.holds()) {
            endReported(tenure, now);
        } else if (tenure.isOf(now.client())) {
            tenure.addTo("doubts", Certainty.END_NOT_REPORTED);
            finish(tenure, now, "VANISHED", now.seen(), now.seen());
        } else {
            endUnreported(tenure, now);
        }
    }

    /** Corrects the ends that were estimated before a server reported this lease in between. */
    void endEarlier(StoredTenure between) {
        for (StoredTenure tenure : tenures.all()) {
            if (!tenure.isOf(between.client())
                    && tenure.wasReassigned()
                    && tenure.lastSeen() < between.start()
                    && tenure.end() > between.start()) {
                tenure.put("end", between.start());
            }
        }
    }

    /** Applies a statement that nobody holds the address. Returns whether the tenure that it refers to was known. */
    boolean end(Statement now, @Nullable Statement before) {
        boolean known = false;
        for (StoredTenure tenure : tenures.all()) {
            boolean another = now.client() != null && !tenure.isOf(now.client());
            if (tenure.isOpen() && mayEnd(tenure, now, before) && !isElsewhere(tenure, now)) {
                if (another) {
                    // The lease of the other client came and went unseen.
                    endBefore(tenure, now, now.seen());
                } else {
                    endReported(tenure, now);
                    known = true;
                }
            } else if (!another) {
                known |= isKnown(tenure, now);
            }
        }
        return known;
    }

    private boolean isKnown(StoredTenure tenure, Statement now) {
        if (now.seen() <= tenure.lastSeen() + epsilonMillis) {
            return true;
        }
        if (tenure.isOpen() || now.seen() > tenure.end() + epsilonMillis) {
            return false;
        }
        if (!tenure.wasEndedByClient()) {
            // The server knows of a later exchange, before an end that another server concluded.
            reopen(tenure);
            endReported(tenure, now);
        }
        return true;
    }

    /** Whether a server can know that a tenure is over: it knew of the tenure, and no newer exchange is known. */
    private boolean mayEnd(StoredTenure tenure, Statement now, @Nullable Statement before) {
        Set<String> others = tenure.servers();
        others.remove(now.server());
        if (others.size() < tenure.servers().size() && others.stream().allMatch(certainty::isRetired)) {
            return true;
        }
        boolean names = now.client() != null && tenure.isOf(now.client());
        boolean reported = false;
        long basis = Long.MIN_VALUE;
        if (before != null && before.holdsFor(tenure.client())) {
            reported = true;
            basis = before.seen();
        }
        if (!names && !reported) {
            return false;
        }
        if (names && now.last() != null) {
            basis = Math.max(basis, now.seen());
        }
        Long start = now.start();
        if (names && start != null && CLIENT_ENDS.contains(now.state())) {
            basis = Math.max(basis, start);
        }
        boolean older = !reported && start != null && start < tenure.start() - epsilonMillis;
        return !older && tenure.lastSeen() <= basis + epsilonMillis;
    }

    /** Whether the lease goes on at another server: servers that share leases may report so, or hand it over. */
    private boolean isElsewhere(StoredTenure tenure, Statement now) {
        if (!group.isShared()) {
            return false;
        }
        long free = now.start() == null ? now.recordedAt() : now.start();
        if (tenure.expiryOrNever() <= free + epsilonMillis) {
            return false;
        }
        Stream<Statement> others =
                statements.values().stream().filter(word -> !word.server().equals(now.server()));
        return switch (now.state()) {
            case "REMOTE" -> others.noneMatch(word -> isEnd(word, tenure));
            case "AVAILABLE" -> others.anyMatch(word -> word.holdsFor(tenure.client()));
            // In a failover pair the end wins, also in the merge.
            default ->
                now.vanished()
                        && group.kind() != GroupKind.FAILOVER
                        && others.anyMatch(word ->
                                word.holdsFor(tenure.client()) && word.seen() >= tenure.lastSeen() - epsilonMillis);
        };
    }

    /** Whether a server calls the address free, and knew the last exchange of the tenure or calls it so since then. */
    private boolean isEnd(Statement word, StoredTenure tenure) {
        if (word.holds() || word.state().equals("REMOTE")) {
            return false;
        }
        Long start = word.start();
        boolean since = start != null && start >= tenure.lastSeen();
        boolean ofIt =
                tenure.isOf(word.client()) && word.last() != null && word.seen() >= tenure.lastSeen() - epsilonMillis;
        return since || ofIt;
    }

    private void endReported(StoredTenure tenure, Statement now) {
        Long start = now.start();
        long free = start == null ? now.recordedAt() : start;
        Long reported = now.expiry();
        long expiry = reported == null ? tenure.expiryOrNever() : reported;
        boolean ranOut = expiry <= free + epsilonMillis;
        if (tenure.isOf(now.client()) && now.last() != null) {
            tenure.put("lastSeen", Math.max(tenure.lastSeen(), now.seen()));
        }
        String reason = switch (now.state()) {
            case "RELEASED", "ABANDONED", "EXPIRED" -> now.state();
            case "AVAILABLE", "TRANSITIONING", "REMOTE" -> ranOut ? "EXPIRED" : "RELEASED";
            default -> ranOut ? "EXPIRED" : "VANISHED";
        };
        if (!reason.equals(now.state()) || now.inferred()) {
            tenure.addTo("doubts", Certainty.END_NOT_REPORTED);
        }
        long end = reason.equals("EXPIRED") && ranOut ? Math.min(expiry, free) : free;
        finish(tenure, now, reason, end, free);
    }

    private void finish(StoredTenure tenure, Statement now, String reason, long end, long latest) {
        long margin = certainty.margin(now);
        long last = Math.max(Math.max(end, tenure.lastSeen()), tenure.start());
        long notAfter = Math.max(latest, last) + margin;
        tenure.put("end", last);
        tenure.put("endReason", reason);
        boolean sure = CLIENT_ENDS.contains(now.state()) || certainty.othersAreComplete(now.server(), notAfter);
        tenure.put("endNotAfter", sure ? notAfter : null);
        tenure.endsBy(sure ? null : (Long) notAfter);
        certainty.conclude(tenure);
    }

    /** Continues a tenure whose end was concluded, but not by a server. */
    void refute(StoredTenure tenure) {
        reopen(tenure);
        certainty.conclude(tenure);
    }

    void reopen(StoredTenure tenure) {
        List.of("end", "endReason", "endNotAfter").forEach(field -> tenure.put(field, null));
        tenure.endsBy(null);
        tenure.removeFrom("doubts", Certainty.END_NOT_REPORTED);
    }

    /** Adds a lease that came and went between two records; the server still reports its last client. */
    void addUnseen(Statement now, GenericRecord binding) {
        if (now.client() == null || now.last() == null || !NAMES_LAST_CLIENT.contains(now.state())) {
            return;
        }
        StoredTenure unseen = tenures.begin(now.seen(), binding, now.client(), now.seen());
        long margin = certainty.margin(now);
        unseen.put("startNotBefore", lastEnd(unseen, now));
        unseen.put("startNotAfter", now.seen() + margin);
        unseen.put("endNotBefore", now.seen() - margin);
        unseen.addTo("doubts", Certainty.START_UNKNOWN);
        if (now.skew() == null) {
            unseen.addTo("doubts", Certainty.SKEW_UNKNOWN);
        }
        unseen.put("leaseExpiryTime", now.expiry());
        unseen.addTo("servers", now.server());
        endReported(unseen, now);
    }

    private @Nullable Long lastEnd(StoredTenure unseen, Statement now) {
        Long latest = null;
        for (StoredTenure other : tenures.of(unseen.client())) {
            boolean before = other != unseen && other.wasEndedByClient() && other.end() <= now.seen();
            if (before && (latest == null || other.end() > latest)) {
                latest = other.end();
            }
        }
        return latest == null ? null : (Long) (latest - certainty.margin(now));
    }

    /** Sets the latest end of tenures whose end was concluded, once all servers are known to be complete beyond it. */
    void settle() {
        for (StoredTenure tenure : tenures.all()) {
            Long endsBy = tenure.endsBy();
            List<String> incomplete = endsBy == null ? List.of() : certainty.incomplete(endsBy);
            if (endsBy != null && incomplete.isEmpty()) {
                tenure.put("endNotAfter", Math.max(endsBy, tenure.end()));
                tenure.endsBy(null);
            } else if (endsBy != null && incomplete.stream().allMatch(certainty::isRetired)) {
                // What these did until then will never be known.
                tenure.endsBy(null);
            }
        }
    }
}
