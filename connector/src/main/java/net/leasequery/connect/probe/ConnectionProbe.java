package net.leasequery.connect.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus;
import org.jspecify.annotations.Nullable;

/**
 * Connects to servers as a task would, sends the query that a task would send, and reports the obstacles. All servers
 * are tried at the same time. An open port proves nothing, so a server has to answer: an Active Leasequery is sent with
 * a query-start-time, which makes a CatchUpComplete due (RFC 7724 section 7.4.1, RFC 7653 section 8.4.1), and a Bulk
 * Leasequery has to be answered completely.
 */
public final class ConnectionProbe {

    private static final Duration SLICE = Duration.ofMillis(50);

    private final Function<RequestorSettings, LeasequeryRequestor> requestors;
    private final Duration patience;
    private final Duration answerTime;
    private final LongSupplier nanoTime;

    /**
     * A probe.
     *
     * @param requestors creates a requestor that resumes from the present
     * @param patience longest wait for the servers together; those that have not answered by then are reported as such
     * @param answerTime how long a server may take for the first message of its answer
     * @param nanoTime as {@link System#nanoTime}
     */
    public ConnectionProbe(
            Function<RequestorSettings, LeasequeryRequestor> requestors,
            Duration patience,
            Duration answerTime,
            LongSupplier nanoTime) {
        this.requestors = requestors;
        this.patience = patience;
        this.answerTime = answerTime;
        this.nanoTime = nanoTime;
    }

    /**
     * Tries these servers.
     *
     * @return the obstacles; empty if there are none
     * @throws InterruptedException if the calling thread was interrupted while it waited
     */
    public List<Finding> tryOut(List<RequestorSettings> servers) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        try {
            for (RequestorSettings server : servers) {
                Attempt attempt = new Attempt(server, requestors.apply(server));
                attempts.add(attempt);
                attempt.requestor.start();
            }
            long deadline = nanoTime.getAsLong() + patience.toNanos();
            List<Finding> findings = new ArrayList<>();
            for (Attempt attempt : attempts) {
                Finding finding = attempt.outcome(deadline);
                if (finding != null) {
                    findings.add(finding);
                }
            }
            return findings;
        } finally {
            attempts.forEach(attempt -> attempt.requestor.close());
        }
    }

    private final class Attempt {

        private final RequestorSettings settings;
        private final LeasequeryRequestor requestor;
        private @Nullable Long askedAt;

        Attempt(RequestorSettings settings, LeasequeryRequestor requestor) {
            this.settings = settings;
            this.requestor = requestor;
        }

        @Nullable
        Finding outcome(long deadline) throws InterruptedException {
            do {
                for (Delivery delivery : requestor.poll(SLICE)) {
                    if (isAnswer(delivery)) {
                        return null;
                    }
                    Finding finding = finding(delivery);
                    if (finding != null) {
                        return finding;
                    }
                }
                if (isSilent()) {
                    return new Finding(
                            settings.server(),
                            DisconnectReason.RECEIVE_TIMEOUT,
                            "it took the connection and did not answer the query within " + answerTime.toSeconds()
                                    + " s");
                }
                // Its answer may have come while another server used up the time.
            } while (nanoTime.getAsLong() - deadline < 0);
            String detail = "it did not answer within " + patience.toSeconds() + " s";
            return new Finding(settings.server(), DisconnectReason.CONNECT_FAILED, detail);
        }

        private boolean isSilent() {
            if (requestor.status().phase() != RequestorStatus.Phase.QUERYING) {
                askedAt = null;
                return false;
            }
            long now = nanoTime.getAsLong();
            if (askedAt == null) {
                askedAt = now;
            }
            return now - askedAt >= answerTime.toNanos();
        }

        private @Nullable Finding finding(Delivery delivery) {
            if (!(delivery instanceof Delivery.OfNotice news)) {
                return null;
            }
            return news.notice() instanceof Notice.Disconnected end
                    ? new Finding(settings.server(), end.reason(), end.detail())
                    : null;
        }

        private boolean isAnswer(Delivery delivery) {
            if (!(delivery instanceof Delivery.OfNotice news)) {
                return true;
            }
            return settings.queryMode() == QueryMode.BULK
                    ? news.notice() instanceof Notice.PollCompleted
                    : news.notice() instanceof Notice.Connected;
        }
    }
}
