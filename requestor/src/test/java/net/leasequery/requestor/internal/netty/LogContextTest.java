package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.testkit.Scene;
import net.leasequery.requestor.testkit.ScriptedServer.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogContextTest {

    private static final String KEY = "connector.context";

    private final Logger logger = (Logger) LoggerFactory.getLogger(SessionLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

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
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getThreadName().startsWith("leasequery-"))
                .toList();
    }
}
