package net.leasequery.requestor;

import java.util.ArrayList;
import java.util.List;

/**
 * The identity that a DHCP server sends: its server identifiers (DHCPv4 option 54, RFC 2132 section 9.7) or its DUID
 * (DHCPv6 option 1, RFC 8415 section 11). A resume position belongs to the clock and the history of one server, and
 * means nothing to another server that answers under the same host name.
 *
 * <p>One DHCPv4 server may have several identifiers, one per interface. They belong together if the operator configured
 * them so, or if the server used them on one connection.
 *
 * @param identifiers at least one and at most {@value #MOST}, in the order in which they became known: IPv4 addresses
 *     in dotted form, or DUIDs in hex
 */
public record ServerIdentity(List<String> identifiers) {

    /** Bounds how many identifiers a server can make the requestor remember. */
    public static final int MOST = 16;

    /**
     * Makes the list immutable.
     *
     * @throws IllegalArgumentException if there are no identifiers, or too many
     */
    public ServerIdentity {
        identifiers = List.copyOf(identifiers);
        if (identifiers.isEmpty() || identifiers.size() > MOST) {
            throw new IllegalArgumentException("a server has 1 to " + MOST + " identifiers, not " + identifiers);
        }
    }

    /** Returns a server with these identifiers. */
    public static ServerIdentity of(String... identifiers) {
        return new ServerIdentity(List.of(identifiers));
    }

    /** Whether one of the identifiers is {@code identifier}. */
    public boolean includes(String identifier) {
        return identifiers.contains(identifier);
    }

    /** Whether both identify one server: they share an identifier. */
    public boolean isSameServerAs(ServerIdentity other) {
        return identifiers.stream().anyMatch(other.identifiers::contains);
    }

    /** Returns this identity with the identifiers of {@code other} added, up to {@value #MOST} in all. */
    public ServerIdentity with(ServerIdentity other) {
        if (identifiers.containsAll(other.identifiers)) {
            return this;
        }
        List<String> all = new ArrayList<>(identifiers);
        for (String identifier : other.identifiers) {
            if (all.size() < MOST && !all.contains(identifier)) {
                all.add(identifier);
            }
        }
        return all.size() == identifiers.size() ? this : new ServerIdentity(all);
    }

    /** The identifiers with commas between them. */
    @Override
    public String toString() {
        return String.join(",", identifiers);
    }
}
