package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SettingNames;
import net.leasequery.requestor.internal.protocol.BackfillState;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator reads of one requestor: states, notices and the progress of a back-fill; never
 * lease data. Lines that a server can cause as often as it likes are bounded in number here; all others
 * follow a change of state, which back-off bounds.
 */
final class SessionLog {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final DhcpServer server;
    private final SettingNames names;
    private @Nullable LocalMoment progressSince;
    private long progressBefore;
    private long bulkBindings;
    private final LogRateLimiter dataMissing = new LogRateLimiter();
    private final LogRateLimiter backfillFailed = new LogRateLimiter();
    private final LogRateLimiter clockStepped = new LogRateLimiter();
    private final LogRateLimiter malformedMessage = new LogRateLimiter();

    SessionLog(DhcpServer server, SettingNames names) {
        this.server = server;
        this.names = names;
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
        LOG.info("DHCP server {}: bulk query {} for the {}", server, request.query(), request.window());
    }

    void secured(TlsSession tls) {
        if (!tls.ownCertificateShown()) {
            LOG.warn(
                    "DHCP server {} did not request our certificate. If it answers queries nevertheless, it answers"
                            + " any requestor. Configure it to require client certificates",
                    server);
        }
    }

    /** A query that comes again and again is nothing new to an operator. */
    void asksAgain(BulkRequest request) {
        progressSince = null;
        LOG.debug("DHCP server {}: poll query {} for the {}", server, request.query(), request.window());
    }

    void waits(Duration delay) {
        LOG.info("DHCP server {}: next attempt in {} ms", server, delay.toMillis());
    }

    /** Counts bindings of a bulk answer, and tells how many there were every few seconds. */
    void progress(int received, LocalMoment now) {
        bulkBindings += received;
        LocalMoment since = progressSince;
        if (since == null) {
            progressSince = now;
            progressBefore = 0;
            bulkBindings = received;
        } else if (now.millisSince(since) >= PROGRESS_INTERVAL.toMillis()) {
            double seconds = now.millisSince(since) / MILLIS_PER_SECOND;
            long rate = Math.round((bulkBindings - progressBefore) / seconds);
            LOG.info(
                    "DHCP server {}: bulk query received {} bindings so far, {} per second",
                    server,
                    bulkBindings,
                    rate);
            progressSince = now;
            progressBefore = bulkBindings;
        }
    }

    void notice(Notice notice, LocalMoment now) {
        if (notice instanceof Notice.Disconnected end) {
            LOG.info("DHCP server {}: not connected, {}: {}", server, end.reason(), end.detail());
        } else if (notice instanceof Notice.DataMissing missing) {
            long before = dataMissing.admit(now);
            if (before >= 0) {
                LOG.warn(
                        "DHCP server {} no longer has the {}. They are loaded by a bulk query ({} more such"
                                + " messages since the last log line)",
                        server,
                        missing.gap(),
                        before);
            }
        } else if (notice instanceof Notice.ServerChanged changed) {
            LOG.warn(
                    names.in("DHCP server {}: another server answers. Its identity is {}, the previous one was {}."
                            + " All its bindings are loaded, unless snapshotMode is NEVER. If both are one server"
                            + " with several identifiers, name them in serverIdentity; if they are two servers, give"
                            + " each its own serverName"),
                    server,
                    changed.now(),
                    changed.before());
        } else if (notice instanceof Notice.BackfillFailed failed) {
            long before = backfillFailed.admit(now);
            if (before >= 0) {
                LOG.warn(
                        "DHCP server {}: the {} could not be loaded: {}. Loading is retried ({} more failures since"
                                + " the last log line)",
                        server,
                        failed.gap(),
                        failed.reason(),
                        before);
            }
        } else if (notice instanceof Notice.ClockStepped stepped) {
            long before = clockStepped.admit(now);
            if (before >= 0) {
                LOG.warn(
                        "DHCP server {}: its clock was set from {} to {} ({} s). This alone ends no lease; affected"
                                + " bindings are loaded again ({} more steps since the last log line)",
                        server,
                        stepped.step().from(),
                        stepped.step().to(),
                        stepped.step().seconds(),
                        before);
            }
        } else if (notice instanceof Notice.MalformedMessage malformed) {
            long before = malformedMessage.admit(now);
            if (before >= 0) {
                LOG.warn(
                        "DHCP server {} sent a malformed message: {}. It begins with {} ({} more since the last log"
                                + " line)",
                        server,
                        malformed.reason(),
                        malformed.leadingOctets(),
                        before);
            }
        } else if (notice instanceof Notice.TableFull full) {
            LOG.warn("DHCP server {}: {} (limit {} octets)", server, full.detail(), full.limitOctets());
        } else {
            logOther(notice);
        }
    }

    private void logOther(Notice notice) {
        if (notice instanceof Notice.Connected connected) {
            LOG.info("DHCP server {}: connected to {}, {}", server, connected.peer(), connected.security());
        } else if (notice instanceof Notice.CatchUpCompleted completed) {
            LOG.info("DHCP server {}: catch-up complete, {} bindings received", server, completed.bindings());
        } else if (notice instanceof Notice.SnapshotStarted started) {
            LOG.info("DHCP server {}: snapshot {} started", server, started.backfillId());
        } else if (notice instanceof Notice.SnapshotCompleted completed) {
            LOG.info(
                    "DHCP server {}: snapshot {} complete, {} bindings received",
                    server,
                    completed.backfillId(),
                    completed.bindings());
        } else if (notice instanceof Notice.GapFilled filled) {
            LOG.info(
                    "DHCP server {}: the {} were loaded, {} bindings received",
                    server,
                    filled.gap(),
                    filled.bindings());
        } else if (notice instanceof Notice.QueryTerminated terminated) {
            LOG.info(
                    "DHCP server {} ended the query{}",
                    server,
                    terminated.text().isEmpty() ? "" : ": " + terminated.text());
        } else if (notice instanceof Notice.PollStarted started) {
            LOG.debug("DHCP server {}: poll {} started", server, started.pollId());
        } else if (notice instanceof Notice.QuestionAnswered answered) {
            LOG.debug("DHCP server {}: question {} was answered", server, answered.questionId());
        } else if (notice instanceof Notice.QuestionFailed failed) {
            LOG.debug("DHCP server {}: question {} was not answered: {}", server, failed.questionId(), failed.reason());
        } else if (notice instanceof Notice.PollCompleted completed) {
            LOG.info(
                    "DHCP server {}: poll {} complete, {} bindings received{}",
                    server,
                    completed.pollId(),
                    completed.bindings(),
                    completed.full() ? "" : ", changes only");
        } else {
            LOG.info("DHCP server {}: {}", server, notice);
        }
    }
}
