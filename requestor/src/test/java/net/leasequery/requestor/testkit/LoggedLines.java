package net.leasequery.requestor.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a class logs during a test, from INFO on. */
public final class LoggedLines implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    /** Of this class. */
    public LoggedLines(Class<?> logging) {
        logger = (Logger) LoggerFactory.getLogger(logging);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    /** In order. Other threads may go on to log. */
    public List<ILoggingEvent> events() {
        return List.copyOf(lines.list);
    }

    /** Their texts, in order. */
    public List<String> texts() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
