package net.leasequery.streams.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;

/**
 * Chooses among the views of one address. Every step works on the whole set: "within epsilon" is not transitive, so a
 * pairwise choice would depend on the order of arrival. Immutable.
 */
public final class LeaseMerge {
    private final long epsilonMillis;

    /** @param epsilonMillis transactions no further apart count as simultaneous ({@code transaction.epsilon.ms}) */
    public LeaseMerge(long epsilonMillis) {
        this.epsilonMillis = epsilonMillis;
    }

    /**
     * Returns the view that is believed, and the rule that decided.
     *
     * @param group whose members the views are of
     * @param views one per server, in any order; not empty
     * @param complete whether the view of a server is complete
     * @param now the workers' clock, by which leases run out
     */
    public Verdict decide(Group group, Collection<View> views, Predicate<String> complete, long now) {
        if (views.isEmpty()) {
            throw new IllegalArgumentException("No view to decide between");
        }
        List<View> left = List.copyOf(views);
        if (left.size() == 1) {
            return new Verdict(left.get(0), Rule.ONLY_VIEW);
        }
        left = newest(left);
        if (left.size() == 1) {
            return new Verdict(left.get(0), Rule.NEWEST_TRANSACTION);
        }
        left = withoutOverruled(group.kind(), left, complete, now);
        if (left.size() == 1) {
            return new Verdict(left.get(0), Rule.END_OF_TRANSACTION);
        }
        left = localIfAny(left);
        if (left.size() == 1) {
            return new Verdict(left.get(0), Rule.LOCAL_OVER_REMOTE);
        }
        left = byExpiry(group.kind(), left);
        if (left.size() == 1) {
            return new Verdict(left.get(0), Rule.EXPIRY);
        }
        View first = left.stream()
                .min(Comparator.<View>comparingInt(view -> group.order(view.server()))
                        .thenComparing(View::server))
                .orElseThrow();
        return new Verdict(first, Rule.MEMBER_ORDER);
    }

    /** Rule 1. */
    private List<View> newest(List<View> views) {
        long newest = views.stream().mapToLong(View::changedAt).max().orElseThrow();
        long limit = newest < Long.MIN_VALUE + epsilonMillis ? newest : newest - epsilonMillis;
        return views.stream().filter(view -> view.changedAt() >= limit).toList();
    }

    /** Rule 2: of an end and a hold of the same transaction, one is dropped. */
    private List<View> withoutOverruled(GroupKind kind, List<View> views, Predicate<String> complete, long now) {
        List<View> ends = views.stream().filter(view -> !view.holds()).toList();
        List<View> holds = views.stream()
                .filter(View::holds)
                .filter(hold -> ends.stream().noneMatch(end -> ends(kind, end, hold, complete, now)))
                .toList();
        List<View> left = new ArrayList<>(holds);
        for (View end : ends) {
            if (holds.stream().noneMatch(hold -> end.isOfSameTransaction(hold, epsilonMillis))) {
                left.add(end);
            }
        }
        return left;
    }

    private boolean ends(GroupKind kind, View end, View hold, Predicate<String> complete, long now) {
        if (!end.isOfSameTransaction(hold, epsilonMillis) || !complete.test(end.server())) {
            return false;
        }
        return kind == GroupKind.FAILOVER || freedLater(end, hold) || !hold.holdsAt(now);
    }

    private static boolean freedLater(View end, View hold) {
        boolean freed = end.state().equals("RELEASED") || end.state().equals("RESET");
        Long since = hold.stateStart() != null ? hold.stateStart() : hold.lastTransaction();
        return freed && end.stateStart() != null && since != null && end.stateStart() > since;
    }

    /** Rule 3. */
    private static List<View> localIfAny(List<View> views) {
        List<View> local = views.stream()
                .filter(view -> Boolean.FALSE.equals(view.remote()))
                .toList();
        return local.isEmpty()
                ? views
                : views.stream()
                        .filter(view -> !Boolean.TRUE.equals(view.remote()))
                        .toList();
    }

    /**
     * Rule 4: compares the expiries of holds of one client; other views stay. Expiries within epsilon count as equal:
     * two servers report one expiry by clocks whose skew is known only to some milliseconds, so the choice would be
     * random.
     */
    private List<View> byExpiry(GroupKind kind, List<View> views) {
        if (kind == GroupKind.INDEPENDENT) {
            return views;
        }
        return views.stream()
                .filter(view -> !view.holds()
                        || views.stream()
                                .filter(View::holds)
                                .filter(other -> Objects.equals(view.client(), other.client()))
                                .noneMatch(other -> rank(kind, other) - epsilonMillis > rank(kind, view)))
                .toList();
    }

    /** The higher rank wins; an unknown expiry ranks lowest. Values stay far enough from the limits for subtraction. */
    private static long rank(GroupKind kind, View view) {
        Long expiry = view.expiry();
        if (!view.infinite() && expiry == null) {
            return Long.MIN_VALUE / 2;
        }
        long end = view.infinite() || expiry == null ? Long.MAX_VALUE / 4 : expiry;
        return kind == GroupKind.FAILOVER ? -end : end;
    }
}
