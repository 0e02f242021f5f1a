package net.leasequery.streams.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import org.jspecify.annotations.Nullable;

/** The merge of a set is one lease, however the set came about. */
class LeaseMergePropertiesTest {

    private static final List<String> SERVERS = List.of("a", "b", "c", "d");

    private final LeaseMerge merge = new LeaseMerge(Views.EPSILON);

    @Provide
    Arbitrary<View> views() {
        // Few values close together: most sets then have ties within epsilon, some of them chained.
        Arbitrary<@Nullable Long> times =
                Arbitraries.longs().between(-4, 4).map(Views::at).injectNull(0.2);
        return Combinators.combine(
                        Arbitraries.of(SERVERS),
                        Arbitraries.of("ACTIVE", "ACTIVE", "EXPIRED", "RELEASED", "RESET", "AVAILABLE", "UNKNOWN"),
                        Arbitraries.of("hw:1/aa", "hw:1/bb").injectNull(0.2),
                        times,
                        times,
                        times,
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.of(true, false))
                .as((server, state, client, transaction, start, expiry, remote, inferred) -> new View(
                        server,
                        state,
                        client,
                        transaction,
                        start,
                        expiry,
                        expiry == null && inferred,
                        remote,
                        inferred,
                        "",
                        0));
    }

    @Provide
    Arbitrary<List<View>> sets() {
        return views().list().uniqueElements(View::server).ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 4000)
    void dependsNeitherOnTheOrderOfArrivalNorOnRepeats(
            @ForAll("sets") List<View> views, @ForAll GroupKind kind, @ForAll Random random) {
        Group group = Views.group(kind, "a", "b", "c", "d");
        Set<String> incomplete = someOf(views, random);
        List<View> shuffled = new ArrayList<>(views);
        Collections.shuffle(shuffled, random);
        List<View> repeated = new ArrayList<>(shuffled);
        repeated.addAll(views);

        Verdict verdict = decide(group, views, incomplete);

        assertThat(decide(group, shuffled, incomplete)).isEqualTo(verdict);
        assertThat(decide(group, repeated, incomplete).winner()).isEqualTo(verdict.winner());
    }

    @Property(tries = 4000)
    void erasingAViewAndAddingItAgainGivesTheSameLease(
            @ForAll("sets") List<View> views, @ForAll GroupKind kind, @ForAll Random random) {
        Group group = Views.group(kind, "a", "b", "c", "d");
        Map<String, View> state = new TreeMap<>();
        views.forEach(view -> state.put(view.server(), view));
        Verdict verdict = decide(group, state.values(), Set.of());
        View erased = views.get(random.nextInt(views.size()));

        state.remove(erased.server());
        state.put(erased.server(), erased);

        assertThat(decide(group, state.values(), Set.of())).isEqualTo(verdict);
    }

    @Property(tries = 4000)
    void believesNoViewThatIsNotWithinEpsilonOfTheNewest(@ForAll("sets") List<View> views, @ForAll GroupKind kind) {
        Group group = Views.group(kind, "a", "b", "c", "d");
        long newest = views.stream().mapToLong(View::changedAt).max().orElseThrow();

        View winner = decide(group, views, Set.of()).winner();

        boolean timeless = newest == Long.MIN_VALUE;
        assertThat(timeless || winner.changedAt() >= newest - Views.EPSILON).isTrue();
    }

    private Verdict decide(Group group, Collection<View> views, Set<String> incomplete) {
        return merge.decide(group, views, server -> !incomplete.contains(server), Views.NOON);
    }

    private static Set<String> someOf(List<View> views, Random random) {
        Set<String> some = new HashSet<>();
        views.stream().filter(view -> random.nextBoolean()).forEach(view -> some.add(view.server()));
        return some;
    }
}
