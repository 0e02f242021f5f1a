package net.leasequery.connect.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.settings.QueryMode;
import net.leasequery.requestor.settings.RequestorSettings;
import org.jspecify.annotations.Nullable;

/**
 * Connects to servers as a task would, asks what a task would ask, and tells what stands in the way. All
 * servers are tried at the same time. A server that takes an Active Leasequery and then says nothing
 * against it for a while is in order: an idle stream is silent. A Bulk Leasequery has to be answered.
 */
public final class ConnectionProbe {

    private static final Duration SLICE = Duration.ofMillis(50);

    private final Function<RequestorSettings, LeasequeryRequestor> requestors;
    private final Duration patience;
    private final Duration quiet;
    private final LongSupplier nanoTime;

    /**
     * A probe.
     *
     * @param requestors makes a requestor with nothing to resume
     * @param patience longest wait for the servers together; those that have not answered by then are
     *     reported as such
     * @param quiet how long a server may say nothing against a query before it counts as taken
     * @param nanoTime as {@link System#nanoTime}
     */
    public ConnectionProbe(
            Function<RequestorSettings, LeasequeryRequestor> requestors,
            Duration patience,
            Duration quiet,
            LongSupplier nanoTime) {
        this.requestors = requestors;
        this.patience = patience;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
    }

    /**
     * Tries these servers.
     *
     * @return what stands in the way; empty if nothing does
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
            while (nanoTime.getAsLong() - deadline < 0) {
                for (Delivery delivery : requestor.poll(SLICE)) {
                    if (isAnswer(delivery)) {
                        return null;
                    }
                    Finding finding = finding(delivery);
                    if (finding != null) {
                        return finding;
                    }
                }
                if (settings.queryMode() == QueryMode.ACTIVE
                        && askedAt != null
                        && nanoTime.getAsLong() - askedAt >= quiet.toNanos()) {
                    return null;
                }
            }
            String detail = "it did not answer within " + patience.toSeconds() + " s";
            return new Finding(settings.server(), DisconnectReason.CONNECT_FAILED, detail);
        }

        private @Nullable Finding finding(Delivery delivery) {
            if (!(delivery instanceof Delivery.OfNotice news)) {
                return null;
            }
            if (news.notice() instanceof Notice.Connected) {
                askedAt = nanoTime.getAsLong();
            }
            return news.notice() instanceof Notice.Disconnected end
                    ? new Finding(settings.server(), end.reason(), end.detail())
                    : null;
        }

        private boolean isAnswer(Delivery delivery) {
            return !(delivery instanceof Delivery.OfNotice news) || news.notice() instanceof Notice.PollCompleted;
        }
    }
}
