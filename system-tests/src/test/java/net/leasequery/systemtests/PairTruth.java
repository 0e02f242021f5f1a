package net.leasequery.systemtests;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.leasequery.systemtests.kea.KeaHold;
import org.jspecify.annotations.Nullable;

/**
 * What lease-streams has to say of two servers that are replicas of each other, worked out from what each of them tells of its
 * leases by its own control socket, and by nothing of lease-streams.
 *
 * @param clients by address: whose lease it is
 * @param findings that are true, as {@code KIND subject}
 */
record PairTruth(Map<String, String> clients, Set<String> findings) {
    /** Transactions and ends of leases no further apart count as equal. */
    static final long EPSILON_SECONDS = 2;

    /** For a lease that one server has and the other has not: whether that one ever had it is not in its answer. */
    static final String MISSING = "NOT_REPLICATED or STATE_DISAGREES";

    static final String HELD_TWICE = "ADDRESS_HELD_TWICE";
    private static final String HOLDS_SEVERAL = "CLIENT_HOLDS_SEVERAL";
    private static final String OLD = "NOT_REPLICATED";

    PairTruth {
        clients = new TreeMap<>(clients);
        findings = new TreeSet<>(findings);
    }

    /**
     * Works it out.
     *
     * @param one what the server says that comes first in the group
     * @param two what the other says
     */
    static PairTruth of(Map<String, KeaHold> one, Map<String, KeaHold> two) {
        Map<String, String> clients = new HashMap<>();
        Map<String, Set<String>> authorities = new HashMap<>();
        Set<String> findings = new HashSet<>();
        Set<String> addresses = new TreeSet<>(one.keySet());
        addresses.addAll(two.keySet());
        for (String address : addresses) {
            KeaHold first = one.get(address);
            KeaHold second = two.get(address);
            String difference = difference(first, second);
            if (difference != null) {
                findings.add(difference + " " + address);
            }
            boolean byFirst = isFirstBelieved(first, second);
            String client = Objects.requireNonNull(byFirst ? first : second).client();
            clients.put(address, client);
            authorities.computeIfAbsent(client, none -> new HashSet<>()).add(byFirst ? "one" : "two");
        }
        authorities.forEach((client, servers) -> {
            if (servers.size() > 1) {
                findings.add(HOLDS_SEVERAL + " " + client);
            }
        });
        return new PairTruth(clients, findings);
    }

    private static @Nullable String difference(@Nullable KeaHold first, @Nullable KeaHold second) {
        if (first == null || second == null) {
            return MISSING;
        }
        if (!first.client().equals(second.client())) {
            return HELD_TWICE;
        }
        if (Math.abs(first.lastTransaction() - second.lastTransaction()) > EPSILON_SECONDS) {
            return OLD;
        }
        return Math.abs(first.end() - second.end()) > EPSILON_SECONDS ? "EXPIRY_DISAGREES" : null;
    }

    /** The later transaction; of one client the longer lease; else the server that comes first. */
    private static boolean isFirstBelieved(@Nullable KeaHold first, @Nullable KeaHold second) {
        if (first == null || second == null) {
            return first != null;
        }
        long later = first.lastTransaction() - second.lastTransaction();
        if (Math.abs(later) > EPSILON_SECONDS) {
            return later > 0;
        }
        return !first.client().equals(second.client()) || first.end() >= second.end() - EPSILON_SECONDS;
    }
}
