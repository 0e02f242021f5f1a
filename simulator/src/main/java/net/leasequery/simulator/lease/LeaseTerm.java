package net.leasequery.simulator.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a lease is valid. All times are in the server's clock, whole seconds.
 *
 * @param expiry end of the lease; null if it has none (lease time 0xffffffff, RFC 2131 section 3.3)
 * @param renewal T1; null if the client was given none
 * @param rebinding T2; null if the client was given none
 * @param preferred end of the preferred lifetime of an IPv6 lease; null if it has none
 */
public record LeaseTerm(
        @Nullable Instant expiry,
        @Nullable Instant renewal,
        @Nullable Instant rebinding,
        @Nullable Instant preferred) {

    /** A lease without an end. */
    public static final LeaseTerm INFINITE = new LeaseTerm(null, null, null, null);

    /**
     * An IPv4 lease from {@code start} on, with T1 and T2 at half and seven eighths of it (RFC 2131 section
     * 4.4.5).
     *
     * @param start server's clock
     * @param length whole seconds, at least one
     * @throws IllegalArgumentException if {@code length} is less than one second
     */
    public static LeaseTerm of(Instant start, Duration length) {
        long seconds = secondsOf(length);
        return new LeaseTerm(
                start.plusSeconds(seconds), start.plusSeconds(seconds / 2), start.plusSeconds(seconds * 7 / 8), null);
    }

    /**
     * An IPv6 lease from {@code start} on: preferred for five eighths of its valid lifetime, T1 and T2 at a half and at
     * four fifths of that (RFC 8415 section 21.4).
     *
     * @param start server's clock
     * @param length valid lifetime, whole seconds, at least one
     * @throws IllegalArgumentException if {@code length} is less than one second
     */
    public static LeaseTerm ofIpv6(Instant start, Duration length) {
        long seconds = secondsOf(length);
        long preferred = Math.max(1, seconds * 5 / 8);
        return new LeaseTerm(
                start.plusSeconds(seconds),
                start.plusSeconds(preferred / 2),
                start.plusSeconds(preferred * 4 / 5),
                start.plusSeconds(preferred));
    }

    /** The same lease without T1 and T2. */
    LeaseTerm withoutRenewal() {
        return new LeaseTerm(expiry, null, null, preferred);
    }

    /** Whether the lease has no end. */
    public boolean isInfinite() {
        return expiry == null;
    }

    private static long secondsOf(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 1) {
            throw new IllegalArgumentException("a lease of " + length + " is shorter than a second");
        }
        return seconds;
    }
}
