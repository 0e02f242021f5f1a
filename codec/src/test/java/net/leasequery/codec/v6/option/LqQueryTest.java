package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("R5460-5.3-1")
class LqQueryTest {

    private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8::");
    private static final Duid DUID = Duid.ofHex("00030001020000000005");

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of(LqQuery.byAddress(LINK), QueryType.BY_ADDRESS, 1, OptionCode.IAADDR),
                Arguments.of(LqQuery.byClientId(DUID), QueryType.BY_CLIENT_ID, 2, OptionCode.CLIENTID),
                Arguments.of(LqQuery.byRelayId(DUID), QueryType.BY_RELAY_ID, 3, OptionCode.RELAY_ID),
                Arguments.of(
                        LqQuery.byRemoteId(new RemoteId(9, Octets.of(1))),
                        QueryType.BY_REMOTE_ID,
                        5,
                        OptionCode.REMOTE_ID));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void holdsTheOptionThatItsTypeNeeds(LqQuery query, QueryType type, int number, int optionCode) {
        LqQuery withoutOption = new LqQuery(number, LINK, Dhcpv6Options.NONE);

        assertThat(query.type()).isEqualTo(type);
        assertThat(query.queryType()).isEqualTo(number);
        assertThat(query.options().all()).extracting(Dhcpv6Option::optionCode).containsExactly(optionCode);
        assertThat(query.linkAddress().isUnspecified()).isTrue();
        assertThat(query.isComplete()).isTrue();
        assertThat(withoutOption.isComplete()).isFalse();
    }

    @Test
    void needsALinkAddressToAskForALink() {
        LqQuery query = LqQuery.byLinkAddress(LINK);

        assertThat(query.type()).isEqualTo(QueryType.BY_LINK_ADDRESS);
        assertThat(query.queryType()).isEqualTo(4);
        assertThat(query.isComplete()).isTrue();
        assertThat(query.onLink(Ipv6Address.UNSPECIFIED).isComplete()).isFalse();
    }

    @Test
    void keepsTheNumberOfAnUnknownType() {
        LqQuery query = new LqQuery(77, LINK, Dhcpv6Options.NONE);

        assertThat(query.type()).isEqualTo(QueryType.UNKNOWN);
        assertThat(query.queryType()).isEqualTo(77);
        assertThat(query.isComplete()).isFalse();
    }

    @Test
    void asksForOptionsAndLinkOnTopOfWhatItHas() {
        LqQuery query = LqQuery.byRelayId(DUID).onLink(LINK).requesting(OptionCode.LQ_RELAY_DATA, OptionCode.VSS);

        assertThat(query.linkAddress()).isEqualTo(LINK);
        assertThat(query.options().requestedOptions()).containsExactly(47, 68);
        assertThat(query.isComplete()).isTrue();
    }
}
