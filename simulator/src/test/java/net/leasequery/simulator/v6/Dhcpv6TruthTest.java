package net.leasequery.simulator.v6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.kit.Dhcpv6Fixture;
import net.leasequery.simulator.kit.Dhcpv6Queries;
import net.leasequery.simulator.kit.Dhcpv6TestRequestor;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.server.WaitingOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dhcpv6TruthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasReportedLastOfEachLeaseIsWhatTheTableShows(long seed) throws TimeoutException {
        ChurnSettings settings =
                ChurnSettings.DEFAULT.withSeed(seed).withLeaseTimes(Duration.ofMinutes(1), Duration.ofMinutes(10));
        Map<String, String> reported = new HashMap<>();
        List<Lease> truth;
        Instant end;
        try (Dhcpv6Fixture fixture =
                Dhcpv6Fixture.with(builder -> builder.churn(settings).waitingOrder(WaitingOrder.SHUFFLED))) {
            fixture.server.churn().tick(500);
            // A server that has not seen the query yet would be quiesced, and stopped, with nothing to tell.
            try (Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(7, new LqStartTime(1)))) {
                CompletableFuture<List<Dhcpv6Message>> stream =
                        CompletableFuture.supplyAsync(() -> requestor.receiveThrough(StatusCode.QUERY_TERMINATED));
                for (int round = 0; round < 80; round++) {
                    if (round == 40) {
                        fixture.server.inject(new Fault.Backlog(Duration.ofMillis(50), -1));
                    }
                    fixture.server.churn().tick(50);
                    fixture.time.advanceSeconds(7);
                }
                fixture.server.quiesce(PATIENCE);
                truth = fixture.server.leases().all();
                end = fixture.time.instant();
                fixture.server.stop();
                stream.join().forEach(message -> note(message, reported));
            }
        }

        assertThat(truth).filteredOn(Lease::isActive).hasSizeGreaterThan(200);
        for (Lease lease : truth) {
            if (lease.term() != null
                    && !end.isBefore(Objects.requireNonNull(lease.term().expiry()))) {
                // It has run out while the server was quiesced: some are told so, some are not.
                continue;
            }
            assertThat(reported.get(lease.address().toString()))
                    .as("told of %s with seed %s", lease.address(), seed)
                    .isEqualTo(describe(lease));
        }
    }

    private static @Nullable String describe(Lease lease) {
        if (!(lease.client() instanceof Ipv6Client client)) {
            return null;
        }
        Instant expiry = lease.isActive()
                ? Objects.requireNonNull(Objects.requireNonNull(lease.term()).expiry())
                : null;
        return describe(client.duid(), Objects.requireNonNull(lease.lastTransaction()), expiry);
    }

    private static String describe(Duid duid, Instant heard, @Nullable Instant expiry) {
        return duid.toHex() + " heard of at " + heard + (expiry == null ? ", gone" : ", until " + expiry);
    }

    private static void note(Dhcpv6Message message, Map<String, String> reported) {
        for (ClientData data : message.options().clientData()) {
            Instant now = Dhcpv6Epoch.instant(message.options().baseTime().orElseThrow());
            Dhcpv6Options client = data.options();
            for (IaAddress address : client.all(IaAddress.class)) {
                reported.put(address.address().toString(), describe(client, now, address.validLifetime()));
            }
            for (IaPrefix prefix : client.all(IaPrefix.class)) {
                reported.put(prefix.prefix().toString(), describe(client, now, prefix.validLifetime()));
            }
        }
    }

    private static String describe(Dhcpv6Options client, Instant now, long validLifetime) {
        return describe(
                Objects.requireNonNull(client.clientIdentifier()),
                now.minusSeconds(client.clientLastTransactionTime().orElseThrow()),
                validLifetime == 0 ? null : now.plusSeconds(validLifetime));
    }
}
