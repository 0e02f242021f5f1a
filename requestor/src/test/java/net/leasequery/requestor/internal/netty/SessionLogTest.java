package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.SettingNames;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server must not fill the log, however often it does the same. Issue 11, point 16. */
class SessionLogTest {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Notice MALFORMED = new Notice.MalformedMessage("too short", "ff", true);
    private static final Notice TERMINATED = new Notice.QueryTerminated("going down");

    private final Logger logger = (Logger) LoggerFactory.getLogger(SessionLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SessionLog log = new SessionLog(new DhcpServer("east", "dhcp.example", 67), SettingNames.OWN);

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void aFloodOfOneKindIsOneLineInTenSecondsThatCountsTheOthers() {
        for (int millis = 0; millis <= 10_000; millis++) {
            log.notice(MALFORMED, at(millis));
        }

        assertThat(texts()).hasSize(2);
        assertThat(texts().get(0)).contains("too short").doesNotContain("similar");
        assertThat(texts().get(1))
                .contains("too short")
                .endsWith("9999 similar messages were not logged since the last one");
    }

    @Test
    void aFloodOfOneKindHidesNoOtherKind() {
        log.notice(MALFORMED, at(0));
        log.notice(MALFORMED, at(1));
        log.notice(TERMINATED, at(2));

        assertThat(texts()).hasSize(2);
        assertThat(texts().get(1)).contains("going down");
    }

    private List<String> texts() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static LocalMoment at(long millis) {
        return new LocalMoment(1_800_000_000_000L + millis, millis * NANOS_PER_MILLI);
    }
}
