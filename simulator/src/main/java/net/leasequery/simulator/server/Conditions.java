package net.leasequery.simulator.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/** The current effects of faults on a server, shared by all connections. On the event loop. */
final class Conditions {

    private static final String REASON = "told to refuse";

    private final int configuredLimit;
    private final List<Refusal> refusals = new ArrayList<>();

    private boolean activeBlocked;
    private Duration pauseAfterWrite = Duration.ZERO;
    private Duration delayBeforeRead = Duration.ZERO;
    private int connectionLimit;

    /** Creates conditions without faults. */
    Conditions(int connectionLimit) {
        this.configuredLimit = connectionLimit;
        this.connectionLimit = connectionLimit;
    }

    /** Ends all effects of faults. */
    void heal() {
        refusals.clear();
        activeBlocked = false;
        pauseAfterWrite = Duration.ZERO;
        delayBeforeRead = Duration.ZERO;
        connectionLimit = configuredLimit;
    }

    /** Whether sending to Active queries is blocked. */
    boolean activeBlocked() {
        return activeBlocked;
    }

    void blockActive(boolean blocked) {
        activeBlocked = blocked;
    }

    /** Pause after every message; zero for none. */
    Duration pauseAfterWrite() {
        return pauseAfterWrite;
    }

    void pauseAfterWrite(Duration pause) {
        pauseAfterWrite = pause;
    }

    /** Delay before every request is read; zero for none. */
    Duration delayBeforeRead() {
        return delayBeforeRead;
    }

    void delayBeforeRead(Duration delay) {
        delayBeforeRead = delay;
    }

    /** Connections served at a time. */
    int connectionLimit() {
        return connectionLimit;
    }

    void limitConnections(int limit) {
        connectionLimit = limit;
    }

    void restoreConnectionLimit() {
        connectionLimit = configuredLimit;
    }

    /** Refuses the next queries of a kind. */
    void refuse(Target target, int statusCode, int queries) {
        refusals.add(new Refusal(target, statusCode, queries));
    }

    /** The status with which a new query of this kind is refused, or null. */
    @Nullable
    Verdict refusal(Target kind) {
        for (Iterator<Refusal> each = refusals.iterator(); each.hasNext(); ) {
            Refusal refusal = each.next();
            if (refusal.target == Target.ANY || refusal.target == kind) {
                refusal.left--;
                if (refusal.left <= 0) {
                    each.remove();
                }
                return new Verdict(refusal.statusCode, REASON);
            }
        }
        return null;
    }

    /** Queries that are still to be refused. */
    private static final class Refusal {

        private final Target target;
        private final int statusCode;
        private int left;

        Refusal(Target target, int statusCode, int left) {
            this.target = target;
            this.statusCode = statusCode;
            this.left = left;
        }
    }
}
