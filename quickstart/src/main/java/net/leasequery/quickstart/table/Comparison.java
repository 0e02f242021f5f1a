package net.leasequery.quickstart.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The server's table and the topic's, key by key and field by field.
 *
 * @param bindings how many keys the topic has
 * @param differences all differences; empty if the product's promise is kept
 */
public record Comparison(int bindings, List<Difference> differences) {

    /** Fields about the message or the connector, not about the lease: the server's table has none of them. */
    private static final Set<String> NOT_IN_THE_LEASE = Set.of(
            "eventId",
            "server",
            "serverId",
            "family",
            "origin",
            "baseTime",
            "statusCode",
            "statusMessage",
            "inferred",
            "snapshotId",
            "options",
            "clockSkewMillis");

    /** A server must not send these once they have passed (RFC 4388 section 6.4.2). */
    private static final Set<String> OMITTED_ONCE_PAST =
            Set.of("leaseExpiryTime", "renewalTime", "rebindingTime", "preferredExpiryTime");

    /** Fields of the contract that the server's IPv4 table does not have. */
    private static final Set<String> NOT_OF_IPV4 = Set.of("leaseType");

    private static final Set<String> NOT_OF_IPV6 = Set.of("remote");

    public Comparison {
        differences = List.copyOf(differences);
    }

    /**
     * Compares every field of every lease.
     *
     * <p>An address that has never been leased may be missing from the topic: Active Leasequery reports changes, and
     * the address has none. If the topic has it, it is compared like the others. The topic may lack an end of the
     * lease, T1 or T2 that had passed when the server built its message. Over IPv6, a lease that is over may be
     * missing, and its other fields are not compared.
     *
     * @param serverNow server's clock, not before the tables were taken
     */
    public static Comparison of(Map<RowKey, Row> server, Map<RowKey, Row> kafka, Instant serverNow) {
        List<Difference> differences = new ArrayList<>();
        server.forEach((key, lease) -> {
            Row binding = kafka.get(key);
            if (Ipv6Leases.isOne(lease) && Ipv6Leases.isOverForBoth(lease, binding, serverNow)) {
                return;
            }
            if (binding != null) {
                compareFields(key, lease, binding, differences);
            } else if (Ipv6Leases.isOne(lease) || wasEverHeld(lease)) {
                differences.add(new Difference(key, "state", lease.field("state"), null));
            }
        });
        kafka.forEach((key, binding) -> {
            if (!server.containsKey(key)) {
                differences.add(new Difference(key, "state", null, binding.field("state")));
            }
        });
        return new Comparison(kafka.size(), differences);
    }

    public boolean isEqual() {
        return differences.isEmpty();
    }

    /** {@code N bindings, M differences}. */
    @Override
    public String toString() {
        return "%,d bindings, %,d differences".formatted(bindings, differences.size());
    }

    private static boolean wasEverHeld(Row lease) {
        return lease.field("lastTransactionTime") != null || !"AVAILABLE".equals(lease.field("state"));
    }

    private static void compareFields(RowKey key, Row lease, Row binding, List<Difference> differences) {
        Set<String> names = new TreeSet<>(lease.fields().keySet());
        names.addAll(binding.fields().keySet());
        names.removeAll(NOT_IN_THE_LEASE);
        names.removeAll(Ipv6Leases.isOne(lease) ? NOT_OF_IPV6 : NOT_OF_IPV4);
        for (String name : names) {
            if (!Objects.equals(lease.field(name), binding.field(name)) && !wasPastWhenReported(name, lease, binding)) {
                differences.add(new Difference(key, name, lease.field(name), binding.field(name)));
            }
        }
    }

    /** Whether the topic lacks a time that the server could no longer send when it built its message. */
    private static boolean wasPastWhenReported(String name, Row lease, Row binding) {
        String time = lease.field(name);
        String reported = binding.field("baseTime");
        return OMITTED_ONCE_PAST.contains(name)
                && binding.field(name) == null
                && time != null
                && reported != null
                && Long.parseLong(reported) >= Long.parseLong(time);
    }
}
