package net.leasequery.systemtests.kea;

import org.jspecify.annotations.Nullable;

/**
 * What a Kea server of a test is like.
 *
 * @param leases that it has when it starts, as {@code dev/kea/make-leases} writes them
 * @param mostConnections of one requestor at a time
 * @param clientInterface to serve DHCP clients on; null for none
 */
public record KeaOptions(
        int leases, int mostConnections, @Nullable String clientInterface) {

    private static final int USUAL_CONNECTIONS = 10;

    /** Serves no clients, and requestors without stint. */
    public static KeaOptions leases(int count) {
        return new KeaOptions(count, USUAL_CONNECTIONS, null);
    }

    public KeaOptions withMostConnections(int connections) {
        return new KeaOptions(leases, connections, clientInterface);
    }

    public KeaOptions withClientsOn(String networkInterface) {
        return new KeaOptions(leases, mostConnections, networkInterface);
    }
}
