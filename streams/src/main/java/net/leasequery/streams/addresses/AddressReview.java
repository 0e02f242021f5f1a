package net.leasequery.streams.addresses;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.leasequery.Lease;
import net.leasequery.streams.audit.ConfirmedViews;
import net.leasequery.streams.audit.DueTimes;
import net.leasequery.streams.audit.FindingKind;
import net.leasequery.streams.audit.FindingRecords;
import net.leasequery.streams.audit.Subject;
import net.leasequery.streams.audit.Trouble;
import net.leasequery.streams.audit.TroubleReview;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.merge.Difference;
import net.leasequery.streams.merge.LeaseMerge;
import net.leasequery.streams.merge.Verdict;
import net.leasequery.streams.merge.View;
import net.leasequery.streams.merge.ViewComparison;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.AvroSerde;
import net.leasequery.streams.records.State;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Recomputes one address: its lease, its findings, and when to review it again. For one thread. */
final class AddressReview {
    private static final Set<FindingKind> DISAGREEMENTS =
            EnumSet.of(FindingKind.NOT_REPLICATED, FindingKind.STATE_DISAGREES, FindingKind.EXPIRY_DISAGREES);
    private static final AvroSerde LEASE = AvroSerde.of(Lease.getClassSchema());

    private final AddressSettings settings;
    private final ConfirmedViews confirmed;
    private final DueTimes dueTimes;
    private final Consumer<Record<Object, Object>> out;
    private final LeaseMerge merge;
    private final ViewComparison comparison;
    private final TroubleReview troubles;

    AddressReview(
            AddressSettings settings,
            ConfirmedViews confirmed,
            DueTimes dueTimes,
            Consumer<Record<Object, Object>> out) {
        this.settings = settings;
        this.confirmed = confirmed;
        this.dueTimes = dueTimes;
        this.out = out;
        this.merge = new LeaseMerge(settings.epsilonMillis());
        this.comparison = new ViewComparison(settings.epsilonMillis(), settings.expiryToleranceMillis());
        this.troubles = new TroubleReview(confirmed);
    }

    /** The holdings of the same address in other groups, by group. */
    interface Elsewhere {
        Map<String, GenericRecord> holdings();
    }

    /**
     * Reviews an address. The caller stores the state afterwards.
     *
     * @param began start of a difference that did not exist before
     * @param now wall clock
     */
    void review(AddressKey key, AddressState state, Elsewhere elsewhere, long began, long now) {
        Group group = settings.groups().named(key.group());
        Map<String, View> views = state.views(group, settings.epsilonMillis());
        Group followed = group.without(confirmed::isRetired);
        List<View> believable = believable(views);
        Verdict verdict = merge.decide(group, believable, confirmed::isComplete, now);
        GenericRecord winning = required(state.updates(), verdict.winner().server());
        List<Trouble> known = lasting(Trouble.read(state.record()), state, began);
        GenericRecord binding = BindingViews.binding(winning);
        GenericRecord holding = Holdings.of(key, group, verdict.winner(), binding, began, now);
        takeHolding(state, holding, group.members().size() > 1, began, now);

        List<Difference> present =
                comparison.differences(followed, views, verdict.winner(), confirmed::isComplete, now);
        Map<FindingKind, List<String>> certain = byKind(present);
        Map<FindingKind, List<String>> possible = followed.members().stream().allMatch(confirmed::isComplete)
                ? byKind(present)
                : possible(followed, views, believable, now);
        addSecondGroup(key, state, elsewhere, possible, certain);
        Subject subject = new Subject(key.group(), key.vpn(), key.address());
        troubles.review(
                key.text(),
                known,
                new TroubleReview.Present(possible, certain, began, group.graceMillis()),
                opened -> report(opened, subject, evidence(opened, views, elsewhere), null, now),
                closed -> report(closed, subject, evidence(closed, views, elsewhere), began, now));
        List<Trouble> left = troubles.troubles();
        Trouble.write(left, state.record());
        List<Bytes> waits = troubles.waits();
        addNextExpiry(waits, key, views, left, now);
        dueTimes.replace(state.record(), waits);

        var agreement = ViewComparison.agreement(
                followed, present, confirmed::isComplete, TroubleReview.anyOpen(left, DISAGREEMENTS));
        write(key, state, LeaseRecords.of(binding, verdict, agreement, List.copyOf(views.values())), now);
    }

    /**
     * Returns the troubles that have lasted. A lease that is not replicated stops being a trouble when it runs out. No
     * review is scheduled for that moment: nearly every renewal waits briefly for the partner, and each would need one.
     */
    private static List<Trouble> lasting(List<Trouble> known, AddressState state, long began) {
        return state.isHeldAt(began)
                ? known
                : known.stream()
                        .filter(trouble -> trouble.open() || trouble.kind() != FindingKind.NOT_REPLICATED)
                        .toList();
    }

    /** Removes the lease and closes all open findings, because no server has the address any more. */
    void end(AddressKey key, AddressState state, long began, long now) {
        Subject subject = new Subject(key.group(), key.vpn(), key.address());
        for (Trouble trouble : Trouble.read(state.record())) {
            if (trouble.open()) {
                report(trouble, subject, Map.of(), began, now);
            }
        }
        // The group may have had several members when the hold was told.
        takeHolding(state, null, true, began, now);
        dueTimes.replace(state.record(), List.of());
        out.accept(new Record<>(key.toRecord(), null, now));
    }

