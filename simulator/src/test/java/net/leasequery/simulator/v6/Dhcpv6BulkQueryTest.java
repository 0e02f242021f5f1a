package net.leasequery.simulator.v6;

import static net.leasequery.simulator.kit.Dhcpv6Fixture.LEASE;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.LINK_1;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.LINK_2;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.client;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.leasesIn;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.relay;
import static net.leasequery.simulator.kit.Dhcpv6TestRequestor.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Leasequery;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqClientLink;
import net.leasequery.codec.v6.option.LqEndTime;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.simulator.kit.Dhcpv6Fixture;
import net.leasequery.simulator.kit.Dhcpv6Queries;
import net.leasequery.simulator.kit.Dhcpv6TestRequestor;
import net.leasequery.simulator.server.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Dhcpv6BulkQueryTest {

    private final Dhcpv6Fixture fixture = Dhcpv6Fixture.bulkOnly(builder -> {});
    private final Dhcpv6TestRequestor requestor = fixture.connect();

    /** Clients 1 and 2 with an address each on the first link, 2 with a prefix, too; 3 on the second; 4 has gone. */
    @BeforeEach
    void leaseAFew() {
        fillIn(fixture);
    }

    private static void fillIn(Dhcpv6Fixture fixture) {
        fixture.server.leases().bind("2001:db8:0:1::1", client(1), relay(LINK_1, 1), LEASE);
        fixture.time.advanceSeconds(10);
        fixture.server.leases().bind("2001:db8:0:1::2", client(2), relay(LINK_1, 2), LEASE);
        fixture.server.leases().bind("2001:db8:8000::/52", client(2), relay(LINK_1, 2), LEASE);
        fixture.time.advanceSeconds(10);
        fixture.server.leases().bind("2001:db8:0:2::3", client(3), relay(LINK_2, 3), LEASE);
        fixture.server.leases().bind("2001:db8:0:1::4", client(4), relay(LINK_1, 4), LEASE);
        fixture.server.leases().release("2001:db8:0:1::4");
    }

    @AfterEach
    void end() {
        requestor.close();
        fixture.close();
    }

    @Test
    @Tag("R5460-5.3-1")
    @Tag("R5460-6.3-5")
    void answersWithOneReplyThenDataThenDone() {
        List<Dhcpv6Message> answer = ask(1, LqQuery.byLinkAddress(LINK_1));

        assertThat(answer).hasSize(3);
        assertThat(answer.get(0)).isInstanceOf(LeasequeryReply.class);
        assertThat(answer.get(1)).isInstanceOf(LeasequeryData.class);
        assertThat(answer.get(2)).isInstanceOf(LeasequeryDone.class);
        assertThat(answer).allSatisfy(message -> {
            assertThat(message.transactionId()).isEqualTo(1);
            assertThat(message.options().baseTime()).isPresent();
            assertThat(message.options().first(LqClientLink.class)).isNull();
        });
        assertThat(leasesIn(answer.get(0))).containsExactly("2001:db8:0:1::1");
        assertThat(leasesIn(answer.get(1))).containsExactly("2001:db8:0:1::2", "2001:db8:8000::/52");
    }

    @Test
    @Tag("R5460-5.3-1")
    void findsByEveryKindOfQuery() {
        assertThat(leases(1, LqQuery.byAddress(Ipv6Address.parse("2001:db8:0:1::1"))))
                .containsExactly("2001:db8:0:1::1");
        assertThat(leases(2, LqQuery.byAddress(Ipv6Address.parse("2001:db8:8000:7::99"))))
                .containsExactly("2001:db8:0:1::2", "2001:db8:8000::/52");
        assertThat(leases(3, LqQuery.byClientId(client(3).duid()))).containsExactly("2001:db8:0:2::3");
        assertThat(leases(4, LqQuery.byRelayId(Dhcpv6Fixture.relayId(LINK_2)))).containsExactly("2001:db8:0:2::3");
        assertThat(leases(5, LqQuery.byRemoteId(Dhcpv6Fixture.line(1)))).containsExactly("2001:db8:0:1::1");
        assertThat(leases(6, LqQuery.byLinkAddress(LINK_2))).containsExactly("2001:db8:0:2::3");
    }

    @Test
    void tellsAClientOnSeveralLinksOncePerLink() {
        fixture.server.leases().bind("2001:db8:0:2::1", client(1), LEASE);

        assertThat(ask(1, LqQuery.byClientId(client(1).duid()))).hasSize(3);
        assertThat(leases(2, LqQuery.byClientId(client(1).duid()).onLink(LINK_2)))
                .containsExactly("2001:db8:0:2::1");
    }

    @Test
    void tellsOfNothingInASingleReplyWithoutDone() throws IOException {
        requestor.send(Dhcpv6Queries.bulk(1, LqQuery.byClientId(client(4).duid())));

        Dhcpv6Message reply = requestor.receive();
        assertThat(reply).isInstanceOf(LeasequeryReply.class);
        assertThat(reply.options().statusCode()).isNull();
        assertThat(reply.options().clientData()).isEmpty();
        assertThat(requestor.connection().staysSilentFor(Duration.ofMillis(100)))
                .isTrue();
    }

    @Test
    void keepsToStartAndEndTime() {
        long now = fixture.time.instant().getEpochSecond() - Dhcpv6Epoch.UNIX_SECONDS;

        assertThat(leases(1, LqQuery.byLinkAddress(LINK_1), new LqStartTime(now - 10)))
                .containsExactly("2001:db8:0:1::2", "2001:db8:8000::/52");
        assertThat(leases(2, LqQuery.byLinkAddress(LINK_1), new LqEndTime(now - 11)))
                .containsExactly("2001:db8:0:1::1");
    }

    @Test
    void refusesWhatItCannotAnswerAndKeepsTheConnection() {
        assertRefused(StatusCode.UNKNOWN_QUERY_TYPE, new LqQuery(77, LINK_1, Dhcpv6Options.NONE));
        assertRefused(StatusCode.MALFORMED_QUERY, new LqQuery(3, LINK_1, Dhcpv6Options.NONE));
        assertRefused(StatusCode.MALFORMED_QUERY, LqQuery.byLinkAddress(Ipv6Address.UNSPECIFIED));
        assertRefused(StatusCode.NOT_CONFIGURED, LqQuery.byLinkAddress(Ipv6Address.parse("2001:db8:9::1")));
        assertRefused(
                StatusCode.NOT_CONFIGURED,
                LqQuery.byRemoteId(new RemoteId(1, Octets.of(1))).onLink(Ipv6Address.parse("2001:db8:9::1")));
        assertRefused(StatusCode.NOT_CONFIGURED, LqQuery.byAddress(Ipv6Address.parse("2001:db8:9::1")));
        requestor.send(new Leasequery(9, Dhcpv6Queries.options(OptionRequest.of())));
        assertThat(statusOf(requestor.receive())).isEqualTo(StatusCode.MALFORMED_QUERY);
    }

    @Test
    void tellsALateTruthAboutLeasesThatEndWhileItWalks() {
        fixture.server.leases().expire("2001:db8:0:1::1");

        assertThat(leases(1, LqQuery.byLinkAddress(LINK_1))).doesNotContain("2001:db8:0:1::1");
    }

    @Test
    void knowsNoTimesIfItIsOld() {
        try (Dhcpv6Fixture old = Dhcpv6Fixture.bulkOnly(builder -> builder.profile(Profile.RFC5460));
                Dhcpv6TestRequestor asker = old.connect()) {
            fillIn(old);
            asker.send(Dhcpv6Queries.bulk(1, LqQuery.byLinkAddress(LINK_1), new LqStartTime(0xffff_ffffL)));
            List<Dhcpv6Message> answer = asker.receiveThrough(LeasequeryDone.class::isInstance);

            assertThat(answer)
                    .hasSize(3)
                    .allSatisfy(
                            message -> assertThat(message.options().baseTime()).isEmpty());
            asker.send(Dhcpv6Queries.active(2));
            assertThat(asker.connection().isClosedByServer()).isTrue();
        }
    }

    @Test
    @Tag("R5460-7-1")
    void servesTenConnectionsAndClosesTheEleventhAtOnce() {
        List<Dhcpv6TestRequestor> others = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            others.add(fixture.connect());
        }
        others.get(8).send(Dhcpv6Queries.bulk(1, LqQuery.byLinkAddress(LINK_1)));
        assertThat(others.get(8).receive().transactionId()).isOne();

        try (Dhcpv6TestRequestor eleventh = fixture.connect()) {
            assertThat(eleventh.connection().isClosedByServer()).isTrue();
        }
        others.forEach(Dhcpv6TestRequestor::close);
    }

    @Test
    void tellsRelayAgentsOnlyIfAskedTo() {
        requestor.send(new Leasequery(
                1,
                Dhcpv6Queries.options(
                        OptionRequest.of(), LqQuery.byClientId(client(1).duid()))));

        List<Dhcpv6Message> answer = requestor.receiveThrough(LeasequeryDone.class::isInstance);
        assertThat(answer.get(0).options().clientData().get(0).options().all())
                .extracting(Dhcpv6Option::optionCode)
                .containsExactly(OptionCode.CLIENTID, OptionCode.IAADDR, OptionCode.CLT_TIME);
    }

    private void assertRefused(StatusCode code, LqQuery query) {
        requestor.send(Dhcpv6Queries.bulk(8, query));
        Dhcpv6Message reply = requestor.receive();
        assertThat(reply).isInstanceOf(LeasequeryReply.class);
        assertThat(statusOf(reply)).isEqualTo(code);
    }

    private List<String> leases(int xid, LqQuery query, Dhcpv6Option... more) {
        return ask(xid, query, more).stream()
                .flatMap(message -> leasesIn(message).stream())
                .toList();
    }

    private List<Dhcpv6Message> ask(int xid, LqQuery query, Dhcpv6Option... more) {
        requestor.send(Dhcpv6Queries.bulk(xid, query, more));
        return requestor.receiveThrough(LeasequeryDone.class::isInstance);
    }
}
