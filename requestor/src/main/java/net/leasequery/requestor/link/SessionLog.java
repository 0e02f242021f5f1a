package net.leasequery.requestor.link;

import java.time.Duration;
import net.leasequery.requestor.backfill.BackfillState;
import net.leasequery.requestor.bulk.BulkRequest;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.session.SessionState;
import net.leasequery.requestor.settings.DhcpServer;
import net.leasequery.requestor.status.RequestorStatus.Phase;
import net.leasequery.requestor.tls.TlsSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator reads of one requestor: states, notices and the progress of a back-fill; never
 * lease data. Each line but those on malformed messages follows a change of state, and those are
 * bounded in number here.
 */
final class SessionLog {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);
    private static final Duration WARNING_INTERVAL = Duration.ofSeconds(10);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final DhcpServer server;
    private @Nullable LocalMoment progressSince;
    private long progressBefore;
    private long bulkBindings;
    private @Nullable LocalMoment lastWarning;
    private long warningsLeftOut;

    SessionLog(DhcpServer server) {
        this.server = server;
    }

    void moved(Phase before, Phase after) {
        if (before != after) {
            LOG.info("DHCP server {}: {} -> {}", server, before, after);
        }
    }

    void moved(SessionState before, SessionState after) {
        moved(before.live().phase(), after.live().phase());
        BackfillState.Phase was = before.backfill().phase();
        BackfillState.Phase is = after.backfill().phase();
        if (was == BackfillState.Phase.ASKING || is == BackfillState.Phase.ASKING) {
            LOG.debug("DHCP server {}: back-fill {} -> {}", server, was, is);
        } else if (was != is) {
            LOG.info("DHCP server {}: back-fill {} -> {}", server, was, is);
        }
    }

    /** The queries of a question name addresses of clients, and are many. */
    void asks(BulkRequest request, BackfillState.Phase phase) {
        progressSince = null;
        if (phase != BackfillState.Phase.ASKING) {
            asks(request);
        }
    }

    private void asks(BulkRequest request) {
        LOG.info("DHCP server {}: bulk query {} of {}", server, request.query(), request.window());
    }

    void secured(TlsSession tls) {
        if (!tls.ownCertificateShown()) {
            LOG.warn(
                    "DHCP server {} did not ask for our certificate; if it answers nevertheless, it would answer anybody",
                    server);
        }
    }

    /** A query that comes again and again is nothing new to an operator. */
    void asksAgain(BulkRequest request) {
        progressSince = null;
        LOG.debug("DHCP server {}: polls {} of {}", server, request.query(), request.window());
    }

    void waits(Duration delay) {
        LOG.info("DHCP server {}: next attempt in {} ms", server, delay.toMillis());
    }

    /** Counts a binding of a bulk answer, and tells how many there were every few seconds. */
    void progress(LocalMoment now) {
        bulkBindings++;
        LocalMoment since = progressSince;
        if (since == null) {
            progressSince = now;
            progressBefore = 0;
            bulkBindings = 1;
        } else if (now.millisSince(since) >= PROGRESS_INTERVAL.toMillis()) {
            double seconds = now.millisSince(since) / MILLIS_PER_SECOND;
            long rate = Math.round((bulkBindings - progressBefore) / seconds);
            LOG.info("DHCP server {}: bulk query has brought {} bindings, {} a second", server, bulkBindings, rate);
            progressSince = now;
            progressBefore = bulkBindings;
        }
    }

    void notice(Notice notice, LocalMoment now) {
        if (notice instanceof Notice.Disconnected end) {
            LOG.info("DHCP server {}: disconnected, {}: {}", server, end.reason(), end.detail());
        } else if (notice instanceof Notice.DataMissing missing) {
            LOG.warn("DHCP server {} no longer has the changes of {}", server, missing.gap());
        } else if (notice instanceof Notice.BackfillFailed failed) {
            LOG.warn("DHCP server {}: back-fill of {} failed: {}", server, failed.gap(), failed.reason());
        } else if (notice instanceof Notice.MalformedMessage malformed) {
            warnOf(malformed, now);
        } else if (notice instanceof Notice.PollStarted
                || notice instanceof Notice.QuestionAnswered
                || notice instanceof Notice.QuestionFailed) {
            LOG.debug("DHCP server {}: {}", server, notice);
        } else {
            LOG.info("DHCP server {}: {}", server, notice);
        }
    }

    private void warnOf(Notice.MalformedMessage malformed, LocalMoment now) {
        LocalMoment last = lastWarning;
        if (last != null && now.millisSince(last) < WARNING_INTERVAL.toMillis()) {
            warningsLeftOut++;
            return;
        }
        LOG.warn(
                "DHCP server {}: malformed message: {}; it begins {} ({} more since the last such line)",
                server,
                malformed.reason(),
                malformed.leadingOctets(),
                warningsLeftOut);
        lastWarning = now;
        warningsLeftOut = 0;
    }
}
