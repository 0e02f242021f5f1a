package net.leasequery.simulator.server;

import static net.leasequery.simulator.kit.ServerFixture.LEASE;
import static net.leasequery.simulator.kit.ServerFixture.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.ServerFixture;
import net.leasequery.simulator.kit.StatusOf;
import net.leasequery.simulator.kit.TestRequestor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a query-start-time brings: catch-up, CatchUpComplete, DataMissing. RFC 7724 sections 7.4.1 and 8.2. */
class CatchUpTest {

    /** Socket buffer that holds few messages only. */
    private static final int SMALL = 1 << 14;

    @Test
    @Tag("R7724-8.2-4")
    void endsTheCatchUpWithCatchUpComplete() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 20);

            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(0)));

            List<Dhcpv4Message> replies = requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE);
            assertThat(addresses(replies)).hasSize(20).doesNotHaveDuplicates();
            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.transactionId()).isEqualTo(9);
                assertThat(reply.options().baseTime()).hasValue(fixture.now());
            });
        }
    }

    @Test
    @Tag("R7724-8.2-4")
    void endsACatchUpOfNothingWithCatchUpComplete() {
        try (ServerFixture fixture = ServerFixture.start()) {
            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(fixture.now())));

            assertThat(requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE)).hasSize(1);
        }
    }

    @Test
    void sendsNoCatchUpCompleteWithoutAQueryStartTime() throws IOException {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 3);

            TestRequestor requestor = fixture.ask(Queries.active(9));

            assertThat(requestor.staysSilentFor(Duration.ofMillis(200))).isTrue();
        }
    }

    @Test
    void includesChangesOfTheVerySecondOfTheQueryStartTime() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 10);
            long secondOfTheLast = fixture.now() - 1;

            TestRequestor requestor =
                    fixture.ask(Queries.active(9, options -> options.queryStartTime(secondOfTheLast)));

            assertThat(addresses(requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE)))
                    .containsExactly("10.0.0.10");
        }
    }

    @Test
    void tellsABindingAsItIsNowHoweverOftenItChanged() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 1);
            fixture.server.leases().renew("10.0.0.1", LEASE);
            fixture.server.leases().release("10.0.0.1");

            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(1)));

            List<Dhcpv4Message> replies = requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE);
            assertThat(replies).hasSize(2);
            assertThat(replies.get(0).options().dhcpState()).isEqualTo(DhcpState.RELEASED);
        }
    }

    @Test
    void sendsCatchUpInNoOrder() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 100);

            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(1)));

            List<Long> ages = requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE).stream()
                    .filter(reply -> !(reply instanceof DhcpLeaseQueryStatus))
                    .map(reply -> reply.options().startTimeOfState().orElseThrow())
                    .toList();
            assertThat(ages).hasSize(100).isNotEqualTo(ages.stream().sorted().toList());
        }
    }

    @Test
    void goesOnWithLiveUpdatesAfterTheCatchUp() {
        try (ServerFixture fixture = ServerFixture.start()) {
            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(1)));
            requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE);

            fixture.bind(7, 7);

            assertThat(addresses(requestor.receive(1))).containsExactly("10.0.0.7");
        }
    }

    @Test
    @Tag("R7724-8.2-5")
    void saysDataMissingAtOnceIfTheHistoryIsTooShort() {
        try (ServerFixture fixture = ServerFixture.with(server -> server.history(5, Duration.ofDays(1)))) {
            fixture.bind(1, 10);
            long secondOfALostChange = fixture.now() - 6;

            TestRequestor requestor =
                    fixture.ask(Queries.active(9, options -> options.queryStartTime(secondOfALostChange)));

            Dhcpv4Message first = requestor.receive();
            assertThat(StatusOf.message(first).meaning()).isEqualTo(StatusCode.DATA_MISSING);
            assertThat(first.options().baseTime()).hasValue(fixture.now());
        }
    }

    @Test
    @Tag("R7724-8.2-5")
    void catchesUpFromTheOldestChangeThatIsRemembered() {
        try (ServerFixture fixture = ServerFixture.with(server -> server.history(5, Duration.ofDays(1)))) {
            fixture.bind(1, 10);
            long secondOfTheOldestRemembered = fixture.now() - 5;

            TestRequestor requestor =
                    fixture.ask(Queries.active(9, options -> options.queryStartTime(secondOfTheOldestRemembered)));

            assertThat(addresses(requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE)))
                    .containsExactlyInAnyOrder("10.0.0.6", "10.0.0.7", "10.0.0.8", "10.0.0.9", "10.0.0.10");
        }
    }

    @Test
    void tellsTheBaseTimeOfDataMissingEvenIfItWasNotAskedFor() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.server.forgetHistory();

            TestRequestor requestor = fixture.ask(Queries.active(
                    9, options -> options.queryStartTime(1).parameterRequestList(OptionCode.DHCP_STATE)));

            assertThat(requestor.receive().options().baseTime()).hasValue(fixture.now());
        }
    }

    @Test
    void goesOnWithLiveUpdatesAfterDataMissing() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.server.forgetHistory();
            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(1)));
            requestor.receiveThrough(StatusCode.DATA_MISSING);

            fixture.bind(7, 7);

            assertThat(addresses(requestor.receive(1))).containsExactly("10.0.0.7");
        }
    }

    @Test
    void saysDataMissingInTheMiddleIfTheHistoryIsLostMeanwhile() {
        try (ServerFixture fixture =
                ServerFixture.with(server -> server.range("10.1.0.0/20").sendBuffer(SMALL))) {
            for (int i = 0; i < 4000; i++) {
                String address = "10.1." + (i >> 8) + "." + (i & 0xff);
                fixture.server.leases().bind(address, client(i), LEASE);
            }
            TestRequestor requestor = TestRequestor.connect(fixture.server.port(), SMALL);
            requestor.send(Queries.active(9, options -> options.queryStartTime(1)));
            requestor.receive(10);

            fixture.server.forgetHistory();

            List<Dhcpv4Message> rest = requestor.receiveThrough(DhcpLeaseQueryStatus.class::isInstance);
            assertThat(StatusOf.message(rest.get(rest.size() - 1)).meaning()).isEqualTo(StatusCode.DATA_MISSING);
            assertThat(rest).hasSizeBetween(2, 3900);
        }
    }

    @Test
    void answersAQueryStartTimeBeforeARestartWithDataMissingIfItKeptNoHistory() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 3);
            fixture.server.restart(false);

            TestRequestor requestor =
                    fixture.ask(Queries.active(9, options -> options.queryStartTime(fixture.now() - 3)));

            assertThat(StatusOf.message(requestor.receive()).meaning()).isEqualTo(StatusCode.DATA_MISSING);
        }
    }

    @Test
    void catchesUpAcrossARestartIfItKeptItsHistory() {
        try (ServerFixture fixture = ServerFixture.start()) {
            fixture.bind(1, 3);
            fixture.server.restart(true);

            TestRequestor requestor = fixture.ask(Queries.active(9, options -> options.queryStartTime(1)));

            assertThat(addresses(requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE)))
                    .containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
        }
    }

    private static List<String> addresses(List<Dhcpv4Message> replies) {
        return replies.stream()
                .filter(reply -> !(reply instanceof DhcpLeaseQueryStatus))
                .map(reply -> reply.header().ciaddr().toString())
                .toList();
    }
}
