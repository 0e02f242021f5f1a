package net.leasequery.requestor.internal.netty;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes the diagnostic context of the thread that makes a requestor to the threads of the requestor. Kafka
 * Connect keeps the name of the connector and the number of the task there ({@code connector.context}), so
 * that lines of two connectors with a server of the same name can be told apart. Immutable.
 *
 * @param values of the context; null if the logging framework has none
 */
record LogContext(@Nullable Map<String, String> values) {

    /** That of the calling thread. */
    static LogContext current() {
        return new LogContext(MDC.getCopyOfContextMap());
    }

    /** Runs {@code task} in this context, on a thread that is used for nothing else. */
    Runnable around(Runnable task) {
        return () -> {
            if (values != null) {
                MDC.setContextMap(values);
            }
            task.run();
        };
    }
}
