package net.leasequery.requestor.internal.v4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Ipv4QueriesTest {

    private static final LocalMoment AT = new LocalMoment(0, 0);
    private static final ServerTime START = new ServerTime(1_700_000_000);
    private static final ServerTime END = START.plusSeconds(60);
    private static final Octets ID = Octets.ofHex("0a0b0c");

    private final Ipv4Dialect dialect = new Ipv4Dialect(List.of(OptionCode.HOST_NAME), null);

    @Test
    @Tag("R7724-7.3-1")
    void namesNoClientInAnActiveQuery() {
        Dhcpv4Message query = active(START);

        assertThat(query).isInstanceOf(DhcpActiveLeaseQuery.class);
        assertThat(query.header().ciaddr().isUnspecified()).isTrue();
        assertThat(query.header().chaddr()).isEqualTo(Octets.EMPTY);
        assertThat(query.options().clientIdentifier()).isNull();
        assertThat(query.transactionId()).isEqualTo(7);
    }

    @Test
    @Tag("R7724-7.3-2")
    @Tag("R6926-7.2-2")
    void asksForWhatABindingCannotBeUnderstoodWithoutAndForWhatIsConfigured() {
        assertThat(active(START).options().parameterRequestList())
                .contains(
                        OptionCode.BASE_TIME,
                        OptionCode.LEASE_TIME,
                        OptionCode.START_TIME_OF_STATE,
                        OptionCode.CLIENT_LAST_TRANSACTION_TIME,
                        OptionCode.DHCP_STATE,
                        OptionCode.DATA_SOURCE,
                        OptionCode.HOST_NAME);
        assertThat(bulk(new BulkQuery.All(), Gap.SNAPSHOT).options().parameterRequestList())
                .isEqualTo(active(START).options().parameterRequestList());
    }

    @Test
    @Tag("R7724-7.3-4")
    void asksForWhatChangedSince() {
        assertThat(active(START).options().queryStartTime()).hasValue(START.epochSecond());
    }

    @Test
    void neverAsksForTheTimeZeroWhichMayMeanNone() {
        assertThat(active(new ServerTime(0)).options().queryStartTime()).hasValue(1);
    }

    @Test
    @Tag("R7724-7.3-5")
    void asksForNoPastIfNoneIsWanted() {
        assertThat(active(null).options().queryStartTime()).isEmpty();
    }

    @Test
    @Tag("R7724-7.3-7")
    void neverPutsAnEndIntoAnActiveQuery() {
        assertThat(active(START).options().queryEndTime()).isEmpty();
    }

    @Test
    @Tag("trap-1")
    void asksFromTheFirstSecondIfTheOverlapReachesBehindTheEpoch() {
        assertThat(active(new ServerTime(-5)).options().queryStartTime()).hasValue(1);
    }

    @Test
    @Tag("trap-1")
    void asksWithUnsignedTimesBeyond2038() {
        assertThat(active(new ServerTime(3_000_000_000L)).options().queryStartTime())
                .hasValue(3_000_000_000L);
    }

    @Test
    @Tag("R6926-7.2-1")
    void asksForAllAddressesByNamingNothing() {
        Dhcpv4Message query = bulk(new BulkQuery.All(), Gap.SNAPSHOT);

        assertThat(query).isInstanceOf(DhcpBulkLeaseQuery.class);
        assertThat(primaries(query)).isEmpty();
    }

    @Test
    @Tag("R6926-7.2-1")
    void namesOnePrimaryQuery() {
        assertThat(primaries(bulk(new BulkQuery.ByHardwareAddress(new HardwareAddress(1, ID)), Gap.SNAPSHOT)))
                .containsExactly("chaddr");
        assertThat(primaries(bulk(new BulkQuery.ByClientId(ID), Gap.SNAPSHOT))).containsExactly("client-id");
        assertThat(primaries(bulk(new BulkQuery.ByRemoteId(ID), Gap.SNAPSHOT))).containsExactly("remote-id");
        assertThat(primaries(bulk(new BulkQuery.ByRelayId(ID), Gap.SNAPSHOT))).containsExactly("relay-id");
    }

    @Test
    @Tag("R6926-7.2-3")
    @Tag("R7724-7.4.1-5")
    void limitsABulkQueryToAGap() {
        Dhcpv4Message query = bulk(new BulkQuery.All(), new Gap(START, END));

        assertThat(query.options().queryStartTime()).hasValue(START.epochSecond());
        assertThat(query.options().queryEndTime()).hasValue(END.epochSecond());
    }

    @Test
    @Tag("R6926-7.2-3")
    void asksForOneVpnInEveryQuery() {
        VirtualSubnet vpn = VirtualSubnet.named("blue");
        Ipv4Dialect ofVpn = new Ipv4Dialect(List.of(), vpn);

        Dhcpv4Message active =
                (Dhcpv4Message) ofVpn.active(new ActiveQuery(7, null, AT)).request();
        Dhcpv4Message bulk = (Dhcpv4Message) ofVpn.bulk(new BulkRequest(8, new BulkQuery.All(), Gap.SNAPSHOT))
                .request();

        assertThat(active.options().vss()).isEqualTo(vpn);
        assertThat(bulk.options().vss()).isEqualTo(vpn);
    }

    private Dhcpv4Message active(@Nullable ServerTime start) {
        return (Dhcpv4Message) dialect.active(new ActiveQuery(7, start, AT)).request();
    }

    private Dhcpv4Message bulk(BulkQuery query, Gap window) {
        return (Dhcpv4Message) dialect.bulk(new BulkRequest(8, query, window)).request();
    }

    private static List<String> primaries(Dhcpv4Message query) {
        RelayAgentInformation relay = query.options().relayAgentInformation();
        return Stream.of(
                        query.header().chaddr().isEmpty() ? "" : "chaddr",
                        query.options().clientIdentifier() == null ? "" : "client-id",
                        relay == null || relay.remoteId() == null ? "" : "remote-id",
                        relay == null || relay.relayId() == null ? "" : "relay-id")
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
