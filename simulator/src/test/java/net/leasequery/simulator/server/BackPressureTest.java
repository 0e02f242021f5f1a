package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.TestRequestor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A requestor that reads slowly or not at all. RFC 7724 sections 6 and 8.2. */
class BackPressureTest {

    /** Socket buffer that holds few messages only. */
    private static final int SMALL = 1 << 14;

    private static final int ADDRESSES = 1024;

    /** Far more than the socket buffers on both sides and Netty's outbound buffer hold, some 700 messages. */
    private static final int CHANGES = 10_000;

    @Test
    void keepsNoMoreForABlockedRequestorThanOneChangePerAddress() {
        try (ServerFixture fixture = narrow(WaitingOrder.OLDEST_CHANGE_FIRST)) {
            TestRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(address(i % ADDRESSES), client(i), LEASE);
            }
            fixture.server.leases().decline(address(0));

            List<Dhcpv4Message> replies =
                    requestor.receiveThrough(reply -> reply.options().dhcpState() == DhcpState.ABANDONED);

            assertThat(replies).hasSizeLessThan(CHANGES / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(WaitingOrder.class)
    void tellsEveryAddressAsItIsAtLastWhateverTheOrder(WaitingOrder order) throws TimeoutException {
        try (ServerFixture fixture = narrow(order)) {
            TestRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(address(i % ADDRESSES), client(i), LEASE);
            }

            Map<String, Dhcpv4Message> last = new HashMap<>();
            while (!isComplete(last)) {
                Dhcpv4Message reply = requestor.receive();
                last.put(reply.header().ciaddr().toString(), reply);
            }

            assertThat(last).hasSize(ADDRESSES);
            fixture.server.quiesce(Duration.ofSeconds(5));
        }
    }

    @Test
    void stampsTheBaseTimeWhenTheReplyIsBuiltThoughOlderChangesStillWait() {
        try (ServerFixture fixture = narrow(WaitingOrder.NEWEST_CHANGE_FIRST)) {
            TestRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(address(i % ADDRESSES), client(i), LEASE);
                if (i % 100 == 0) {
                    fixture.time.advanceSeconds(1);
                }
            }

            Dhcpv4Message runsAhead = requestor
                    .receiveThrough(reply -> baseTime(reply) == fixture.now())
                    .get(0);
            List<Dhcpv4Message> after = new ArrayList<>();
            after.add(runsAhead);
            after.addAll(requestor.receive(ADDRESSES / 2));

            assertThat(after).anySatisfy(reply -> {
                assertThat(baseTime(reply)).isEqualTo(fixture.now());
                assertThat(reply.options().clientLastTransactionTime().orElseThrow())
                        .isPositive();
            });
        }
    }

    @Test
    void tellsTheChangeThatWaitsLongestFirstByDefault() {
        try (ServerFixture fixture = narrow(WaitingOrder.OLDEST_CHANGE_FIRST)) {
            TestRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(address(i * 7 % ADDRESSES), client(i), LEASE);
                if (i % 100 == 0) {
                    fixture.time.advanceSeconds(1);
                }
            }

            List<Long> changeTimes = requestor.receive(1200).stream()
                    .map(reply -> baseTime(reply)
                            - reply.options().clientLastTransactionTime().orElseThrow())
                    .toList();

            assertThat(changeTimes).isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    @Tag("R7724-8.2-1")
    void closesAConnectionThatStaysBlocked() {
        try (ServerFixture fixture = ServerFixture.with(
                server -> server.range("10.1.0.0/20").sendBuffer(SMALL).sendTimeout(Duration.ofMillis(100)))) {
            TestRequestor requestor = TestRequestor.connect(fixture.server.port(), SMALL);
            requestor.send(Queries.bulk(1));

            await().until(() -> fixture.server.connections() == 1);
            await().until(() -> fixture.server.connections() == 0);
        }
    }

    @Test
    void saysThatItCannotQuiesceWhileARequestorDoesNotRead() {
        try (ServerFixture fixture = narrow(WaitingOrder.OLDEST_CHANGE_FIRST)) {
            TestRequestor requestor = askSlowly(fixture);
            for (int i = 0; i < CHANGES; i++) {
                fixture.server.leases().bind(address(i % ADDRESSES), client(i), LEASE);
            }

            assertThatThrownBy(() -> fixture.server.quiesce(Duration.ofMillis(50)))
                    .isInstanceOf(TimeoutException.class);
            requestor.hangUp();
        }
    }

    private static ServerFixture narrow(WaitingOrder order) {
        return ServerFixture.with(
                server -> server.range("10.1.0.0/22").sendBuffer(SMALL).waitingOrder(order));
    }

    private static TestRequestor askSlowly(ServerFixture fixture) {
        TestRequestor requestor = TestRequestor.connect(fixture.server.port(), SMALL);
        requestor.send(Queries.active(1));
        await().until(() -> fixture.server.queries().size() == 1);
        return requestor;
    }

    /** Whether every address was told with the client that it was given last. */
    private static boolean isComplete(Map<String, Dhcpv4Message> last) {
        for (int i = CHANGES - ADDRESSES; i < CHANGES; i++) {
            Dhcpv4Message reply = last.get(address(i % ADDRESSES));
            if (reply == null || !reply.header().chaddr().equals(client(i).hardwareAddress())) {
                return false;
            }
        }
        return true;
    }

    private static String address(int index) {
        return "10.1." + (index >> 8) + "." + (index & 0xff);
    }

    private static long baseTime(Dhcpv4Message reply) {
        return reply.options().baseTime().orElseThrow();
    }
}
