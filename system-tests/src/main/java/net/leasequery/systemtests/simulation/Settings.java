package net.leasequery.systemtests.simulation;

/**
 * Settings for the whole of a schedule.
 *
 * @param family which DHCP
 * @param manner how the server uses the freedom of the RFCs
 * @param servers behind the one name that the task is given, 1 or 2
 * @param bulkQueries whether snapshots and gaps use bulk queries (DHCPv6 can do without)
 * @param readBack whether the task can read its topic back
 * @param exactlyOnce whether records and offsets are written in transactions
 * @param newestFirst whether the server sends the newest of its waiting changes first
 * @param severalRelays whether a link has two relay agents, and clients without any
 * @param policy what is done with malformed messages, as in the configuration
 * @param queueSize deliveries that may wait for the consumer
 * @param seed seed of back-off and transaction-ids
 */
record Settings(
        Family family,
        Manner manner,
        int servers,
        boolean bulkQueries,
        boolean readBack,
        boolean exactlyOnce,
        boolean newestFirst,
        boolean severalRelays,
        String policy,
        int queueSize,
        long seed) {

    /** The same with one server, and with a topic that can be read back. */
    Settings ofOneServer() {
        return new Settings(
                family, manner, 1, bulkQueries, true, exactlyOnce, newestFirst, false, policy, queueSize, seed + 1);
    }

    boolean isKea() {
        return manner == Manner.KEA;
    }

    boolean isLiteral() {
        return manner == Manner.LITERAL;
    }
}
