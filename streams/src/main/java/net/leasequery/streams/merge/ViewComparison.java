package net.leasequery.streams.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the complete views of one address differ. Does not apply the grace: the caller decides whether a
 * difference has lasted too long. Immutable.
 */
public final class ViewComparison {
    private final long epsilonMillis;
    private final long expiryToleranceMillis;

    /**
     * Creates a comparison.
     *
     * @param epsilonMillis transactions no further apart count as one
     * @param expiryToleranceMillis lease ends no further apart count as one ({@code expiry.tolerance.ms})
     */
    public ViewComparison(long epsilonMillis, long expiryToleranceMillis) {
        this.epsilonMillis = epsilonMillis;
        this.expiryToleranceMillis = expiryToleranceMillis;
    }

    /**
     * Returns the differences, at most one of each kind.
     *
     * @param group whose members the views are of
     * @param views by server
     * @param winner the view that is believed
     * @param complete whether the view of a server is complete
     * @param now the workers' clock, by which leases run out
     */
    public List<Difference> differences(
            Group group, Map<String, View> views, View winner, Predicate<String> complete, long now) {
        List<String> members = group.members().stream().filter(complete).toList();
        List<Difference> differences = new ArrayList<>();
        add(differences, Difference.Kind.HELD_TWICE, heldTwice(members, views, now));
        if (group.isShared() && complete.test(winner.server())) {
            boolean alreadyTwice = !differences.isEmpty();
            if (winner.holdsAt(now)) {
                add(differences, Difference.Kind.NOT_REPLICATED, unaware(members, views, winner, now, alreadyTwice));
                add(differences, Difference.Kind.STATE, endedElsewhere(members, views, winner));
                add(differences, Difference.Kind.EXPIRY, otherExpiry(group, members, views, winner, now));
            } else if (!winner.holds()) {
                add(differences, Difference.Kind.STATE, heldElsewhere(group, members, views, winner, now));
            }
        }
        return differences;
    }

    private static void add(List<Difference> differences, Difference.Kind kind, List<String> servers) {
        if (!servers.isEmpty()) {
            differences.add(new Difference(kind, servers));
        }
    }

    private static List<String> heldTwice(List<String> members, Map<String, View> views, long now) {
        List<String> holders = new ArrayList<>();
        Set<@Nullable String> clients = new HashSet<>();
        for (String member : members) {
            View view = views.get(member);
            if (view != null && view.holdsAt(now) && view.client() != null) {
                holders.add(member);
                clients.add(view.client());
            }
        }
        return clients.size() > 1 ? holders : List.of();
    }

    /**
     * Members without a view, or with a view of an earlier transaction. If the address is held twice, a holder of the
     * other lease does not count: each side knows its own lease.
     */
    private List<String> unaware(
            List<String> members, Map<String, View> views, View winner, long now, boolean heldTwice) {
        List<String> unaware = new ArrayList<>();
        for (String member : members) {
            View view = views.get(member);
            boolean older = view != null
                    && view.holds()
                    && view.isOlderThan(winner, epsilonMillis)
                    && !(heldTwice && view.holdsAt(now) && !isSameClient(view, winner));
            if (view == null || older) {
                unaware.add(member);
            }
        }
        return withWinner(members, unaware, winner);
    }

    /** In a failover pair none of these is an end of the winner's transaction: that end would have won. */
    private static List<String> endedElsewhere(List<String> members, Map<String, View> views, View winner) {
        List<String> ended = new ArrayList<>();
        for (String member : members) {
            View view = views.get(member);
            if (view != null && !view.holds()) {
                ended.add(member);
            }
        }
        return withWinner(members, ended, winner);
    }

    private List<String> heldElsewhere(
            Group group, List<String> members, Map<String, View> views, View winner, long now) {
        List<String> holders = new ArrayList<>();
        for (String member : members) {
            View view = views.get(member);
            if (view != null && view.holdsAt(now) && !isPartnerLifetime(group, winner, view)) {
                holders.add(member);
            }
        }
        return withWinner(members, holders, winner);
    }

    /**
     * A partner in a failover pair that learned of a lease may report the partner lifetime, which continues after the
     * client's lease has run out (RFC 8156 section 4.4.1).
     */
    private boolean isPartnerLifetime(Group group, View end, View hold) {
        return group.kind() == GroupKind.FAILOVER && end.ranOut() && end.isOfSameTransaction(hold, epsilonMillis);
    }

    private List<String> otherExpiry(
            Group group, List<String> members, Map<String, View> views, View winner, long now) {
        List<View> same = new ArrayList<>();
        for (String member : members) {
            View view = views.get(member);
            if (view != null
                    && view.holdsAt(now)
                    && knowsEnd(view)
                    && view.isOfSameTransaction(winner, epsilonMillis)) {
                same.add(view);
            }
        }
        long earliest = same.stream().mapToLong(ViewComparison::end).min().orElse(0);
        long latest = same.stream().mapToLong(ViewComparison::end).max().orElse(0);
        boolean differ = group.kind() == GroupKind.FAILOVER
                ? lagsBeyondMclt(same, group.mcltMillis())
                : latest - earliest > expiryToleranceMillis;
        return differ ? same.stream().map(View::server).toList() : List.of();
    }

    /** A lag can be told from a permitted lead only if exactly one server is known to have made the transaction. */
    private boolean lagsBeyondMclt(List<View> same, long mcltMillis) {
        List<View> makers = same.stream()
                .filter(view -> Boolean.FALSE.equals(view.remote()))
                .toList();
        if (makers.size() != 1) {
            return false;
        }
        long made = end(makers.get(0));
        return same.stream().anyMatch(view -> made - end(view) > mcltMillis + expiryToleranceMillis);
    }

    private static boolean knowsEnd(View view) {
        return view.infinite() || view.expiry() != null;
    }

    /** Infinite leases end far enough in the future for any comparison, but near enough for subtraction. */
    private static long end(View view) {
        return view.infinite() || view.expiry() == null ? Long.MAX_VALUE / 4 : view.expiry();
    }

    private static boolean isSameClient(View one, View other) {
        return one.client() != null && one.client().equals(other.client());
    }

    private static List<String> withWinner(List<String> members, List<String> others, View winner) {
        if (others.isEmpty()) {
            return others;
        }
        return members.stream()
                .filter(member -> others.contains(member) || member.equals(winner.server()))
                .toList();
    }

    /**
     * Returns how far the members agree.
     *
     * @param group whose members are compared
     * @param differences what this comparison found
     * @param complete whether the view of a server is complete
     * @param graceIsOver whether the differences have lasted longer than the grace
     */
    public static Agreement agreement(
            Group group, List<Difference> differences, Predicate<String> complete, boolean graceIsOver) {
        boolean anyStale = !group.members().stream().allMatch(complete);
        if (differences.stream().anyMatch(one -> one.kind() == Difference.Kind.HELD_TWICE)) {
            return Agreement.CONFLICT;
        }
        if (anyStale) {
            return Agreement.STALE;
        }
        if (!group.isShared()) {
            return Agreement.ALONE;
        }
        if (differences.isEmpty()) {
            return Agreement.AGREED;
        }
        return graceIsOver ? Agreement.DISAGREED : Agreement.REPLICATING;
    }
}
