package net.leasequery.requestor.tls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When certificates expire.
 *
 * @param ownExpiry ours, or the first of its chain; null before it was first read
 * @param serverExpiry the server's, or the first of its chain; null before the first handshake
 */
public record TlsStatus(
        @Nullable Instant ownExpiry, @Nullable Instant serverExpiry) {}
