package net.leasequery.simulator.v6;

import static net.leasequery.simulator.kit.Dhcpv6Fixture.LEASE;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.LINK_1;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.client;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.leasesIn;
import static net.leasequery.simulator.kit.Dhcpv6Fixture.relay;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.StartTls;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.LqStartTime;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.simulator.kit.Dhcpv6Fixture;
import net.leasequery.simulator.kit.Dhcpv6Queries;
import net.leasequery.simulator.kit.Dhcpv6TestRequestor;
import net.leasequery.simulator.server.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each of these was seen on the wire of Kea 3.0.4 first. */
class Dhcpv6KeaProfileTest {

    private final Dhcpv6Fixture fixture = Dhcpv6Fixture.bulkOnly(builder -> builder.profile(Profile.KEA));
    private final Dhcpv6TestRequestor requestor = fixture.connect();

    @AfterEach
    void end() {
        requestor.close();
        fixture.close();
    }

    @Test
    void tellsEachLeaseByItselfWithTheRelayAgentsAndWithoutTimes() {
        fixture.server.leases().bind("2001:db8:0:1::1", client(1).withFqdn("a.example"), relay(LINK_1, 1), LEASE);
        fixture.server.leases().bind("2001:db8:8000::/52", client(1), relay(LINK_1, 1), LEASE);
        requestor.send(Dhcpv6Queries.bulk(1, LqQuery.byLinkAddress(LINK_1), new LqStartTime(0xffff_ffffL)));

        List<Dhcpv6Message> answer = requestor.receiveThrough(LeasequeryDone.class::isInstance);
        assertThat(answer).hasSize(3);
        assertThat(leasesIn(answer.get(0))).containsExactly("2001:db8:0:1::1");
        assertThat(leasesIn(answer.get(1))).containsExactly("2001:db8:8000::/52");
        assertThat(answer.get(0).options().statusCode())
                .extracting(Status::text)
                .isEqualTo("active lease(s) found");
        assertThat(answer.get(0).options().clientData().get(0).options().all())
                .extracting(Dhcpv6Option::optionCode)
                .containsExactly(OptionCode.CLIENTID, OptionCode.IAADDR, OptionCode.CLT_TIME, OptionCode.LQ_RELAY_DATA);
        assertThat(answer)
                .allSatisfy(message -> assertThat(message.options().baseTime()).isEmpty());
    }

    @Test
    void saysThatThereIsNothing() {
        requestor.send(Dhcpv6Queries.bulk(1, LqQuery.byLinkAddress(LINK_1)));

        Status status = Objects.requireNonNull(requestor.receive().options().statusCode());
        assertThat(status.isSuccess()).isTrue();
        assertThat(status.text()).isEqualTo("no active leases");
    }

    @Test
    void hangsUpOnAnActiveQuery() {
        requestor.send(Dhcpv6Queries.active(1));

        assertThat(requestor.connection().isClosedByServer()).isTrue();
    }

    @Test
    void hangsUpOnARequestForTls() {
        requestor.send(new StartTls(1, Dhcpv6Options.NONE));

        assertThat(requestor.connection().isClosedByServer()).isTrue();
    }
}
