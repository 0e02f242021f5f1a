package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.SettingNames;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.testkit.LoggedLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server must not fill the log, however often it does the same. Issue 11, point 16. */
class SessionLogTest {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Notice MALFORMED = new Notice.MalformedMessage("too short", "ff", true);
    private static final Notice TERMINATED = new Notice.QueryTerminated("going down");

    @RegisterExtension
    final LoggedLines lines = new LoggedLines(SessionLog.class);

    private final SessionLog log = new SessionLog(new DhcpServer("east", "dhcp.example", 67), SettingNames.OWN);

    @Test
    void aFloodOfOneKindIsOneLineInTenSecondsThatCountsTheOthers() {
        for (int millis = 0; millis <= 10_000; millis++) {
            log.notice(MALFORMED, at(millis));
        }

        assertThat(lines.texts()).hasSize(2);
        assertThat(lines.texts().get(0)).contains("too short").doesNotContain("similar");
        assertThat(lines.texts().get(1))
                .contains("too short")
                .endsWith("9999 similar messages were not logged since the last one");
    }

    @Test
    void aFloodOfOneKindHidesNoOtherKind() {
        log.notice(MALFORMED, at(0));
        log.notice(MALFORMED, at(1));
        log.notice(TERMINATED, at(2));

        assertThat(lines.texts()).hasSize(2);
        assertThat(lines.texts().get(1)).contains("going down");
    }

    private static LocalMoment at(long millis) {
        return new LocalMoment(1_800_000_000_000L + millis, millis * NANOS_PER_MILLI);
    }
}
