package net.leasequery.streams.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of HTTP.
 *
 * @param host to listen on; a loopback address unless TLS and authentication are configured
 * @param port to listen on; 0 for any free port
 * @param ssl Kafka's {@code ssl.*} without the prefix {@code http.}; empty for no TLS
 * @param credentials file of callers and hashes of their secrets; null if callers do not have to authenticate
 * @param anonymousRoles roles of callers without authentication; loopback only
 * @param forwardingKey file with the secret that the instances share; null if there is only one instance
 * @param requestsPerSecond of one caller
 * @param pageSizeMax maximum number of results in one answer
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

    /** Roles of callers. */
    public enum Role {
        /** Ask who held an address. */
        READ,
        /** Have a client erased. */
        ERASE,
        /** See the state of the servers, findings and the progress of erasures. */
        AUDIT
    }

    /** Copies the collections. */
    public HttpSettings {
        ssl = Map.copyOf(ssl);
        anonymousRoles = Set.copyOf(anonymousRoles);
    }

    /** Whether connections use TLS. */
    public boolean secured() {
        return !ssl.isEmpty();
    }
}
