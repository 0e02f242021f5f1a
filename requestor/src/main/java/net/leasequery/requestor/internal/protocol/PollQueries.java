package net.leasequery.requestor.internal.protocol;

import java.util.List;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.internal.protocol.PollEffect.SendQuery;

/** The queries of which each poll consists, in their order. */
record PollQueries(List<BulkQuery> all) {

    PollQueries {
        all = List.copyOf(all);
    }

    /** The query that {@code run} has come to. */
    BulkQuery current(PollRun run) {
        return all.get(run.pass().index());
    }

    boolean isLast(PollRun run) {
        return run.pass().index() + 1 == all.size();
    }

    SendQuery send(PollRun run) {
        BulkPass pass = run.pass();
        return new SendQuery(new BulkRequest(pass.xid(), current(run), run.window()));
    }
}
