package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.HoldingEnd;
import net.leasequery.simulator.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Explains each lease that is ACTIVE although the client that it names does not hold the address, after each tick. A
 * server cannot know that the client did not hear of the lease, or that it is gone.
 */
final class UnheldLeaseJudge {

    /** What the server does not know. */
    enum Reason {
        /** The client never heard that the lease was granted, or extended. */
        LOST_ACK,
        /** The client gave it back, and no server heard of that. */
        LOST_RELEASE,
        /** The client went to another link, or was refused by another server, and did not say so. */
        CLIENT_LEFT
    }

    private static final Duration EPSILON = Duration.ofSeconds(2);

    private final FollowedNetwork network;
    private final Map<Reason, Set<String>> explained = new EnumMap<>(Reason.class);

    UnheldLeaseJudge(FollowedNetwork network) {
        this.network = network;
        network.onTick(this::judge);
    }

    /** Leases that were explained so, each once. */
    int explained(Reason reason) {
        return explained.getOrDefault(reason, Set.of()).size();
    }

    private void judge() {
        Map<String, Holding> last = new HashMap<>();
        network.population
                .log()
                .all()
                .forEach(holding -> last.merge(
                        name(holding.address().toString(), FollowedNetwork.text(holding.client())),
                        holding,
                        (one, other) -> one.from().isAfter(other.from()) ? one : other));
        network.site.leases().forEach((key, lease) -> {
            String authority = lease.get("authority").asText();
            if (lease.get("state").asText().equals("ACTIVE") && network.isFollowed(authority)) {
                String name = name(lease.get("address").asText(), LeaseJudge.client(lease));
                explain(lease, name, authority, last.get(name));
            }
        });
    }

    private static String name(String address, @Nullable String client) {
        return address + " of " + client;
    }

    private void explain(JsonNode lease, String name, String authority, @Nullable Holding last) {
        Lease reported = Objects.requireNonNull(
                network.view(authority).get(lease.get("address").asText()));
        // Or a lease that names anybody would pass for one whose ACK was lost.
        assertThat(reported.isActive()).as("%s: %s", reported, lease).isTrue();
        assertThat(LeaseJudge.client(lease))
                .as("%s: %s", reported, lease)
                .isEqualTo(FollowedNetwork.text(reported.client()));
        Instant end = reported.term() == null ? null : reported.term().expiry();
        if (end == null || !end.isAfter(network.now()) || (last != null && last.covers(network.now()))) {
            return;
        }
        Reason reason = reason(reported, end, last);
        assertThat(reason)
                .as("%s at %s: %s, last held %s", name, network.now(), lease, last)
                .isNotNull();
        explained
                .computeIfAbsent(Objects.requireNonNull(reason), none -> new HashSet<>())
                .add(name + " since " + (last == null ? "never" : last.until()));
    }

    private @Nullable Reason reason(Lease reported, Instant end, @Nullable Holding last) {
        Instant heard = reported.lastTransaction();
        if (last == null || (heard != null && heard.isAfter(last.until()))) {
            return Reason.LOST_ACK;
        }
        HoldingEnd why = last.end();
        if (why == HoldingEnd.LEFT || why == HoldingEnd.REFUSED) {
            return Reason.CLIENT_LEFT;
        }
        if (why == HoldingEnd.RELEASED) {
            return wasHeardToRelease(last) ? null : Reason.LOST_RELEASE;
        }
        return end.isAfter(last.until().plus(EPSILON)) ? Reason.LOST_ACK : null;
    }

    private boolean wasHeardToRelease(Holding last) {
        return network.names.stream()
                .filter(network::isFollowed)
                .map(server -> network.view(server).get(last.address().toString()))
                .anyMatch(lease -> lease != null
                        && lease.state() == DhcpState.RELEASED
                        && last.client().equals(lease.client())
                        && !lease.stateStart().isBefore(last.until().minus(EPSILON)));
    }
}
