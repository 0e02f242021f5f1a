package net.leasequery.systemtests.simulation;

/**
 * What a server holds of one address, as of its last change.
 *
 * @param slot which address, 0 and up
 * @param version number of the change, unique over all servers of a simulation; the client tells it as its
 *     name, so every record shows which change it is of
 * @param kind NA, TA or PD; without meaning in DHCPv4
 * @param client number of the client, also where the address is no longer leased
 * @param state {@link #ACTIVE}, {@link #EXPIRED} or {@link #RELEASED}
 * @param steadyChange when this state began, in seconds that leases live by
 * @param steadyTransaction when the client was last heard, likewise
 * @param lifetime in seconds from then
 * @param shownChange when it changed, as the server's clock showed then
 * @param shownTransaction when the client was last heard, as the server's clock showed then
 * @param relay which of the link's relay agents the client came through; -1 if it came without
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

    static final int EXPIRED = 3;
    static final int RELEASED = 4;

    boolean isBound() {
        return state == ACTIVE;
    }

    long steadyExpiry() {
        return steadyTransaction + lifetime;
    }
}
