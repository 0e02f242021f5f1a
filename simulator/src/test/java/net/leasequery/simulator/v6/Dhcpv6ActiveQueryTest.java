package net.leasequery.simulator.v6;

import static net.leasequery.simulator.kit.Dhcpv6Fixture.LEASE;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.LINK_1;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.client;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.leasesIn;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.relay;
import static net.leasequery.simulator.kit.Dhcpv6TestRequestor.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaNa;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IaTa;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.kit.Dhcpv6Fixture;
import net.leasequery.simulator.kit.Dhcpv6Queries;
import net.leasequery.simulator.kit.Dhcpv6TestRequestor;
import net.leasequery.simulator.kit.ManualTime;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.LeaseAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Dhcpv6ActiveQueryTest {

    private static final int XID = 0x123456;

    private static final long START_SECONDS = ManualTime.START.getEpochSecond() - Dhcpv6Epoch.UNIX_SECONDS;

    @Test
    @Tag("R7653-9.3-1")
    void answersAtOnceAndThenTellsEachChangeWithABaseTime() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID))) {
            Dhcpv6Message first = requestor.receive();
            fixture.server.leases().bind("2001:db8:0:1::5", client(5), relay(LINK_1, 5), LEASE);
            Dhcpv6Message second = requestor.receive();

            assertThat(first).isInstanceOf(LeasequeryReply.class);
            assertThat(first.transactionId()).isEqualTo(XID);
            assertThat(first.options().serverIdentifier()).isNotNull();
            assertThat(first.options().clientIdentifier()).isEqualTo(Dhcpv6Queries.REQUESTOR);
            assertThat(first.options().clientData()).isEmpty();
            assertThat(first.options().baseTime()).hasValue(START_SECONDS);
            assertThat(second).isInstanceOf(LeasequeryData.class);
            assertThat(second.options().serverIdentifier()).isNull();
            assertThat(second.options().baseTime()).hasValue(START_SECONDS);
            assertThat(leasesIn(second)).containsExactly("2001:db8:0:1::5");
        }
    }

    @Test
    void tellsNoBaseTimeThatWasNotAskedFor() {
        ActiveLeasequery query = new ActiveLeasequery(XID, Dhcpv6Queries.options(OptionRequest.of()));
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(query)) {
            assertThat(requestor.receive().options().baseTime()).isEmpty();
        }
    }

    @Test
    void tellsAllThatAClientHoldsOnALinkInOneMessage() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start()) {
            Ipv6Client client = client(5).withFqdn("host.example.net").withClasses("vendor", "user");
            fixture.server.leases().bind("2001:db8:0:1::5", client, relay(LINK_1, 5), LEASE);
            fixture.server.leases().bind("2001:db8:8000:1000::/52", client, relay(LINK_1, 5), LEASE);
            fixture.server.leases().bind("2001:db8:0:2::5", client, relay(LINK_1, 5), LEASE);
            fixture.time.advanceSeconds(100);
            try (Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID, new LqStartTime(1)))) {
                List<Dhcpv6Message> messages = requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE);

                assertThat(messages.get(0)).isInstanceOf(LeasequeryReply.class);
                Dhcpv6Options reported = messages.stream()
                        .filter(message -> leasesIn(message).contains("2001:db8:0:1::5"))
                        .findFirst()
                        .orElseThrow()
                        .options()
                        .clientData()
                        .get(0)
                        .options();
                assertThat(reported.clientIdentifier()).isEqualTo(client.duid());
                assertThat(reported.all(IaAddress.class))
                        .containsExactly(new IaAddress(address("2001:db8:0:1::5"), 35_900, 57_500));
                assertThat(reported.all(IaPrefix.class)).hasSize(1);
                assertThat(reported.clientLastTransactionTime()).hasValue(100);
            }
        }
    }

    @Test
    void tellsTheWayOfTheClientsLastMessage() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID))) {
            requestor.receive();
            fixture.server
                    .leases()
                    .bind(
                            "2001:db8:0:1::5",
                            client(5),
                            relay(LINK_1, 7)
                                    .withSubscriberId(Octets.ofUtf8("subscriber"))
                                    .before(relay(LINK_1, 9)),
                            LEASE);

            LqRelayData data =
                    Objects.requireNonNull(clientIn(requestor.receive()).first(LqRelayData.class));
            assertThat(data.peerAddress()).isEqualTo(LINK_1);
            assertThat(Objects.requireNonNull(data.relayForward()).hops())
                    .hasSize(2)
                    .first()
                    .satisfies(hop -> {
                        assertThat(hop.hopCount()).isOne();
                        assertThat(hop.linkAddress()).isEqualTo(LINK_1);
                        assertThat(hop.options().all())
                                .contains(Dhcpv6Fixture.line(7))
                                .hasSize(5);
                    });
        }
    }

    @Test
    void groupsAddressesByIdentityAssociationIfTheQueryAsksForThose() {
        ActiveLeasequery query =
                new ActiveLeasequery(XID, Dhcpv6Queries.options(OptionRequest.of(OptionCode.IA_NA, OptionCode.IA_TA)));
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(query)) {
            requestor.receive();
            fixture.server.leases().bind("2001:db8:0:1::5", client(5).withIaid(77), LEASE);
            fixture.server.leases().bind("2001:db8:0:1:7::5", client(5).withIaid(78), LEASE);
            fixture.server.leases().bind("2001:db8:8000::/52", client(5).withIaid(79), LEASE);

            List<Dhcpv6Message> messages =
                    requestor.receiveThrough(message -> clientIn(message).first(IaPrefix.class) != null);
            Dhcpv6Options reported = clientIn(messages.get(messages.size() - 1));
            assertThat(reported.all(IaNa.class)).singleElement().satisfies(association -> {
                assertThat(association.iaid()).isEqualTo(77);
                assertThat(association.t1()).isEqualTo(18_000);
                assertThat(association.t2()).isEqualTo(28_800);
                assertThat(association.options().all(IaAddress.class)).hasSize(1);
            });
            assertThat(reported.all(IaTa.class))
                    .singleElement()
                    .satisfies(association -> assertThat(association.iaid()).isEqualTo(78));
            assertThat(reported.all(IaPrefix.class)).hasSize(1);
        }
    }

    @Test
    void tellsALeaseThatEndsWithAValidLifetimeOfZero() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start()) {
            fixture.server.leases().bind("2001:db8:0:1::5", client(5), LEASE);
            fixture.server.leases().bind("2001:db8:8000::/52", client(5), LEASE);
            try (Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID))) {
                requestor.receive();
                fixture.server.leases().expire("2001:db8:8000::/52");

                assertThat(clientIn(requestor.receive()).all(IaPrefix.class))
                        .singleElement()
                        .satisfies(prefix -> assertThat(prefix.validLifetime()).isZero());
            }
        }
    }

    @Test
    void datesAllLeasesOfAClientToThePresentWhenTheClockIsSetBack() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start()) {
            fixture.server.leases().bind("2001:db8:0:1::5", client(5), relay(LINK_1, 5), LEASE);
            fixture.server.leases().bind("2001:db8:0:1::6", client(5), relay(LINK_1, 5), LEASE);

            fixture.server.stepClock(Duration.ofHours(-1));

            Instant now = fixture.server.clock().now();
            assertThat(List.of("2001:db8:0:1::5", "2001:db8:0:1::6"))
                    .extracting(address -> fixture.server.leases().get(address).lastTransaction())
                    .containsOnly(now);
        }
    }

    @Test
    void hearsOfAClientInAllItsLeasesAtOnce() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start()) {
            fixture.server.leases().bind("2001:db8:0:1::5", client(5), LEASE);
            fixture.time.advanceSeconds(10);
            fixture.server.leases().bind("2001:db8:8000::/52", client(5), LEASE);
            fixture.time.advanceSeconds(10);
            fixture.server.leases().release("2001:db8:8000::/52");

            assertThat(fixture.server.leases().get("2001:db8:0:1::5").lastTransaction())
                    .isEqualTo(ManualTime.START.plusSeconds(20));
        }
    }

    @Test
    @Tag("R7653-9.3-3")
    void completesACatchUpInADataMessageEvenIfThereWasNothingToTell() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID, new LqStartTime(1)))) {
            List<Dhcpv6Message> messages = requestor.receiveThrough(StatusCode.CATCH_UP_COMPLETE);

            assertThat(messages).hasSize(2);
            assertThat(messages.get(0)).isInstanceOf(LeasequeryReply.class);
            assertThat(messages.get(1)).isInstanceOf(LeasequeryData.class);
        }
    }

    @Test
    void saysInItsFirstReplyThatDataIsMissingAndGoesOnLive() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start()) {
            fixture.server.forgetHistory();
            ActiveLeasequery query = new ActiveLeasequery(
                    XID, Dhcpv6Queries.options(OptionRequest.of(), new LqStartTime(START_SECONDS)));
            try (Dhcpv6TestRequestor requestor = fixture.ask(query)) {
                Dhcpv6Message reply = requestor.receive();
                fixture.server.leases().bind("2001:db8:0:1::5", client(5), LEASE);

                assertThat(reply).isInstanceOf(LeasequeryReply.class);
                assertThat(statusOf(reply)).isEqualTo(StatusCode.DATA_MISSING);
                assertThat(reply.options().baseTime()).hasValue(START_SECONDS);
                assertThat(leasesIn(requestor.receive())).containsExactly("2001:db8:0:1::5");
            }
        }
    }

    @Test
    void sendsADataMessageWithoutAClientWhenIdle() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.with(builder -> builder.idleTimeout(Duration.ofMillis(50)));
                Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID))) {
            requestor.receive();

            Dhcpv6Message sign = requestor.receive();
            assertThat(sign).isInstanceOf(LeasequeryData.class);
            assertThat(sign.options().all())
                    .singleElement()
                    .satisfies(option -> assertThat(option.optionCode()).isEqualTo(OptionCode.LQ_BASE_TIME));
        }
    }

    @Test
    void endsWithQueryTerminatedAndABaseTime() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID))) {
            requestor.receive();
            fixture.server.stop();

            Dhcpv6Message last = requestor.receive();
            assertThat(last).isInstanceOf(LeasequeryDone.class);
            assertThat(statusOf(last)).isEqualTo(StatusCode.QUERY_TERMINATED);
            assertThat(last.options().baseTime()).isPresent();
            assertThat(requestor.connection().isClosedByServer()).isTrue();
        }
    }

    @Test
    void doesNotListenToARequestorThatDoesNotSayWhoItIs() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.connect().send(new ActiveLeasequery(XID, Dhcpv6Options.NONE))) {
            assertThat(requestor.connection().isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R7653-9.2-1")
    void saysIfItSupportsBulkOnly() {
        assertRefused(Dhcpv6Fixture.bulkOnly(builder -> {}), Dhcpv6Queries.active(XID), StatusCode.NOT_SUPPORTED);
    }

    @Test
    void tellsOnlyOfWhatTheQueryIsAbout() throws IOException {
        ActiveLeasequery query = Dhcpv6Queries.active(XID, LqQuery.byRelayId(Dhcpv6Fixture.relayId(LINK_1)));
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(query)) {
            requestor.receive();
            fixture.server.leases().bind("2001:db8:0:2::5", client(5), relay(Dhcpv6Fixture.LINK_2, 5), LEASE);
            assertThat(requestor.connection().staysSilentFor(Duration.ofMillis(100)))
                    .isTrue();

            fixture.server.leases().bind("2001:db8:0:1::6", client(6), relay(LINK_1, 6), LEASE);
            assertThat(leasesIn(requestor.receive())).containsExactly("2001:db8:0:1::6");
        }
    }

    @Test
    void canSendAnAlienTransactionId() {
        try (Dhcpv6Fixture fixture = Dhcpv6Fixture.start();
                Dhcpv6TestRequestor requestor = fixture.ask(Dhcpv6Queries.active(XID))) {
            requestor.receive();
            fixture.server.inject(ConnectionFault.of(Harm.WRONG_XID, Moment.now(Target.ACTIVE)));
            fixture.server.leases().bind("2001:db8:0:1::5", client(5), LEASE);

            assertThat(requestor.receive().transactionId()).isNotEqualTo(XID);
        }
    }

    private static void assertRefused(Dhcpv6Fixture fixture, ActiveLeasequery query, StatusCode code) {
        try (fixture;
                Dhcpv6TestRequestor requestor = fixture.ask(query)) {
            Dhcpv6Message reply = requestor.receive();

            assertThat(reply).isInstanceOf(LeasequeryReply.class);
            assertThat(statusOf(reply)).isEqualTo(code);
            assertThat(requestor.connection().isClosedByServer()).isTrue();
        }
    }

    private static Dhcpv6Options clientIn(Dhcpv6Message message) {
        ClientData data = message.options().clientData().get(0);
        return data.options();
    }

    private static Ipv6Address address(String text) {
        return ((LeaseAddress.V6) LeaseAddress.parse(text)).prefix().address();
    }
}
