package net.leasequery.requestor.poll;

import java.util.List;
import net.leasequery.requestor.bulk.BulkPass;
import net.leasequery.requestor.bulk.BulkRequest;
import net.leasequery.requestor.poll.PollEffect.SendQuery;
import net.leasequery.requestor.settings.BulkQuery;

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
