package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.testkit.LoggedLines;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

class LogContextTest {

    private static final String KEY = "connector.context";

    @RegisterExtension
    final LoggedLines lines = new LoggedLines(SessionLog.class);

    @AfterEach
    void stop() {
        MDC.remove(KEY);
    }

    @Test
    void linesOfTheEventLoopCarryTheContextOfWhoeverMadeTheRequestor() {
        MDC.put(KEY, "[campus|task-3] ");
        try (Scene scene = Scene.inClearText(DhcpFamily.IPV4)) {
            scene.start();
            MDC.remove(KEY);
            try (Session session = scene.accept()) {
                session.read();
            }
            await().until(() -> !ours().isEmpty());
        }

        assertThat(ours())
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry(KEY, "[campus|task-3] "));
    }

    private List<ILoggingEvent> ours() {
        return lines.events().stream()
                .filter(line -> line.getThreadName().startsWith("leasequery-"))
                .toList();
    }
}
