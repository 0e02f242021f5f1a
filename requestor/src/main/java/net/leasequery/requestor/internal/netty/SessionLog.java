package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.SettingNames;
import net.leasequery.requestor.internal.protocol.BackfillState;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.StateMachine;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes the log of one requestor: states, notices and the progress of a back-fill; never lease data. The number of
 * lines that a server can cause at will is bounded here; all other lines follow a change of state, which back-off
 * bounds.
 */
final class SessionLog {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final DhcpServer server;
    private @Nullable LocalMoment progressSince;
    private long progressBefore;
    private long bulkBindings;
    private final NoticeLines lines;
    private final Map<Class<?>, LogRateLimiter> limiters = new HashMap<>();

    SessionLog(DhcpServer server, SettingNames names) {
        this.server = server;
        this.lines = new NoticeLines(names);
    }

    void moved(StateMachine.State before, StateMachine.State after) {
        if (before.health() != after.health()) {
            LOG.info("DHCP server {}: {} -> {}", server, before.health(), after.health());
        }
        BackfillState.Phase was = before.backfillPhase();
        BackfillState.Phase is = after.backfillPhase();
        if (was == BackfillState.Phase.ASKING || is == BackfillState.Phase.ASKING) {
            LOG.debug("DHCP server {}: back-fill {} -> {}", server, was, is);
        } else if (was != is) {
            LOG.info("DHCP server {}: back-fill {} -> {}", server, was, is);
        }
    }

    /**
     * Logs only the queries of a back-fill: those of a poll repeat with every poll, and those of a question are many
     * and contain addresses of clients.
     *
     * @param phase of the back-fill; null if the query is one of a poll
     */
    void asks(BulkRequest request, BackfillState.@Nullable Phase phase) {
        progressSince = null;
        if (phase == null) {
            LOG.debug("DHCP server {}: poll query {} for the {}", server, request.query(), request.window());
        } else if (phase != BackfillState.Phase.ASKING) {
            LOG.info("DHCP server {}: bulk query {} for the {}", server, request.query(), request.window());
        }
    }

    void secured(TlsSession tls) {
        if (!tls.ownCertificateShown()) {
            LOG.warn(
                    "DHCP server {}: the server did not request our certificate. If it answers queries nevertheless, it"
                            + " answers any requestor. Configure it to require client certificates",
                    server);
        }
    }

    void waits(Duration delay) {
        LOG.info("DHCP server {}: next attempt in {} ms", server, delay.toMillis());
    }

    /** Counts bindings of a bulk answer, and logs the count every few seconds. */
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
        NoticeLines.Line line = notice.accept(lines);
        long leftOut = line.limited() ? limiter(notice).admit(now) : 0;
        if (leftOut >= 0) {
            String rest = leftOut == 0 ? "" : ". " + leftOut + " similar messages were not logged since the last one";
            write(line.level(), line.text() + rest);
        }
    }

    private LogRateLimiter limiter(Notice notice) {
        return limiters.computeIfAbsent(notice.getClass(), kind -> new LogRateLimiter());
    }

    /** The fluent API of SLF4J does not exist on older workers. */
    private void write(Level level, String text) {
        switch (level) {
            case WARN, ERROR -> LOG.warn("DHCP server {}: {}", server, text);
            case INFO -> LOG.info("DHCP server {}: {}", server, text);
            case DEBUG, TRACE -> LOG.debug("DHCP server {}: {}", server, text);
        }
    }
}
