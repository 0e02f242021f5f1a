package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults of the server as a whole, and scripts. */
class ServerFaultTest {

    private final ServerFixture fixture = ServerFixture.start();
    private final LeasequeryServer server = fixture.server;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsABacklogWithBaseTimesThatRunAheadOfWhatStillWaits() {
        TestRequestor requestor = fixture.ask(Queries.active(1));
        server.inject(new Fault.Backlog(Duration.ofMillis(200), -1));
        fixture.bind(1, 50);

        List<Dhcpv4Message> replies = requestor.receive(50);

        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.options().baseTime()).hasValue(fixture.now()));
        assertThat(replies.get(0).options().clientLastTransactionTime()).hasValue(50);
    }

    @Test
    void cutsABacklogOff() {
        TestRequestor requestor = fixture.ask(Queries.active(1));
        server.inject(new Fault.Backlog(Duration.ofMillis(200), 5));
        fixture.bind(1, 50);

        await().until(() -> server.connections() == 0);

        assertThatThrownBy(() -> requestor.receive(50)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesActiveQueriesForAsOftenAsItWasTold() {
        server.inject(new Fault.Refuse(Target.ACTIVE, 77, 1));

        TestRequestor refused = fixture.ask(Queries.active(1));
        Dhcpv4Message refusal = refused.receive();
        assertThat(StatusOf.message(refusal).code()).isEqualTo(77);
        assertThat(refused.isClosedByServer()).isTrue();

        TestRequestor accepted = fixture.ask(Queries.active(2, options -> options.queryStartTime(1)));
        assertThat(accepted.receiveThrough(StatusCode.CATCH_UP_COMPLETE)).hasSize(1);
    }

    @Test
    void refusesBulkQueries() {
        server.inject(new Fault.Refuse(Target.BULK, StatusCode.NOT_ALLOWED.code(), 1));

        TestRequestor requestor = fixture.ask(Queries.bulk(1));

        assertThat(StatusOf.message(requestor.receiveThroughDone().get(0)).meaning())
                .isEqualTo(StatusCode.NOT_ALLOWED);
        assertThat(requestor.send(Queries.bulk(2)).receiveThroughDone()).hasSize(257);
    }

    @Test
    void writesSlowly() {
        server.inject(new Fault.SlowWrites(Duration.ofMillis(20)));
        long start = System.nanoTime();

        fixture.ask(Queries.bulk(1)).receive(10);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void readsLate() throws IOException {
        server.inject(new Fault.SlowReads(Duration.ofMillis(300)));
        try (TestRequestor requestor = fixture.connect()) {
            requestor.send(Queries.bulk(1));

            assertThat(requestor.staysSilentFor(Duration.ofMillis(50))).isTrue();
            assertThat(requestor.receiveThroughDone()).hasSize(257);
        }
    }

    @Test
    void turnsConnectionsAwayForAWhile() {
        server.inject(new Fault.LimitConnections(0, Duration.ofMillis(100)));
        try (TestRequestor early = fixture.connect()) {
            assertThat(early.isClosedByServer()).isTrue();
        }

        await().ignoreExceptions().untilAsserted(() -> {
            try (TestRequestor later = fixture.connect()) {
                assertThat(later.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
            }
        });
    }

    @Test
    void losesItsHistory() {
        fixture.bind(1, 3);

        server.inject(new Fault.ForgetHistory());

        TestRequestor requestor = fixture.ask(Queries.active(1, options -> options.queryStartTime(fixture.now())));
        assertThat(StatusOf.message(requestor.receive()).meaning()).isEqualTo(StatusCode.DATA_MISSING);
    }

    @Test
    void setsItsClockBackAndTellsWhatItHadToDateAnew() {
        fixture.bind(1, 1);
        TestRequestor requestor = fixture.ask(Queries.active(1));

        server.inject(new Fault.StepClock(Duration.ofHours(-2)));

        Dhcpv4Message reply = requestor
                .receiveThrough(each -> each.header().ciaddr().toString().equals("10.0.0.1"))
                .get(0);
        assertThat(reply.options().baseTime()).hasValue(fixture.now() - 7200);
        assertThat(server.leases().get("10.0.0.1").changed().getEpochSecond()).isEqualTo(fixture.now() - 7200);
    }

    @Test
    void expiresLeasesWhenItsClockIsSetForward() {
        fixture.bind(1, 1);
        TestRequestor requestor = fixture.ask(Queries.active(1));

        server.inject(new Fault.StepClock(LEASE));

        assertThat(requestor.receive().options().leaseTime()).isEmpty();
    }

    @Test
    void restarts() {
        fixture.bind(1, 3);
        TestRequestor before = fixture.ask(Queries.active(1));

        server.inject(new Fault.Restart(false, true, Duration.ofMillis(50)));

        assertThat(StatusOf.message(before.receive()).meaning()).isEqualTo(StatusCode.QUERY_TERMINATED);
        await().ignoreExceptions().untilAsserted(() -> {
            try (TestRequestor after = fixture.connect()) {
                after.send(Queries.active(2, options -> options.queryStartTime(1)));
                assertThat(StatusOf.message(after.receive()).meaning()).isEqualTo(StatusCode.DATA_MISSING);
            }
        });
    }

    @Test
    void comesUpAfterTwoRestartsThatOverlap() {
        server.inject(new Fault.Restart(true, true, Duration.ofMillis(50)));
        server.inject(new Fault.Restart(true, false, Duration.ofMillis(10)));

        await().ignoreExceptions().untilAsserted(() -> {
            try (TestRequestor after = fixture.connect()) {
                assertThat(after.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
            }
        });
    }

    @Test
    void servesAsEverAfterAnyScriptOnceItIsHealed() {
        long seed = System.nanoTime();
        FaultScript script = FaultScript.random(seed, 40, Duration.ofMillis(500), fault -> true);

        CompletableFuture<Void> played = server.play(script);
        for (int i = 0; !played.isDone(); i++) {
            server.leases().bind("10.0.0." + i % 256, client(i), LEASE);
            try (TestRequestor requestor = fixture.connect()) {
                requestor.send(i % 2 == 0 ? Queries.active(i, options -> options.queryStartTime(1)) : Queries.bulk(i));
                requestor.receiveFrame();
            } catch (IOException | UncheckedIOException e) {
                // That is what the script is for.
            }
        }
        played.join();
        server.heal();

        await("seed " + seed).ignoreExceptions().untilAsserted(() -> {
            try (TestRequestor after = fixture.connect()) {
                assertThat(after.send(Queries.bulk(1)).receiveThroughDone()).hasSize(257);
            }
        });
        assertThat(script.steps())
                .extracting(FaultScript.Step::fault)
                .hasAtLeastOneElementOfType(ConnectionFault.class);
    }
}
