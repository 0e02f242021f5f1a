package net.leasequery.simulator.failover;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How two partners work together; the same for both.
 *
 * @param lease desired lifetime of a lease
 * @param mclt maximum client lead time (RFC 8156 section 4.4)
 * @param updateDelay how lazy updates are: time between an answer to a client and the update to the partner
 * @param contactInterval time between two messages that show the partner that a server is alive
 * @param contactTimeout silence after which a server considers contact lost
 * @param autoPartnerDown time without contact after which the partner is taken to be down; null for never
 * @param loadBalancing whether both answer new clients, by a hash of the client; else the primary does
 */
public record FailoverSettings(
        Duration lease,
        Duration mclt,
        Duration updateDelay,
        Duration contactInterval,
        Duration contactTimeout,
        @Nullable Duration autoPartnerDown,
        boolean loadBalancing) {

    /**
     * Checks that the values are consistent.
     *
     * @throws IllegalArgumentException if a lease or the MCLT is shorter than a second, or contact is lost before it
     *     could be shown
     */
    public FailoverSettings {
        if (lease.toSeconds() < 1) {
            throw new IllegalArgumentException("a lease of " + lease.toSeconds() + " s is shorter than 1 s");
        }
        if (mclt.toSeconds() < 1) {
            throw new IllegalArgumentException("an MCLT of " + mclt.toSeconds() + " s is shorter than 1 s");
        }
        if (contactTimeout.compareTo(contactInterval) <= 0) {
            throw new IllegalArgumentException(
                    "contact is lost after " + contactTimeout + ", but shown every " + contactInterval + " only");
        }
    }

    /** Hot standby with leases of this length, an MCLT of a quarter of it, and contact lost after five seconds. */
    public static FailoverSettings hotStandby(Duration lease) {
        return new FailoverSettings(
                lease,
                Duration.ofSeconds(Math.max(1, lease.toSeconds() / 4)),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                null,
                false);
    }

    /** The same with load balancing. */
    public FailoverSettings withLoadBalancing() {
        return new FailoverSettings(lease, mclt, updateDelay, contactInterval, contactTimeout, autoPartnerDown, true);
    }

    /** The same with lazier updates. */
    public FailoverSettings withUpdateDelay(Duration delay) {
        return new FailoverSettings(
                lease, mclt, delay, contactInterval, contactTimeout, autoPartnerDown, loadBalancing);
    }

    /** The same with another MCLT. */
    public FailoverSettings withMclt(Duration newMclt) {
        return new FailoverSettings(
                lease, newMclt, updateDelay, contactInterval, contactTimeout, autoPartnerDown, loadBalancing);
    }
}
