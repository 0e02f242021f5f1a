package net.leasequery.simulator.server;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Status;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.history.History;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTable;
import org.jspecify.annotations.Nullable;

/** Makes running queries out of requests: here they meet the leases, the history and the clock. */
final class QueryFactory {

    private final ServerSettings settings;
    private final ServerClock clock;
    private final LeaseTable table;
    private final History history;
    private final QueryLog log;
    private final Random random;

    QueryFactory(ServerSettings settings, ServerClock clock, LeaseTable table, History history, QueryLog log) {
        this.settings = settings;
        this.clock = clock;
        this.table = table;
        this.history = history;
        this.log = log;
        this.random = new Random(settings.seed());
    }

    boolean answersActiveQueries() {
        return settings.activeEnabled() && settings.profile() == Profile.RFC;
    }

    QueryReplies replies(Dhcpv4Message query) {
        return new QueryReplies(settings, clock, query);
    }

    @Nullable
    Status violation(DhcpBulkLeaseQuery query) {
        return switch (settings.profile()) {
            case RFC -> QueryRules.violation(query);
            case KEA -> KeaProfile.violation(query);
        };
    }

    BulkQuery bulk(DhcpBulkLeaseQuery query, QueryReplies replies) {
        return new BulkQuery(replies, selection(query), table);
    }

    private Predicate<Lease> selection(DhcpBulkLeaseQuery query) {
        return switch (settings.profile()) {
            case RFC ->
                new BulkSelection(
                                PrimaryQuery.in(query).get(0),
                                TimeWindow.of(query.options()),
                                VpnSelection.of(query.options()))::includes;
            case KEA -> KeaProfile.selection(query, clock);
        };
    }

    ActiveQuery active(DhcpActiveLeaseQuery query, QueryReplies replies) {
        VpnSelection vpns = VpnSelection.of(query.options());
        WaitingChanges waiting = new WaitingChanges(table.size(), settings.waitingOrder(), random);
        Instant start = instant(query.options().queryStartTime());
        if (start == null) {
            return ActiveQuery.live(replies, vpns, table, waiting);
        }
        if (!history.covers(start)) {
            return ActiveQuery.missingData(replies, vpns, table, waiting);
        }
        return ActiveQuery.catchingUp(replies, vpns, table, waiting, new CatchUp(history, start, random));
    }

    void log(DhcpActiveLeaseQuery query, SocketAddress peer) {
        log(query, peer, null);
    }

    void log(DhcpBulkLeaseQuery query, SocketAddress peer) {
        log(
                query,
                peer,
                PrimaryQuery.in(query).stream().map(PrimaryQuery::toString).collect(Collectors.joining("+")));
    }

    private void log(Dhcpv4Message query, SocketAddress peer, @Nullable String primary) {
        Dhcpv4Options options = query.options();
        log.add(new ReceivedQuery(
                clock.instant(),
                peer,
                query.messageType(),
                query.transactionId(),
                primary,
                instant(options.queryStartTime()),
                instant(options.queryEndTime()),
                options.vss(),
                options.parameterRequestList()));
    }

    private static @Nullable Instant instant(OptionalLong seconds) {
        return seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : null;
    }
}
