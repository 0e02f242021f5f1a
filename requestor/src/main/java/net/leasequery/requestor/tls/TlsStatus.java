package net.leasequery.requestor.tls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When certificates expire.
 *
 * @param ownExpiry earliest expiry in the requestor's own chain; null before it was first read
 * @param serverExpiry earliest expiry in the server's chain; null before the first handshake
 */
public record TlsStatus(
        @Nullable Instant ownExpiry, @Nullable Instant serverExpiry) {}
