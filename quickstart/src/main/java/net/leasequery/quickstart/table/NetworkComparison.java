package net.leasequery.quickstart.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/**
 * Compares what lease-streams reports about a network with what its clients remember and what was done to its
 * servers.
 *
 * @param held addresses that clients hold
 * @param findings findings that were opened
 * @param heldTwice number of findings about an address with two clients
 * @param differences descriptions of what is wrong; empty if nothing is
 */
public record NetworkComparison(int held, int findings, int heldTwice, List<String> differences) {
    private static final String HELD_TWICE = "ADDRESS_HELD_TWICE";

    /** Kinds of findings that a partition of the servers explains; all other kinds would be wrong here. */
    private static final Set<String> OF_A_PARTITION =
            Set.of(HELD_TWICE, "NOT_REPLICATED", "STATE_DISAGREES", "EXPIRY_DISAGREES", "CLIENT_HOLDS_SEVERAL");

    public NetworkComparison {
        differences = List.copyOf(differences);
    }

    /**
     * What was done to the servers.
     *
     * @param cut when they were cut from each other
     * @param healed when they reached each other again
     * @param restored when the last server that had crashed started again; {@code healed} if none crashed
     * @param grace how long views may disagree without a finding
     * @param lease how long a server may list a client that left without a message
     * @param killed whether processes on the path of the views were killed
     */
    public record Injected(
            Instant cut, Instant healed, Instant restored, Duration grace, Duration lease, boolean killed) {

        /** A conflict that lasted this long must be found: the grace, and time for a heartbeat and a claim. */
        private Duration visible() {
            return grace.plusSeconds(killed ? 60 : 12);
        }

        /** A partner is told of a lease a little later, so the cut may prolong a difference that began before it. */
        private boolean explains(String kind, Instant opened) {
            return (killed && kind.equals("VIEW_INCOMPLETE"))
                    || (OF_A_PARTITION.contains(kind) && !opened.isBefore(cut.minus(grace)));
        }
    }

    /**
     * The last value of each key.
     *
     * @param leases of the topic of leases
     * @param findings of the topic of findings
     * @param tenures of the topic of the history
     */
    public record Topics(
            Map<Object, GenericRecord> leases,
            Map<Object, GenericRecord> findings,
            Map<Object, GenericRecord> tenures) {}

    /**
     * Compares a network in which clients only renew, and those that have left without a message have long been gone.
     *
     * @param holdings everything that clients have held
     * @param now not after the holdings and the topics were read
     */
    public static NetworkComparison of(List<Holding> holdings, Topics topics, Injected injected, Instant now) {
        List<String> differences = new ArrayList<>();
        Map<String, GenericRecord> byAddress = new HashMap<>();
        topics.leases().values().forEach(lease -> byAddress.put(text(lease, "address"), lease));
        int held = compareHeld(holdings, byAddress, now, differences);
        compareActive(holdings, byAddress, now, differences);
        compareTenures(holdings, topics.tenures(), now, differences);
        int heldTwice = compareFindings(holdings, topics.findings(), injected, differences);
        return new NetworkComparison(held, topics.findings().size(), heldTwice, differences);
    }

    private static int compareHeld(
            List<Holding> holdings, Map<String, GenericRecord> leases, Instant now, List<String> differences) {
        int held = 0;
        for (Holding holding : holdings) {
            if (holding.isHeldAt(now)) {
                held++;
                GenericRecord lease = leases.get(holding.address());
                String said = lease == null ? "nothing" : text(lease, "state") + " " + client(lease);
                if (!said.equals("ACTIVE " + holding.client())) {
                    differences.add(holding.address() + ": " + holding.client() + " holds it, leases says " + said);
                }
            }
        }
        return held;
    }

    private static void compareActive(
            List<Holding> holdings, Map<String, GenericRecord> leases, Instant now, List<String> differences) {
        leases.forEach((address, lease) -> {
            String client = client(lease);
            if (text(lease, "state").equals("ACTIVE") && !isHeld(holdings, address, client, now)) {
                boolean once = holdings.stream()
                        .anyMatch(holding -> holding.address().equals(address)
                                && holding.client().equals(client));
                differences.add(address + ": leases says " + client + ", which "
                        + (once ? "no longer holds it" : "never held it"));
            }
        });
    }

