package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.leasequery.simulator.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Compares the findings with what the views of the servers show, by comparisons of its own: what has lasted beyond the
 * grace in complete views has to be found, and nothing else may be.
 */
final class FindingJudge {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration EPSILON = Duration.ofSeconds(2);
    /** A trouble is seen here at the end of the tick in which it began. */
    private static final Duration TICK = Duration.ofSeconds(FollowedNetwork.TICK_SECONDS);
    /** For a heartbeat, a claim of completeness and a look at what is due. */
    private static final Duration LATE = GRACE.plusSeconds(60);

    private static final Set<String> DISAGREEMENTS = Set.of("NOT_REPLICATED", "STATE_DISAGREES", "EXPIRY_DISAGREES");

    private final FollowedNetwork network;
    private final Map<String, Instant> since = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private Set<String> openBefore = new HashSet<>();
    private final Map<String, Integer> opened = new HashMap<>();

    FindingJudge(FollowedNetwork network) {
        this.network = network;
        network.onTick(this::judge);
    }

    /** How many findings of each kind have opened. */
    Map<String, Integer> opened() {
        return opened;
    }

    private void judge() {
        note();
        Set<String> open = new HashSet<>(network.site.open());
        for (String finding : open) {
            String kind = finding.substring(0, finding.indexOf(' '));
            String subject = finding.substring(finding.indexOf(' ') + 1);
            if (!openBefore.contains(finding)) {
                opened.merge(kind, 1, Integer::sum);
                assertIsTrue(kind, subject);
            }
            assertIsNotOver(kind, subject);
        }
        assertNothingIsMissing(open);
        openBefore = open;
    }

    private void note() {
        for (String address : network.addresses()) {
            note("twice " + address, isHeldTwice(address, server -> true));
            note("surely twice " + address, isHeldTwice(address, network::isFollowed));
            note("unaware " + address, isSomebodyUnaware(address));
            note("ended " + address, isEndedSomewhere(address));
            note("ends " + address, hasSeveralEnds(address));
            noteOneSided(address);
        }
        for (String server : network.names) {
            note("cut " + server, !network.isFollowed(server));
        }
        for (String client : clients()) {
            note("surely several " + client, isApart(client));
        }
        note("all followed", network.names.stream().allMatch(network::isFollowed));
    }

    private void note(String what, boolean isSo) {
        String opposite = "not " + what;
        since.remove(isSo ? opposite : what);
        since.putIfAbsent(isSo ? what : opposite, network.now());
    }

    /** Anew when a server changes its word: the disagreement is then another one, perhaps of another kind. */
    private void noteOneSided(String address) {
        StringBuilder words = new StringBuilder();
        for (String server : network.names) {
            Lease lease = network.view(server).get(address);
            words.append(lease == null ? "" : lease.state() + FollowedNetwork.text(lease.client()))
                    .append('|');
        }
        if (!words.toString().equals(said.put(address, words.toString()))) {
            since.remove("surely one-sided " + address);
        }
        note("surely one-sided " + address, isOneSided(address));
    }

    private boolean hasLasted(String what, Duration time) {
        Instant began = since.get(what);
        return began != null && !began.plus(time).isAfter(network.now());
    }

    private void assertIsTrue(String kind, String subject) {
        Duration most = GRACE.minus(TICK);
        String condition = condition(kind, subject);
        assertThat(hasLasted(condition, most))
                .as("%s", new Context(kind, subject))
                .isTrue();
        if (kind.equals("ADDRESS_HELD_TWICE")) {
            assertThat(since).as("%s", new Context(kind, subject)).containsKey("surely twice " + subject);
        }
    }

    /** A finding closes when its reason is gone, and the servers whose views it takes to see that are followed. */
    private void assertIsNotOver(String kind, String subject) {
        if (!kind.equals("CLIENT_HOLDS_SEVERAL")) {
            assertThat(hasLasted("not " + condition(kind, subject), TICK.multipliedBy(5)))
                    .as("over: %s", new Context(kind, subject))
                    .isFalse();
        }
    }

    private String condition(String kind, String subject) {
        return switch (kind) {
            case "ADDRESS_HELD_TWICE" -> "twice " + subject;
            case "NOT_REPLICATED" -> "unaware " + subject;
            case "STATE_DISAGREES" -> "ended " + subject;
            case "EXPIRY_DISAGREES" -> "ends " + subject;
            case "VIEW_INCOMPLETE" -> "cut " + subject;
            case "CLIENT_HOLDS_SEVERAL" -> holdsSeveral(subject);
            default -> throw new AssertionError(kind + " is never to be found here: " + subject);
        };
    }

    /** The mark of a partition that has just been noted, or nothing that ever was. */
    private String holdsSeveral(String client) {
        note("several " + client, addressesOf(client) > 1);
        since.computeIfPresent("several " + client, (what, began) -> began.minus(GRACE));
        return "several " + client;
    }

    private long addressesOf(String client) {
        return network.addresses().stream()
                .filter(address -> network.names.stream()
                        .map(server -> network.view(server).get(address))
                        .anyMatch(lease -> isHeld(lease)
                                && FollowedNetwork.text(lease.client()).equals(client)))
                .count();
    }

    private Set<String> clients() {
        Set<String> clients = new HashSet<>();
        network.addresses()
                .forEach(address -> holds(address).forEach(lease -> clients.add(FollowedNetwork.text(lease.client()))));
        return clients;
    }

