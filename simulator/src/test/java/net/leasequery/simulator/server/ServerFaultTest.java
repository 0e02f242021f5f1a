package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.FamilyFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of the server as a whole, and scripts. */
@ParameterizedClass
@EnumSource(Family.class)
class ServerFaultTest {

    private final FamilyFixture fixture;
    private final LeasequeryServer server;

    ServerFaultTest(Family family) {
        fixture = FamilyFixture.start(family).filled();
        server = fixture.server;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsABacklogWithBaseTimesThatRunAheadOfWhatStillWaits() {
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));
        server.inject(new Fault.Backlog(Duration.ofHours(1), -1));
        fixture.bind(1, 50);
        server.heal();

        List<MessageContent> replies = requestor.receive(50);

        assertThat(replies).allSatisfy(reply -> assertThat(reply.baseTime()).isEqualTo(fixture.now()));
        assertThat(replies.get(0).changed()).isEqualTo(fixture.now() - 50);
    }

    @Test
    void cutsABacklogOff() {
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));
        server.inject(new Fault.Backlog(Duration.ofMillis(200), 5));
        fixture.bind(1, 50);

        await().until(() -> server.connections() == 0);

        assertThatThrownBy(() -> requestor.receive(50)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesActiveQueriesForAsOftenAsItWasReported() {
        server.inject(new Fault.Refuse(Target.ACTIVE, 77, 1));

        FamilyRequestor refused = fixture.ask(each -> each.active(1));
        MessageContent refusal = refused.receive();
        assertThat(refusal.status()).isEqualTo(77);
        assertThat(refused.isClosedByServer()).isTrue();

        FamilyRequestor accepted = fixture.ask(each -> each.active(2, Instant.EPOCH));
        assertThat(accepted.receiveThroughStatus(fixture.protocol.catchUpComplete()))
                .hasSize(257);
    }

    @Test
    void refusesBulkQueries() {
        server.inject(new Fault.Refuse(Target.BULK, fixture.protocol.notAllowed(), 1));

        FamilyRequestor requestor = fixture.ask(each -> each.bulk(1));

        assertThat(requestor.receiveThroughEnd())
                .extracting(MessageContent::status)
                .containsExactly(fixture.protocol.notAllowed());
        assertThat(requestor.bulk(2).receiveThroughEnd()).hasSize(257);
    }

    @Test
    void writesSlowly() {
        server.inject(new Fault.SlowWrites(Duration.ofMillis(20)));
        long start = System.nanoTime();

        fixture.ask(each -> each.bulk(1)).receive(10);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void readsLate() {
        Duration delay = Duration.ofMillis(300);
        server.inject(new Fault.SlowReads(delay));
        try (FamilyRequestor requestor = fixture.connect()) {
            long start = System.nanoTime();

            List<MessageContent> answer = requestor.bulk(1).receiveThroughEnd();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
            assertThat(answer).hasSize(257);
        }
    }

    @Test
    void turnsConnectionsAwayForAWhile() {
        // Long enough to connect in on a busy machine.
        server.inject(new Fault.LimitConnections(0, Duration.ofSeconds(2)));
        try (FamilyRequestor early = fixture.connect()) {
            assertThat(early.isClosedByServer()).isTrue();
        }

        await().ignoreExceptions().untilAsserted(() -> {
            try (FamilyRequestor later = fixture.connect()) {
                assertThat(later.bulk(1).receiveThroughEnd()).hasSize(257);
            }
        });
    }

    @Test
    void losesItsHistory() {
        fixture.bind(1, 3);

        server.inject(new Fault.ForgetHistory());

        FamilyRequestor requestor = fixture.ask(each -> each.active(1, fixture.time.instant()));
        assertThat(requestor.receive().status()).isEqualTo(fixture.protocol.dataMissing());
    }

    @Test
    void setsItsClockBackAndTellsWhatItHadToDateAnew() {
        fixture.bind(1, 1);
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));

        server.inject(new Fault.StepClock(Duration.ofHours(-2)));

        String address = fixture.protocol.address(1);
        MessageContent reply = requestor
                .receiveThrough(each -> each.leases().contains(address))
                .get(0);
        assertThat(reply.baseTime()).isEqualTo(fixture.now() - 7200);
        assertThat(server.leases().get(address).changed().getEpochSecond()).isEqualTo(fixture.now() - 7200);
    }

    @Test
    void expiresLeasesWhenItsClockIsSetForward() {
        fixture.bind(1, 1);
        FamilyRequestor requestor = fixture.ask(each -> each.active(1));

        server.inject(new Fault.StepClock(LEASE));

        assertThat(requestor.receive().inForce()).isFalse();
    }

    @Test
    void restarts() {
        fixture.bind(1, 3);
        FamilyRequestor before = fixture.ask(each -> each.active(1));

        server.inject(new Fault.Restart(false, true, Duration.ofMillis(50)));

        assertThat(before.receive().status()).isEqualTo(fixture.protocol.queryTerminated());
        await().ignoreExceptions().untilAsserted(() -> {
            try (FamilyRequestor after = fixture.connect()) {
                after.active(2, Instant.EPOCH);
                assertThat(after.receive().status()).isEqualTo(fixture.protocol.dataMissing());
            }
        });
    }

    @Test
    void comesUpAfterTwoRestartsThatOverlap() {
        server.inject(new Fault.Restart(true, true, Duration.ofMillis(50)));
        server.inject(new Fault.Restart(true, false, Duration.ofMillis(10)));

        await().ignoreExceptions().untilAsserted(() -> {
            try (FamilyRequestor after = fixture.connect()) {
                assertThat(after.bulk(1).receiveThroughEnd()).hasSize(257);
            }
        });
    }

    @Test
    void servesAsEverAfterAnyScriptOnceItIsHealed() {
        long seed = System.nanoTime();
        FaultScript script = FaultScript.random(server.family(), seed, 40, Duration.ofMillis(500), fault -> true);

        CompletableFuture<Void> played = server.play(script);
        for (int i = 0; !played.isDone(); i++) {
            server.leases().bind(fixture.protocol.address(i % 256), fixture.protocol.client(i), LEASE);
            try (FamilyRequestor requestor = fixture.connect()) {
                (i % 2 == 0 ? requestor.active(i, Instant.EPOCH) : requestor.bulk(i)).receiveFrame();
            } catch (IOException | UncheckedIOException e) {
                // That is what the script is for.
            }
        }
        played.join();
        server.heal();
        fixture.filled();

        await("seed " + seed).ignoreExceptions().untilAsserted(() -> {
            try (FamilyRequestor after = fixture.connect()) {
                assertThat(after.bulk(1).receiveThroughEnd()).hasSize(257);
            }
        });
        assertThat(script.steps())
                .extracting(FaultScript.Step::fault)
                .hasAtLeastOneElementOfType(ConnectionFault.class);
    }
}
