package net.leasequery.requestor.internal.v6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;
import net.leasequery.codec.v6.option.QueryType;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Ipv6QueriesTest {

    private static final LocalMoment AT = new LocalMoment(0, 0);
    private static final Duid US = Duid.ofHex("0004000102030405060708090a0b0c0d0e0f");
    private static final Octets DUID = Octets.ofHex("00030001020000000001");
    private static final ServerTime START = ServerTime.ofWire(DhcpFamily.IPV6, 800_000_000);

    private final Ipv6Dialect dialect = new Ipv6Dialect(US, List.of(OptionCode.CLIENT_FQDN), null);

    @Test
    @Tag("R7653-6.2-3")
    @Tag("R7653-6.3-2")
    @Tag("R7653-8.3-2")
    void asksForAllBindingsWithTheirTimes() {
        Dhcpv6Message query =
                (Dhcpv6Message) dialect.active(new ActiveQuery(7, START, AT)).request();

        assertThat(query.options().query()).isNull();
        assertThat(query.options().clientIdentifier()).isEqualTo(US);
        assertThat(query.options().requestedOptions())
                .contains(OptionCode.LQ_BASE_TIME, OptionCode.LQ_RELAY_DATA, OptionCode.CLIENT_FQDN);
        assertThat(query.options().queryStartTime()).hasValue(800_000_000);
        assertThat(query.options().queryEndTime()).isEmpty();
    }

    @Test
    void neverAsksForTheTimeZeroWhichMayMeanNone() {
        ServerTime zero = ServerTime.ofWire(DhcpFamily.IPV6, 0);
        Dhcpv6Message query =
                (Dhcpv6Message) dialect.active(new ActiveQuery(7, zero, AT)).request();

        assertThat(query.options().queryStartTime()).hasValue(1);
    }

    @Test
    void asksForNoPastIfNoneIsWanted() {
        Dhcpv6Message query =
                (Dhcpv6Message) dialect.active(new ActiveQuery(7, null, AT)).request();

        assertThat(query.options().queryStartTime()).isEmpty();
    }

    @Test
    @Tag("R5460-5.3-1")
    void writesEachKindOfBulkQuery() {
        Ipv6Address address = Ipv6Address.parse("2001:db8::5");

        assertThat(bulk(new BulkQuery.ByAddress(address)).type()).isEqualTo(QueryType.BY_ADDRESS);
        assertThat(bulk(new BulkQuery.ByLinkAddress(address)).linkAddress()).isEqualTo(address);
        assertThat(bulk(new BulkQuery.ByClientId(DUID)).type()).isEqualTo(QueryType.BY_CLIENT_ID);
        assertThat(bulk(new BulkQuery.ByRelayId(DUID)).type()).isEqualTo(QueryType.BY_RELAY_ID);
        assertThat(bulk(new BulkQuery.ByRemoteId(Octets.ofHex("00000009aabb")))
                        .options()
                        .first(RemoteId.class))
                .isEqualTo(new RemoteId(9, Octets.ofHex("aabb")));
    }

    @Test
    void asksForOptionsInTheQueryAndInTheMessage() {
        LqQuery query = bulk(new BulkQuery.ByRelayId(DUID));

        assertThat(query.isComplete()).isTrue();
        assertThat(query.options().first(OptionRequest.class)).isNotNull();
    }

    @Test
    @Tag("R7653-8.4.1-3")
    void limitsABulkQueryToAGap() {
        Gap gap = new Gap(START, START.plusSeconds(60));

        Dhcpv6Message query = (Dhcpv6Message) dialect.bulk(new BulkRequest(8, new BulkQuery.ByRelayId(DUID), gap))
                .request();

        assertThat(query.options().queryStartTime()).hasValue(800_000_000);
        assertThat(query.options().queryEndTime()).hasValue(800_000_060);
    }

    private LqQuery bulk(BulkQuery query) {
        Dhcpv6Message message = (Dhcpv6Message)
                dialect.bulk(new BulkRequest(8, query, Gap.SNAPSHOT)).request();
        return Objects.requireNonNull(message.options().query());
    }
}