    /** Compares the tenures that have not ended with what clients hold. */
    private static void compareTenures(
            List<Holding> holdings, Map<Object, GenericRecord> tenures, Instant now, List<String> differences) {
        Set<String> open = new HashSet<>();
        tenures.forEach((key, tenure) -> {
            if (tenure.get("end") == null) {
                String address = text((GenericRecord) key, "address");
                String client = client(tenure);
                open.add(address + " " + client);
                if (!isHeld(holdings, address, client, now)) {
                    differences.add(address + ": history says that " + client + " still holds it");
                }
            }
        });
        holdings.stream()
                .filter(holding -> holding.isHeldAt(now) && !open.contains(holding.address() + " " + holding.client()))
                .forEach(holding -> differences.add(
                        holding.address() + ": " + holding.client() + " holds it, history has no such tenure"));
    }

    private static boolean isHeld(List<Holding> holdings, String address, String client, Instant now) {
        return holdings.stream()
                .anyMatch(holding ->
                        holding.address().equals(address) && holding.client().equals(client) && holding.isHeldAt(now));
    }

    private static int compareFindings(
            List<Holding> holdings, Map<Object, GenericRecord> findings, Injected injected, List<String> differences) {
        // A server that is down has no complete view, so a conflict need only be found while the servers were apart.
        Set<String> mayBeTwice = heldTwice(
                holdings, injected.cut(), injected.restored().plus(injected.lease()), injected.lease(), Duration.ZERO);
        Set<String> mustBeTwice =
                heldTwice(holdings, injected.cut(), injected.healed(), Duration.ZERO, injected.visible());
        Set<String> foundTwice = new TreeSet<>();
        findings.forEach((key, finding) -> {
            String kind = text((GenericRecord) key, "kind");
            String subject = text((GenericRecord) key, "subject");
            Instant opened = Instant.ofEpochMilli((Long) finding.get("openedAt"));
            String words = kind + " " + subject;
            if (text(finding, "status").equals("OPEN")) {
                differences.add(words + " is still open");
            }
            if (!injected.explains(kind, opened)) {
                differences.add(words + " of " + opened + " is explained by nothing that was done to the servers");
            }
            if (kind.equals(HELD_TWICE)) {
                foundTwice.add(subject);
                if (!mayBeTwice.contains(subject)) {
                    differences.add(words + ": its clients never held it at the same time");
                }
            }
        });
        mustBeTwice.stream()
                .filter(address -> !foundTwice.contains(address))
                .forEach(address -> differences.add(HELD_TWICE + " " + address + " was not found"));
        return foundTwice.size();
    }

    /** Addresses that two clients held at the same time between two moments. */
    private static Set<String> heldTwice(
            List<Holding> holdings, Instant after, Instant before, Duration believed, Duration least) {
        Set<String> twice = new TreeSet<>();
        for (Holding one : holdings) {
            for (Holding other : holdings) {
                if (one.address().equals(other.address()) && !one.client().equals(other.client())) {
                    Instant from = latest(latest(one.from(), other.from()), after);
                    Instant until =
                            earliest(one.until().plus(believed), other.until().plus(believed));
                    Instant end = earliest(until, before);
                    if (from.plus(least).isBefore(end)) {
                        twice.add(one.address());
                    }
                }
            }
        }
        return twice;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String client(GenericRecord lease) {
        Row row = Row.ofAvro(lease);
        String duid = row.field("duid");
        return duid == null ? String.valueOf(row.field("hardwareAddress")) : duid + "/" + row.field("iaid");
    }

    private static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }

    public boolean isEqual() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return "%,d leases held, %,d findings, %,d addresses held twice, %,d differences"
                .formatted(held, findings, heldTwice, differences.size());
    }
}
