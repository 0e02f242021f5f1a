package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.FamilyFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a query-start-time brings: catch-up, CatchUpComplete, DataMissing. RFC 7724 sections 7.4.1 and 8.2. */
@ParameterizedClass
@EnumSource(Family.class)
class CatchUpTest {

    private final Family family;

    CatchUpTest(Family family) {
        this.family = family;
    }

    /** Socket buffer that holds few messages only. */
    private static final int SMALL = 1 << 14;

    @Test
    @Tag("R7724-8.2-4")
    void endsTheCatchUpWithCatchUpComplete() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 20);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, Instant.EPOCH));

            List<MessageContent> replies = requestor.receiveThroughStatus(fixture.protocol.catchUpComplete());
            assertThat(addresses(replies)).hasSize(20).doesNotHaveDuplicates();
            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.xid()).isEqualTo(9);
                assertThat(reply.baseTime()).isEqualTo(fixture.now());
            });
        }
    }

    @Test
    @Tag("R7724-8.2-4")
    void endsACatchUpOfNothingWithCatchUpComplete() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            FamilyRequestor requestor = fixture.ask(each -> each.active(9, fixture.ago(0)));

            assertThat(requestor.receiveThroughStatus(fixture.protocol.catchUpComplete()))
                    .hasSize(1);
        }
    }

    @Test
    void sendsNoCatchUpCompleteWithoutAQueryStartTime() throws IOException {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 3);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9));

            assertThat(requestor.staysSilentFor(Duration.ofMillis(200))).isTrue();
        }
    }

    @Test
    void includesChangesOfTheVerySecondOfTheQueryStartTime() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 10);
            Instant secondOfTheLast = fixture.ago(1);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, secondOfTheLast));

            assertThat(addresses(requestor.receiveThroughStatus(fixture.protocol.catchUpComplete())))
                    .containsExactly(fixture.protocol.address(10));
        }
    }

    @Test
    void tellsABindingAsItIsNowHoweverOftenItChanged() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 1);
            fixture.server.leases().renew(fixture.protocol.address(1), LEASE);
            fixture.server.leases().release(fixture.protocol.address(1));

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, Instant.EPOCH));

            List<MessageContent> replies = requestor.receiveThroughStatus(fixture.protocol.catchUpComplete());
            assertThat(replies).hasSize(2);
            assertThat(replies.get(0).leases()).containsExactly(fixture.protocol.address(1));
            assertThat(replies.get(0).inForce()).isFalse();
        }
    }

    @Test
    void sendsCatchUpInNoOrder() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 100);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, Instant.EPOCH));

            List<Long> changes = requestor.receiveThroughStatus(fixture.protocol.catchUpComplete()).stream()
                    .filter(reply -> !reply.leases().isEmpty())
                    .map(reply -> Objects.requireNonNull(reply.changed()))
                    .toList();
            assertThat(changes)
                    .hasSize(100)
                    .isNotEqualTo(changes.stream().sorted().toList())
                    .isNotEqualTo(
                            changes.stream().sorted(Comparator.reverseOrder()).toList());
        }
    }

    @Test
    void goesOnWithLiveUpdatesAfterTheCatchUp() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            FamilyRequestor requestor = fixture.ask(each -> each.active(9, Instant.EPOCH));
            requestor.receiveThroughStatus(fixture.protocol.catchUpComplete());

            fixture.bind(7, 7);

            assertThat(addresses(requestor.receive(1))).containsExactly(fixture.protocol.address(7));
        }
    }

    @Test
    @Tag("R7724-8.2-5")
    void saysDataMissingAtOnceIfTheHistoryIsTooShort() {
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.history(5, Duration.ofDays(1)))) {
            fixture.bind(1, 10);
            Instant secondOfALostChange = fixture.ago(6);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, secondOfALostChange));

            MessageContent first = requestor.receive();
            assertThat(first.status()).isEqualTo(fixture.protocol.dataMissing());
            assertThat(first.baseTime()).isEqualTo(fixture.now());
        }
    }

    @Test
    @Tag("R7724-8.2-5")
    void catchesUpFromTheOldestChangeThatIsRemembered() {
        try (FamilyFixture fixture = FamilyFixture.with(family, server -> server.history(5, Duration.ofDays(1)))) {
            fixture.bind(1, 10);
            Instant secondOfTheOldestRemembered = fixture.ago(5);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, secondOfTheOldestRemembered));

            assertThat(addresses(requestor.receiveThroughStatus(fixture.protocol.catchUpComplete())))
                    .containsExactlyInAnyOrder(
                            fixture.protocol.address(6),
                            fixture.protocol.address(7),
                            fixture.protocol.address(8),
                            fixture.protocol.address(9),
                            fixture.protocol.address(10));
        }
    }

    @Test
    void tellsTheBaseTimeOfDataMissingEvenIfItWasNotAskedFor() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.server.forgetHistory();

            FamilyRequestor requestor = fixture.ask(each -> each.activeWithoutBaseTime(9, Instant.EPOCH));

            assertThat(requestor.receive().baseTime()).isEqualTo(fixture.now());
        }
    }

    @Test
    void goesOnWithLiveUpdatesAfterDataMissing() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.server.forgetHistory();
            FamilyRequestor requestor = fixture.ask(each -> each.active(9, Instant.EPOCH));
            requestor.receiveThroughStatus(fixture.protocol.dataMissing());

            fixture.bind(7, 7);

            assertThat(addresses(requestor.receive(1))).containsExactly(fixture.protocol.address(7));
        }
    }

    @Test
    void saysDataMissingInTheMiddleIfTheHistoryIsLostMeanwhile() {
        try (FamilyFixture fixture = FamilyFixture.withMany(family, server -> server.sendBuffer(SMALL))) {
            for (int i = 0; i < 4000; i++) {
                fixture.server.leases().bind(fixture.protocol.ofMany(i), fixture.protocol.client(i), LEASE);
            }
            FamilyRequestor requestor = fixture.connect(SMALL).active(9, Instant.EPOCH);
            requestor.receive(10);

            fixture.server.forgetHistory();

            List<MessageContent> rest = requestor.receiveThrough(reply -> reply.status() != null);
            assertThat(rest.get(rest.size() - 1).status()).isEqualTo(fixture.protocol.dataMissing());
            assertThat(rest).hasSizeBetween(2, 3900);
        }
    }

    @Test
    void answersAQueryStartTimeBeforeARestartWithDataMissingIfItKeptNoHistory() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 3);
            fixture.server.restart(false);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, fixture.ago(3)));

            assertThat(requestor.receive().status()).isEqualTo(fixture.protocol.dataMissing());
        }
    }

    @Test
    void catchesUpAcrossARestartIfItKeptItsHistory() {
        try (FamilyFixture fixture = FamilyFixture.start(family)) {
            fixture.bind(1, 3);
            fixture.server.restart(true);

            FamilyRequestor requestor = fixture.ask(each -> each.active(9, Instant.EPOCH));

            assertThat(addresses(requestor.receiveThroughStatus(fixture.protocol.catchUpComplete())))
                    .containsExactlyInAnyOrder(
                            fixture.protocol.address(1), fixture.protocol.address(2), fixture.protocol.address(3));
        }
    }

    private static List<String> addresses(List<MessageContent> replies) {
        return replies.stream().flatMap(reply -> reply.leases().stream()).toList();
    }
}
