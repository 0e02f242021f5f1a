package net.leasequery.simulator.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a lease is good for. All in the server's clock, whole seconds.
 *
 * @param expiry end of the lease; null if it has none (lease time 0xffffffff, RFC 2131 section 3.3)
 * @param renewal T1; null if the client was given none
 * @param rebinding T2; null if the client was given none
 */
public record LeaseTerm(
        @Nullable Instant expiry,
        @Nullable Instant renewal,
        @Nullable Instant rebinding) {

    /** A lease without an end. */
    public static final LeaseTerm INFINITE = new LeaseTerm(null, null, null);

    /**
     * A lease from {@code start} on, with T1 and T2 at half and seven eighths of it (RFC 2131 section
     * 4.4.5).
     *
     * @param start server's clock
     * @param length whole seconds, at least one
     * @throws IllegalArgumentException if {@code length} is less than one second
     */
    public static LeaseTerm of(Instant start, Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 1) {
            throw new IllegalArgumentException("a lease of " + length + " is shorter than a second");
        }
        return new LeaseTerm(
                start.plusSeconds(seconds), start.plusSeconds(seconds / 2), start.plusSeconds(seconds * 7 / 8));
    }

    /** Whether the lease has no end. */
    public boolean isInfinite() {
        return expiry == null;
    }
}