    /**
     * Returns the views to choose from. When a server is retired, its bindings are ended in Kafka; this says nothing of
     * leases that others hold.
     */
    private List<View> believable(Map<String, View> views) {
        List<View> left = views.values().stream()
                .filter(view -> !(view.vanished() && confirmed.isRetired(view.server())))
                .toList();
        return left.isEmpty() ? List.copyOf(views.values()) : left;
    }

    /** Returns the differences that would exist if all views were complete. */
    private Map<FindingKind, List<String>> possible(
            Group group, Map<String, View> views, List<View> believable, long now) {
        Predicate<String> all = server -> true;
        View winner = merge.decide(group, believable, all, now).winner();
        return byKind(comparison.differences(group, views, winner, all, now));
    }

    private Map<FindingKind, List<String>> byKind(List<Difference> differences) {
        Map<FindingKind, List<String>> found = new EnumMap<>(FindingKind.class);
        if (settings.audits()) {
            differences.forEach(one -> found.put(FindingKind.of(one.kind()), one.servers()));
        }
        return found;
    }

    /** Adds one finding for all groups, in the group that is first by name. */
    private void addSecondGroup(
            AddressKey key,
            AddressState state,
            Elsewhere elsewhere,
            Map<FindingKind, List<String>> possible,
            Map<FindingKind, List<String>> certain) {
        GenericRecord mine = state.holding();
        Map<String, GenericRecord> others = elsewhere.holdings();
        boolean first = others.keySet().stream().allMatch(other -> other.compareTo(key.group()) > 0);
        if (mine == null || others.isEmpty() || !first || !settings.audits()) {
            return;
        }
        List<String> servers = new ArrayList<>();
        servers.add(State.required(mine, "server"));
        others.values().forEach(other -> servers.add(State.required(other, "server")));
        possible.put(FindingKind.ADDRESS_IN_TWO_GROUPS, servers);
        if (servers.stream().allMatch(confirmed::isComplete)) {
            certain.put(FindingKind.ADDRESS_IN_TWO_GROUPS, servers);
        }
    }

    private static Map<String, String> evidence(Trouble trouble, Map<String, View> views, Elsewhere elsewhere) {
        Map<String, String> evidence = new LinkedHashMap<>(Evidence.of(trouble.servers(), views));
        elsewhere
                .holdings()
                .forEach((group, holding) -> evidence.computeIfPresent(
                        State.required(holding, "server"),
                        (server, text) ->
                                "ACTIVE in group " + group + ", client " + State.required(holding, "client")));
        return evidence;
    }

    private void report(
            Trouble trouble, Subject subject, Map<String, String> evidence, @Nullable Long closed, long now) {
        out.accept(FindingRecords.of(trouble, subject, evidence, closed, now));
    }

    private void takeHolding(
            AddressState state, @Nullable GenericRecord holding, boolean reported, long began, long now) {
        GenericRecord before = state.holding();
        if (Holdings.same(before, holding)) {
            return;
        }
        state.record().put("holding", holding);
        if (!reported || !settings.audits()) {
            return;
        }
        GenericRecord was = withLink(before);
        GenericRecord is = withLink(holding);
        if (was != null && (is == null || !Holdings.clientKey(was).equals(Holdings.clientKey(is)))) {
            out.accept(new Record<>(Holdings.clientKey(was), Holdings.ended(was, began), now));
        }
        if (is != null) {
            out.accept(new Record<>(Holdings.clientKey(is), is, now));
        }
    }

    /** Returns null without a known link: such an address cannot be said to share a link with another one. */
    private static @Nullable GenericRecord withLink(@Nullable GenericRecord holding) {
        return holding == null || holding.get("link") == null ? null : holding;
    }

    /** Adds the next expiry only if the views differ: otherwise the passage of time changes nothing. */
    private static void addNextExpiry(
            List<Bytes> waits, AddressKey key, Map<String, View> views, List<Trouble> troubles, long now) {
        boolean timed = isHeldBySomeOnly(views);
        for (Trouble trouble : troubles) {
            timed |= trouble.open() || trouble.kind() != FindingKind.NOT_REPLICATED;
        }
        if (timed) {
            views.values().stream()
                    .filter(view -> view.holdsAt(now) && !view.infinite())
                    .map(View::expiry)
                    .filter(expiry -> expiry != null)
                    .min(Long::compare)
                    .ifPresent(expiry -> waits.add(DueTimes.atClock(expiry, key.text())));
        }
    }

    private static boolean isHeldBySomeOnly(Map<String, View> views) {
        int holders = 0;
        for (View view : views.values()) {
            holders += view.holds() ? 1 : 0;
        }
        return holders > 0 && holders < views.size();
    }

    private void write(AddressKey key, AddressState state, GenericRecord lease, long now) {
        long digest = SchemaNormalization.fingerprint64(LEASE.write(lease));
        ByteBuffer octets = ByteBuffer.allocate(Long.BYTES).putLong(0, digest);
        if (!octets.equals(state.record().get("lease"))) {
            state.record().put("lease", octets);
            out.accept(new Record<>(key.toRecord(), lease, now));
        }
    }

    private static GenericRecord required(Map<String, GenericRecord> updates, String server) {
        GenericRecord update = updates.get(server);
        if (update == null) {
            throw new IllegalStateException("No view of " + server);
        }
        return update;
    }
}