    /** Two servers lease it one address of one link each, and neither knows of the other's: the mark of a partition. */
    private boolean isApart(String client) {
        if (!network.names.stream().allMatch(network::isFollowed)) {
            return false;
        }
        Map<String, Set<String>> holdersByLink = new HashMap<>();
        for (String address : network.addresses()) {
            String link = network.linkOf(address);
            List<String> holders = network.names.stream()
                    .filter(server -> isHeld(network.view(server).get(address)))
                    .toList();
            if (link != null
                    && holders.size() == 1
                    && isBelieved(address, holders.get(0))
                    && holds(address)
                            .allMatch(lease ->
                                    FollowedNetwork.text(lease.client()).equals(client))) {
                holdersByLink.computeIfAbsent(link, none -> new HashSet<>()).add(holders.get(0));
            }
        }
        return holdersByLink.values().stream().anyMatch(holders -> holders.size() > 1);
    }

    /** Where the other server knows of an end, the two disagree about a state, and {@link LeaseJudge} says who is right. */
    private boolean isBelieved(String address, String server) {
        JsonNode lease = network.site.lease(address);
        return lease != null
                && lease.get("state").asText().equals("ACTIVE")
                && lease.get("authority").asText().equals(server);
    }

    private void assertNothingIsMissing(Set<String> open) {
        for (String client : clients()) {
            if (hasLasted("surely several " + client, LATE)) {
                assertThat(open).as("%s", new Context("?", client)).contains("CLIENT_HOLDS_SEVERAL " + client);
            }
        }
        for (String address : network.addresses()) {
            if (hasLasted("surely twice " + address, LATE)) {
                assertThat(open).as("%s", new Context("?", address)).contains("ADDRESS_HELD_TWICE " + address);
            }
            if (hasLasted("surely one-sided " + address, LATE)) {
                assertThat(DISAGREEMENTS.stream()
                                        .map(kind -> kind + " " + address)
                                        .anyMatch(open::contains)
                                || open.contains("ADDRESS_HELD_TWICE " + address))
                        .as("%s", new Context("?", address))
                        .isTrue();
            }
        }
        for (String server : network.names) {
            if (hasLasted("cut " + server, LATE)) {
                assertThat(open).contains("VIEW_INCOMPLETE " + server);
            }
        }
    }

    private boolean isHeld(@Nullable Lease lease) {
        if (lease == null || !lease.isActive()) {
            return false;
        }
        Instant expiry = Objects.requireNonNull(lease.term()).expiry();
        return expiry == null || expiry.isAfter(network.now());
    }

    private boolean isHeldTwice(String address, Predicate<String> counts) {
        return network.names.stream()
                        .filter(counts)
                        .map(server -> network.view(server).get(address))
                        .filter(this::isHeld)
                        .map(lease -> FollowedNetwork.text(lease.client()))
                        .distinct()
                        .count()
                > 1;
    }

    /** Held here; there not known, or from an earlier transaction only. */
    private boolean isSomebodyUnaware(String address) {
        return holds(address)
                .anyMatch(hold -> network.names.stream()
                        .map(server -> network.view(server).get(address))
                        .anyMatch(other -> other == null || (other.isActive() && isEarlier(other, hold))));
    }

    /** Held here, not held there. */
    private boolean isEndedSomewhere(String address) {
        return holds(address).findAny().isPresent()
                && network.names.stream()
                        .map(server -> network.view(server).get(address))
                        .anyMatch(other -> other != null && !other.isActive());
    }

    /** One client, one transaction, two ends. */
    private boolean hasSeveralEnds(String address) {
        return holds(address)
                .anyMatch(hold -> holds(address)
                        .anyMatch(other ->
                                FollowedNetwork.text(hold.client()).equals(FollowedNetwork.text(other.client()))
                                        && !isEarlier(hold, other)
                                        && !isEarlier(other, hold)
                                        && !Objects.equals(hold.term(), other.term())));
    }

    private Stream<Lease> holds(String address) {
        return network.names.stream()
                .map(server -> network.view(server).get(address))
                .filter(this::isHeld)
                .map(Objects::requireNonNull);
    }

    private static boolean isEarlier(Lease one, Lease other) {
        Instant first = Objects.requireNonNull(one.lastTransaction());
        return first.isBefore(Objects.requireNonNull(other.lastTransaction()).minus(EPSILON));
    }

    /** Whoever made the lease holds it, another does not know of it: even of partners that is a disagreement. */
    private boolean isOneSided(String address) {
        if (!network.names.stream().allMatch(network::isFollowed)) {
            return false;
        }
        boolean made = network.names.stream()
                .map(server -> network.view(server).get(address))
                .anyMatch(lease -> isHeld(lease) && !lease.remote());
        return made
                && network.names.stream()
                        .anyMatch(server -> !isHeld(network.view(server).get(address)));
    }

    private final class Context {
        private final String kind;
        private final String subject;

        Context(String kind, String subject) {
            this.kind = kind;
            this.subject = subject;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(kind + " " + subject + " at " + network.now());
            network.names.forEach(server -> text.append("\n  ")
                    .append(server)
                    .append(network.isFollowed(server) ? "" : " (cut)")
                    .append(": ")
                    .append(network.view(server).get(subject)));
            text.append("\n  lease: ").append(network.site.lease(subject));
            since.forEach((what, began) -> {
                if (what.endsWith(" " + subject)) {
                    text.append("\n  ").append(what).append(" since ").append(began);
                }
            });
            return text.toString();
        }
    }
}
