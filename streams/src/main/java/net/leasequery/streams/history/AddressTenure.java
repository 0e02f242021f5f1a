package net.leasequery.streams.history;

import java.time.Instant;
import java.util.List;
import net.leasequery.streams.records.AddressKey;
import org.jspecify.annotations.Nullable;

/**
 * One client's unbroken hold of one address: a record of {@code <net>.history}, for a reader of the stores. {@code
 * Tenure.avsc} explains the components. All times are in the workers' clock.
 *
 * @param group name of the group of servers
 * @param vpn null for the default one
 * @param address as in the bindings
 * @param keyStart the start in the key, which never changes
 * @param family {@code ipv4} or {@code ipv6}
 * @param leaseType {@code V4}, {@code NA}, {@code TA} or {@code PD}
 * @param holder the client
 * @param attachment of the client, as the relay agent reported it; null if unknown
 * @param start best estimate
 * @param end best estimate; null if no end is known
 * @param endReason null while {@code end} is null
 * @param lastSeen last known exchange with the client
 * @param leaseExpiry end of the lease as of that exchange; null if unknown or infinite
 * @param infiniteLease the lease has no end
 * @param renewals that were seen
 * @param heldTwice the address was leased to another client at the same time
 * @param bounds within which start and end lie
 * @param certain when the client held the address beyond doubt, in order
 * @param certainty {@code OBSERVED} or {@code BOUNDED}
 * @param doubts why it is not {@code OBSERVED}
 * @param servers that reported the tenure
 * @param observedBy servers that were followed without a gap from start to end, or so far
 */
public record AddressTenure(
        String group,
        @Nullable String vpn,
        String address,
        Instant keyStart,
        String family,
        String leaseType,
        Holder holder,
        @Nullable Attachment attachment,
        Instant start,
        @Nullable Instant end,
        @Nullable String endReason,
        Instant lastSeen,
        @Nullable Instant leaseExpiry,
        boolean infiniteLease,
        long renewals,
        boolean heldTwice,
        Bounds bounds,
        List<Span> certain,
        String certainty,
        List<String> doubts,
        List<String> servers,
        List<String> observedBy) {

    /** Copies the lists. */
    public AddressTenure {
        certain = List.copyOf(certain);
        doubts = List.copyOf(doubts);
        servers = List.copyOf(servers);
        observedBy = List.copyOf(observedBy);
    }

    /**
     * A client. Octets are lower-case hex digits.
     *
     * @param client canonical name, as in {@code LeaseView}; null if no client was named
     * @param hardwareType from the ARP registry
     * @param hardwareAddress {@code aa:bb:cc:dd:ee:ff}
     * @param clientIdHex DHCPv4 client-identifier
     * @param duidHex DHCPv6 DUID
     * @param iaid unsigned 32 bit
     * @param hostname that the client gave
     * @param fqdn that the client gave
     */
    public record Holder(
            @Nullable String client,
            @Nullable Integer hardwareType,
            @Nullable String hardwareAddress,
            @Nullable String clientIdHex,
            @Nullable String duidHex,
            @Nullable Long iaid,
            @Nullable String hostname,
            @Nullable String fqdn) {}

    /**
     * Where a client is attached. Octets are lower-case hex digits.
     *
     * @param giaddr address of the DHCPv4 relay agent
     * @param linkAddress link of the client
     * @param peerAddress DHCPv6 peer-address
     * @param circuitIdHex port or circuit
     * @param remoteIdHex remote end of the circuit
     * @param relayIdHex identity of the relay agent
     * @param subscriberIdHex subscriber
     * @param interfaceIdHex DHCPv6 interface-id
     */
    public record Attachment(
            @Nullable String giaddr,
            @Nullable String linkAddress,
            @Nullable String peerAddress,
            @Nullable String circuitIdHex,
            @Nullable String remoteIdHex,
            @Nullable String relayIdHex,
            @Nullable String subscriberIdHex,
            @Nullable String interfaceIdHex) {}

    /**
     * Bounds of start and end, inclusive.
     *
     * @param startNotBefore earliest start; null if unknown
     * @param startNotAfter latest start
     * @param endNotBefore earliest end
     * @param endNotAfter latest end; null if the tenure may still last
     */
    public record Bounds(
            @Nullable Instant startNotBefore,
            Instant startNotAfter,
            Instant endNotBefore,
            @Nullable Instant endNotAfter) {}

    /**
     * A span of time, both ends included.
     *
     * @param from first moment
     * @param to last moment
     */
    public record Span(Instant from, Instant to) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && !moment.isAfter(to);
        }
    }

    /** How sure it is that a client held an address at a moment. */
    public enum Presence {
        /** The client held the address, beyond doubt. */
        CERTAIN,
        /** The client may have held the address. */
        POSSIBLE,
        /** The client did not hold the address, by this tenure. */
        NO
    }

    /**
     * Returns how sure it is that the client held the address at a moment. If no tenure covers the moment, a client may
     * still have held the address: a short lease may have come and gone between two records (RFC 7724 section 6).
     */
    public Presence at(Instant moment) {
        if (certain.stream().anyMatch(span -> span.contains(moment))) {
            return Presence.CERTAIN;
        }
        boolean tooEarly = bounds.startNotBefore() != null && moment.isBefore(bounds.startNotBefore());
        boolean tooLate = bounds.endNotAfter() != null && moment.isAfter(bounds.endNotAfter());
        return tooEarly || tooLate ? Presence.NO : Presence.POSSIBLE;
    }

    /** Returns the position in the order of answers. */
    public PagePosition position() {
        return new TenureStoreKey(new AddressKey(group, vpn, address), keyStart.toEpochMilli()).position();
    }
}
