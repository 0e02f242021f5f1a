package net.leasequery.systemtests.simulation;

/** What clients do at the servers, apart from releasing. */
final class SimulatedClients {

    /** Number of addresses that the servers lease. */
    static final int ADDRESSES = 12;

    /** Additional addresses with lasting leases if there are several relay agents: one for each agent of each link. */
    static final int LASTING = 4;

    private static final int LASTING_SECONDS = 10_000_000;
    private static final int LASTING_CLIENTS = 100;
    private static final int CHANGE_SECONDS = 3_600;

    private final VirtualTime time;
    private final Settings settings;

    SimulatedClients(VirtualTime time, Settings settings) {
        this.time = time;
        this.settings = settings;
    }

    /** The kind of lease that a slot has unless a step asks for a temporary address. */
    LeaseKind kind(int slot) {
        return settings.family() == Family.IPV6 && Ipv6Format.isPrefix(slot) ? LeaseKind.PD : LeaseKind.NA;
    }

    /** A server gives a bound address to another client only after the first has released it. */
    void bind(SimulatedServer server, int slot, int client, LeaseKind kind, long seconds) {
        Lease held = server.leases().at(slot);
        if (held != null && held.isBound() && (held.client() != client || held.kind() != kind)) {
            server.release(slot);
        }
        int relay = settings.severalRelays() ? (slot + client) % 3 - 1 : 0;
        server.bind(slot, client, kind, seconds, relay);
    }

    /**
     * Gives each relay agent a client that stays: only an answer with bindings of both shows that two link-addresses
     * stand for one link (docs/sweep.md).
     */
    void bindLasting(SimulatedServer server) {
        for (int number = 0; number < LASTING; number++) {
            int relay = number / (LASTING / 2);
            server.bind(ADDRESSES + number, LASTING_CLIENTS + number, LeaseKind.NA, LASTING_SECONDS, relay);
        }
    }

    /** The holder renews one second before its lease runs out. */
    void renewLate(SimulatedServer server, int slot, long seconds) {
        Lease held = server.leases().at(slot);
        if (held != null && held.isBound()) {
            long left = held.steadyExpiry() - server.clock().steadySeconds() - 1;
            time.after(left * 1_000, () -> {
                Lease still = server.leases().at(slot);
                if (still != null && still.isBound() && still.client() == held.client()) {
                    server.bind(slot, held.client(), held.kind(), seconds, held.relay());
                }
            });
        }
    }

    /** The holder renews, so that its lease runs out a few seconds later than before. */
    void renewBriefly(SimulatedServer server, int slot, long moreSeconds) {
        Lease held = server.leases().at(slot);
        if (held != null && held.isBound()) {
            long seconds = held.steadyExpiry() + moreSeconds - server.clock().steadySeconds();
            server.bind(slot, held.client(), held.kind(), seconds, held.relay());
        }
    }

    /** Slot 0 changes now, and then all others in turn until a moment. */
    void changeConstantly(SimulatedServer server, long everyMillis, long untilMillis) {
        change(server, 0);
        changeNext(server, 1, everyMillis, untilMillis);
    }

    private void changeNext(SimulatedServer server, int number, long everyMillis, long untilMillis) {
        if (time.millis() < untilMillis) {
            change(server, 1 + number % (ADDRESSES - 1));
            time.after(everyMillis, () -> changeNext(server, number + 1, everyMillis, untilMillis));
        }
    }

    private void change(SimulatedServer server, int slot) {
        bind(server, slot, slot, kind(slot), CHANGE_SECONDS);
    }
}
