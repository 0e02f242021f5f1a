package net.leasequery.systemtests.simulation;

/**
 * What a server knows about one address, as of its last change.
 *
 * @param slot which address, 0 and up
 * @param version number of the change, unique over all servers of a simulation; the client sends it as its name, so
 *     every record shows which change it is of
 * @param kind NA, TA or PD; meaningless in DHCPv4
 * @param client number of the client, also where the address is no longer leased
 * @param state {@link #ACTIVE}, {@link #EXPIRED} or {@link #RELEASED}
 * @param steadyChange when this state began, in steady seconds
 * @param steadyTransaction last transaction of the client, in steady seconds
 * @param lifetime in seconds from {@code steadyTransaction}
 * @param shownChange when it changed, as the server's clock showed then
 * @param shownTransaction last transaction of the client, as the server's clock showed then
 * @param relay relay agent of the link that the client came through; -1 for none
 */
record Lease(
        int slot,
        int version,
        LeaseKind kind,
        int client,
        int state,
        long steadyChange,
        long steadyTransaction,
        long lifetime,
        long shownChange,
        long shownTransaction,
        int relay) {

    /** Values of dhcp-state, RFC 6926 section 6.2.7. */
    static final int ACTIVE = 2;

    /** A lease time that means infinity. RFC 2131 section 3.3, RFC 8415 section 7.7. */
    static final long INFINITE = 0xffff_ffffL;

    /** Lifetime of a lease that never runs out: longer than a schedule. */
    static final int FOREVER = 2_000_000_000;

    static final int EXPIRED = 3;
    static final int RELEASED = 4;

    Lease withVersion(int other) {
        return new Lease(
                slot,
                other,
                kind,
                client,
                state,
                steadyChange,
                steadyTransaction,
                lifetime,
                shownChange,
                shownTransaction,
                relay);
    }

    boolean isBound() {
        return state == ACTIVE;
    }

    /** The lease time that a server reports. */
    long secondsLeft(long steadySeconds) {
        return lifetime > FOREVER / 2 ? INFINITE : Math.max(0, steadyExpiry() - steadySeconds);
    }

    long steadyExpiry() {
        return steadyTransaction + lifetime;
    }
}
