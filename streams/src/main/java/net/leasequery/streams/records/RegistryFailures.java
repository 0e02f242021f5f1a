package net.leasequery.streams.records;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of a registry from records that cannot be read. Each converter reports them in its own way, some
 * without a cause, and its classes are not known here.
 */
final class RegistryFailures {
    private static final int MOST_CAUSES = 20;
    private static final List<Class<? extends Exception>> OF_THE_NETWORK = List.of(
            SocketException.class,
            UnknownHostException.class,
            InterruptedIOException.class,
            HttpTimeoutException.class,
            ClosedChannelException.class,
            UnresolvedAddressException.class,
            SSLException.class,
            // Confluent's converter throws it if the registry does not accept the credentials.
            ConfigException.class);

    /** Names of Apicurio's exceptions. */
    private static final Set<String> REFUSALS =
            Set.of("NotAuthorizedException", "ForbiddenException", "RateLimitedClientException");

    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> NOT_ABOUT_THE_SCHEMA = Set.of(401, 403, 407, 408, 429);

    private RegistryFailures() {}

    /** Whether a converter failed because of its registry. */
    static boolean isOne(Throwable failure) {
        boolean retriable = false;
        Throwable at = failure;
        for (int depth = 0; at != null && depth < MOST_CAUSES; depth++) {
            if (isOfTheNetwork(at) || isRefusal(at)) {
                return true;
            }
            if (at instanceof EOFException) {
                // The record is too short. Confluent's converter takes that for a failure of the network.
                return false;
            }
            retriable |= at instanceof org.apache.kafka.common.errors.RetriableException
                    || at instanceof org.apache.kafka.connect.errors.RetriableException;
            at = at.getCause();
        }
        return retriable;
    }

    private static boolean isOfTheNetwork(Throwable failure) {
        return OF_THE_NETWORK.stream().anyMatch(type -> type.isInstance(failure));
    }

    private static boolean isRefusal(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        if (REFUSALS.contains(name)) {
            return true;
        }
        // Of subclasses, each is about a schema.
        return name.equals("RestClientException") && isStatusOfOutage(status(failure));
    }

    private static boolean isStatusOfOutage(@Nullable Integer status) {
        return status == null || status >= SERVER_ERROR || NOT_ABOUT_THE_SCHEMA.contains(status);
    }

    /** Returns the HTTP status of a client's exception; null if there was no answer. */
    private static @Nullable Integer status(Throwable failure) {
        Object status = call(failure, "getStatus");
        if (status == null) {
            Object error = call(failure, "getError");
            status = error == null ? null : call(error, "getErrorCode");
        }
        return status instanceof Integer code ? code : null;
    }

    private static @Nullable Object call(Object of, String getter) {
        try {
            return of.getClass().getMethod(getter).invoke(of);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
