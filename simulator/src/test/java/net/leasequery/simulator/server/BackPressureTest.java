package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.FamilyFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import net.leasequery.simulator.kit.FamilyFixture;
import net.leasequery.simulator.kit.FamilyRequestor;
import net.leasequery.simulator.kit.MessageContent;
import net.leasequery.simulator.kit.Protocol;
import net.leasequery.simulator.lease.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A requestor that reads slowly or not at all. RFC 7724 sections 6 and 8.2. */
@ParameterizedClass
@EnumSource(Family.class)
class BackPressureTest {

    private final Family family;

    BackPressureTest(Family family) {
        this.family = family;
    }

    /** Socket buffer that holds few messages only. */
    private static final int SMALL = 1 << 14;

    private static final int ADDRESSES = 1024;

    /** Far more than the socket buffers on both sides and Netty's outbound buffer hold, some 700 messages. */
    private static final int CHANGES = 10_000;

    @Test
    void keepsNoMoreForABlockedRequestorThanOneChangePerAddress() {
        try (FamilyFixture fixture = narrow(WaitingOrder.OLDEST_CHANGE_FIRST)) {
            FamilyRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(fixture.protocol.ofMany(i % ADDRESSES), fixture.protocol.client(i), LEASE);
            }
            fixture.server.leases().decline(fixture.protocol.ofMany(0));

            List<MessageContent> replies = requestor.receiveThrough(reply -> !reply.inForce());

            assertThat(replies).hasSizeLessThan(CHANGES / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(WaitingOrder.class)
    void tellsEveryAddressAsItIsAtLastWhateverTheOrder(WaitingOrder order) throws TimeoutException {
        try (FamilyFixture fixture = narrow(order)) {
            FamilyRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(fixture.protocol.ofMany(i % ADDRESSES), fixture.protocol.client(i), LEASE);
            }

            Map<String, MessageContent> last = new HashMap<>();
            while (!isComplete(fixture.protocol, last)) {
                MessageContent reply = requestor.receive();
                reply.leases().forEach(address -> last.put(address, reply));
            }

            assertThat(last).hasSize(ADDRESSES);
            fixture.server.quiesce(Duration.ofSeconds(5));
        }
    }

    @Test
    void stampsTheBaseTimeWhenTheReplyIsBuiltThoughOlderChangesStillWait() {
        try (FamilyFixture fixture = narrow(WaitingOrder.NEWEST_CHANGE_FIRST)) {
            FamilyRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(fixture.protocol.ofMany(i % ADDRESSES), fixture.protocol.client(i), LEASE);
                if (i % 100 == 0) {
                    fixture.time.advanceSeconds(1);
                }
            }

            MessageContent runsAhead = requestor
                    .receiveThrough(reply -> baseTime(reply) == fixture.now())
                    .get(0);
            List<MessageContent> after = new ArrayList<>();
            after.add(runsAhead);
            after.addAll(requestor.receive(ADDRESSES / 2));

            assertThat(after).anySatisfy(reply -> {
                assertThat(baseTime(reply)).isEqualTo(fixture.now());
                assertThat(reply.changed()).isLessThan(fixture.now());
            });
        }
    }

    @Test
    void tellsTheChangeThatWaitsLongestFirstByDefault() {
        try (FamilyFixture fixture = narrow(WaitingOrder.OLDEST_CHANGE_FIRST)) {
            FamilyRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server
                        .leases()
                        .bind(fixture.protocol.ofMany(i * 7 % ADDRESSES), fixture.protocol.client(i), LEASE);
                if (i % 100 == 0) {
                    fixture.time.advanceSeconds(1);
                }
            }

            List<Long> changeTimes = requestor.receive(1200).stream()
                    .map(reply -> Objects.requireNonNull(reply.changed()))
                    .toList();

            assertThat(changeTimes).isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    @Tag("R7724-8.2-1")
    void closesAConnectionThatStaysBlocked() {
        try (FamilyFixture fixture = FamilyFixture.withMany(
                family, server -> server.sendBuffer(SMALL).sendTimeout(Duration.ofMillis(100)))) {
            for (int i = 0; i < 4096; i++) {
                fixture.server.leases().bind(fixture.protocol.ofMany(i), fixture.protocol.client(i), LEASE);
            }
            try (FamilyRequestor requestor = fixture.connect(SMALL).bulk(1)) {
                await().until(() -> !fixture.server.queries().isEmpty());
                await().until(() -> fixture.server.connections() == 0);
                assertThat(requestor.receive().xid()).isOne();
            }
        }
    }

    @Test
    void saysThatItCannotQuiesceWhileARequestorDoesNotRead() {
        try (FamilyFixture fixture = narrow(WaitingOrder.OLDEST_CHANGE_FIRST)) {
            FamilyRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(fixture.protocol.ofMany(i % ADDRESSES), fixture.protocol.client(i), LEASE);
            }

            assertThatThrownBy(() -> fixture.server.quiesce(Duration.ofMillis(50)))
                    .isInstanceOf(TimeoutException.class);
            requestor.close();
        }
    }

    private FamilyFixture narrow(WaitingOrder order) {
        return FamilyFixture.withMany(family, server -> server.sendBuffer(SMALL).waitingOrder(order));
    }

    private static FamilyRequestor askSlowly(FamilyFixture fixture) {
        FamilyRequestor requestor = fixture.connect(SMALL).active(1);
        await().until(() -> fixture.server.queries().size() == 1);
        return requestor;
    }

    /** Whether every address was told with the client that it was given last. */
    private static boolean isComplete(Protocol protocol, Map<String, MessageContent> last) {
        for (int i = CHANGES - ADDRESSES; i < CHANGES; i++) {
            MessageContent reply = last.get(protocol.ofMany(i % ADDRESSES));
            if (reply == null || !protocol.holder(protocol.client(i)).equals(reply.holder())) {
                return false;
            }
        }
        return true;
    }

    private static long baseTime(MessageContent reply) {
        return Objects.requireNonNull(reply.baseTime());
    }
}
