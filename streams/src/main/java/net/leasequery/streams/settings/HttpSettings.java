package net.leasequery.streams.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the application answers over HTTP.
 *
 * @param host that is listened on; a loopback address unless TLS and authentication are configured
 * @param port that is listened on; 0 for any that is free
 * @param ssl Kafka's {@code ssl.*} without {@code http.} before it; empty for no TLS
 * @param credentials file of callers and hashes of their secrets; null if nobody has to say who he is
 * @param anonymousRoles what a caller may do who did not have to say who he is; loopback only
 * @param forwardingKey file with the secret that the instances share; null if there is one instance only
 * @param requestsPerSecond of one caller
 * @param pageSizeMax results in one answer
 * @param lookupsRetentionMillis how long the record of a look-up is kept
 */
public record HttpSettings(
        String host,
        int port,
        Map<String, String> ssl,
        @Nullable Path credentials,
        Set<Role> anonymousRoles,
        @Nullable Path forwardingKey,
        int requestsPerSecond,
        int pageSizeMax,
        long lookupsRetentionMillis) {

    /** What a caller may do. */
    public enum Role {
        /** Ask who held an address. */
        READ,
        /** Have what is kept of a client erased. */
        ERASE,
        /** See who asked what, and how the servers are. */
        AUDIT
    }

    /** Copies what it is given. */
    public HttpSettings {
        ssl = Map.copyOf(ssl);
        anonymousRoles = Set.copyOf(anonymousRoles);
    }

    /** Whether connections are secured. */
    public boolean secured() {
        return !ssl.isEmpty();
    }
}
