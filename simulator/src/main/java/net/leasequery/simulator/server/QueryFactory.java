package net.leasequery.simulator.server;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.Random;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.history.History;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.wire.Request;

/** Creates running queries from requests, with the leases, the history and the clock. */
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

    BulkQuery bulk(Request request) {
        return new BulkQuery(request.replies(), request.selection(), table.size());
    }

    ActiveQuery active(Request request) {
        WaitingChanges waiting = new WaitingChanges(table.size(), settings.waitingOrder(), random);
        Instant start = request.start();
        if (start == null) {
            return ActiveQuery.live(request.replies(), request.selection(), waiting);
        }
        if (!history.covers(start)) {
            return ActiveQuery.missingData(request.replies(), request.selection(), waiting);
        }
        return ActiveQuery.catchingUp(
                request.replies(), request.selection(), waiting, new CatchUp(history, start, random));
    }

    void log(Request request, SocketAddress peer) {
        log.add(new ReceivedQuery(
                clock.instant(),
                peer,
                request.typeName(),
                request.xid(),
                request.primary(),
                request.start(),
                request.end(),
                request.vpn(),
                request.requestedOptions()));
    }
}
