package net.leasequery.requestor.internal.netty;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the diagnostic context of the thread that creates a requestor over to the threads of the requestor. Kafka
 * Connect keeps the name of the connector and the number of the task there ({@code connector.context}), so that lines
 * of two connectors with a server of the same name can be distinguished. Immutable.
 *
 * @param values of the context; null if the logging framework has none
 */
record LogContext(@Nullable Map<String, String> values) {

    /** Returns the context of the calling thread. */
    static LogContext current() {
        return new LogContext(MDC.getCopyOfContextMap());
    }

    /** Returns {@code task} wrapped to run in this context, on a thread that is used for nothing else. */
    Runnable around(Runnable task) {
        return () -> {
            if (values != null) {
                MDC.setContextMap(values);
            }
            task.run();
        };
    }
}
