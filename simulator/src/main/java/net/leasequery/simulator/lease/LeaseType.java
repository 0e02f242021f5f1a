package net.leasequery.simulator.lease;

import java.time.Duration;
import java.time.Instant;

/** What is leased. */
public enum LeaseType {
    /** An IPv4 address. */
    V4,
    /** A non-temporary IPv6 address. */
    NA,
    /** A temporary IPv6 address, which has no T1 and T2. */
    TA,
    /** A delegated IPv6 prefix. */
    PD;

    /**
     * The term of a lease of this type.
     *
     * @param start server's clock
     * @param length whole seconds, at least one
     * @throws IllegalArgumentException if {@code length} is less than one second
     */
    public LeaseTerm term(Instant start, Duration length) {
        return switch (this) {
            case V4 -> LeaseTerm.of(start, length);
            case NA, PD -> LeaseTerm.ofIpv6(start, length);
            case TA -> LeaseTerm.ofIpv6(start, length).withoutRenewal();
        };
    }
}
