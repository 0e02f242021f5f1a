package net.leasequery.systemtests.kea;

import org.jspecify.annotations.Nullable;

/**
 * What a Kea server of a test is like.
 *
 * @param leases that it has when it starts, as {@code dev/kea/make-leases} writes them
 * @param mostConnections of one requestor at a time
 * @param clientInterface to serve DHCP clients on; null for none
 * @param pools of addresses as JSON; null for those of {@code dev/kea}
 * @param pair place in a high-availability pair, as {@code dev/kea/run} wants it; null for a server by itself
 */
public record KeaOptions(
        int leases,
        int mostConnections,
        @Nullable String clientInterface,
        @Nullable String pools,
        @Nullable String pair) {

    private static final int USUAL_CONNECTIONS = 10;

    /** Serves no clients, and requestors without stint. */
    public static KeaOptions leases(int count) {
        return new KeaOptions(count, USUAL_CONNECTIONS, null, null, null);
    }

    public KeaOptions withMostConnections(int connections) {
        return new KeaOptions(leases, connections, clientInterface, pools, pair);
    }

    public KeaOptions withClientsOn(String networkInterface) {
        return new KeaOptions(leases, mostConnections, networkInterface, pools, pair);
    }

    public KeaOptions withPools(String json) {
        return new KeaOptions(leases, mostConnections, clientInterface, json, pair);
    }

    KeaOptions inPair(String place) {
        return new KeaOptions(leases, mostConnections, clientInterface, pools, place);
    }
}
