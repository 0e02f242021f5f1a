package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a bulk query. A server reads its leases when the query comes, or each of them when its message is sent;
 * RFC 6926 section 8.2 leaves that and their order to the server.
 */
final class BulkAnswer {

    private final SimulatedServer server;
    private final Query query;
    /** Addresses, or clients if their leases are sent together, that have not been looked at. */
    private final ArrayDeque<Integer> left = new ArrayDeque<>();

    private final ArrayDeque<Octets> built = new ArrayDeque<>();
    private boolean first = true;
    private @Nullable Status end;

    private BulkAnswer(SimulatedServer server, Query query, @Nullable Status end) {
        this.server = server;
        this.query = query;
        this.end = end;
    }

    /** An answer without bindings. */
    static BulkAnswer empty(SimulatedServer server, Query query, Status end) {
        return new BulkAnswer(server, query, end);
    }

    /** An answer whose leases are all read now. */
    static BulkAnswer readNow(SimulatedServer server, Query query, int most) {
        BulkAnswer answer = readAsSent(server, query, most);
        for (Octets next = answer.read(); next != null; next = answer.read()) {
            answer.built.add(next);
        }
        return answer;
    }

    /** An answer whose leases are read when their message is sent. */
    static BulkAnswer readAsSent(SimulatedServer server, Query query, int most) {
        BulkAnswer answer = new BulkAnswer(server, query, Status.SUCCESS);
        IntStream.range(0, most).forEach(answer.left::add);
        return answer;
    }

    boolean isSent() {
        return built.isEmpty() && end == null;
    }

    /** The next message; null after the last. */
    @Nullable
    Octets next() {
        Octets next = built.poll();
        return next == null ? read() : next;
    }

    /** Sends no more than this status. */
    void endWith(Status status) {
        if (!isSent()) {
            built.clear();
            left.clear();
            end = status;
        }
    }

    private @Nullable Octets read() {
        for (Integer next = left.poll(); next != null; next = left.poll()) {
            List<Lease> together = server.selected(query, next);
            if (!together.isEmpty()) {
                int label = together.stream().mapToInt(Lease::version).max().orElse(0);
                together.forEach(lease -> server.sent(lease.version()));
                return server.format().leases(server.replyWithBinding(query.xid(), isFirst()), together, label);
            }
        }
        Status status = end;
        end = null;
        return status == null ? null : server.format().bulkEnd(server.reply(query.xid(), isFirst()), status);
    }

    private boolean isFirst() {
        boolean was = first;
        first = false;
        return was;
    }
}
