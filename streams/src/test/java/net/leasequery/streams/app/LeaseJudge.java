package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import org.jspecify.annotations.Nullable;

/**
 * Compares leases with what clients hold, after each tick; also while servers are apart: whoever made the newest
 * transaction has told of it, if its connector could hear.
 */
final class LeaseJudge {
    private static final Duration EPSILON = Duration.ofSeconds(2);

    private final FollowedNetwork network;
    private int judged;
    private int leftOut;
    private int judgedSources;

    LeaseJudge(FollowedNetwork network) {
        this.network = network;
        network.onTick(this::judge);
    }

    int judged() {
        return judged;
    }

    int leftOut() {
        return leftOut;
    }

    /** Leases of which it was judged, too, whose word is believed. */
    int judgedSources() {
        return judgedSources;
    }

    private void judge() {
        Set<LeaseAddress> heldTwice = new HashSet<>();
        network.population
                .log()
                .conflicts()
                .forEach(conflict -> heldTwice.add(conflict.first().address()));
        for (Holding holding : network.population.log().at(network.now())) {
            if (!network.isFollowed(holding.server())) {
                continue;
            }
            if (heldTwice.contains(holding.address()) || cannotBeFound(holding)) {
                leftOut++;
                continue;
            }
            judged++;
            JsonNode lease =
                    Objects.requireNonNull(network.site.lease(holding.address().toString()), holding::toString);
            assertThat(lease.get("state").asText()).as("%s: %s", holding, lease).isEqualTo("ACTIVE");
            assertThat(client(lease)).as("%s: %s", holding, lease).isEqualTo(FollowedNetwork.text(holding.client()));
            judgeSource(holding, lease);
        }
    }

    /**
     * Where one server alone says that it made the newest transaction, the lease is as that server tells it: by its word
     * that it did (data-source, RFC 6926 section 6.2.8), or, in a pair without that option, by the shorter of two ends.
     */
    private void judgeSource(Holding holding, JsonNode lease) {
        String address = holding.address().toString();
        Lease made = network.view(holding.server()).get(address);
        if (made == null || !isMadeHere(made, holding) || made.lastTransaction() == null) {
            return;
        }
        Instant transaction = made.lastTransaction();
        boolean alone = network.names.stream()
                .filter(server -> !server.equals(holding.server()))
                .map(server -> network.view(server).get(address))
                .noneMatch(other -> other != null && claims(other, holding, transaction));
        if (alone && network.tellsSource()) {
            judgedSources++;
            assertThat(lease.get("authority").asText())
                    .as("%s: %s", holding, lease)
                    .isEqualTo(holding.server());
        } else if (alone && network.failover) {
            judgedSources++;
            Instant end = Objects.requireNonNull(made.term()).expiry();
            assertThat(lease.get("leaseExpiryTime").asLong())
                    .as("%s: %s", holding, lease)
                    .isEqualTo(Objects.requireNonNull(end).toEpochMilli());
        }
    }

    private static boolean isMadeHere(Lease lease, Holding holding) {
        return lease.isActive() && !lease.remote() && holding.client().equals(lease.client());
    }

    /** It made the transaction too, or knows a later one, or says that the lease has ended. */
    private static boolean claims(Lease other, Holding holding, Instant transaction) {
        Instant theirs = other.lastTransaction();
        return theirs != null
                && (theirs.isAfter(transaction)
                        || (isWithinEpsilon(theirs, transaction) && (!other.isActive() || isMadeHere(other, holding))));
    }

    /** Another server says what cannot be told from a newer truth. */
    private boolean cannotBeFound(Holding holding) {
        String address = holding.address().toString();
        Lease made = network.view(holding.server()).get(address);
        Instant transaction = made == null ? null : made.lastTransaction();
        return transaction != null
                && network.names.stream()
                        .filter(server -> !server.equals(holding.server()))
                        .map(server -> network.view(server).get(address))
                        .anyMatch(other -> other != null && misleads(other, holding, transaction));
    }

    private boolean misleads(Lease other, Holding holding, Instant transaction) {
        if (other.isActive()) {
            return false;
        }
        Instant theirs = other.lastTransaction();
        if (theirs == null) {
            // RFC 6926 section 7.6 takes the start of the state of a server that never heard of the client.
            return !other.stateStart().isBefore(transaction.minus(EPSILON));
        }
        boolean atOnce =
                isWithinEpsilon(theirs, transaction) && holding.client().equals(other.client());
        // Given up and taken again within the resolution of the clocks, or ended by a partner that took the other for
        // gone.
        return other.state() == DhcpState.ABANDONED
                || (atOnce && (other.state() == DhcpState.RELEASED || network.tookEachOtherForGone()));
    }

    private static boolean isWithinEpsilon(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(EPSILON) <= 0;
    }

    /** The client that a lease names, as its authority told of it. */
    static @Nullable String client(JsonNode lease) {
        String authority = lease.get("authority").asText();
        return StreamSupport.stream(lease.get("views").spliterator(), false)
                .filter(view -> view.get("server").asText().equals(authority))
                .map(view -> view.get("client").asText())
                .findFirst()
                .orElseThrow();
    }
}
