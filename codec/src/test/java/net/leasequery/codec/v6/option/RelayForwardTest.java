package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R5007-4.1-2")
class RelayForwardTest {

    private static final RelayForward NEAREST_TO_CLIENT = relay(0, "2001:db8:1::", new InterfaceId(Octets.of(1)));

    @Test
    void listsTheAgentNearestToTheServerFirst() {
        RelayForward middle = relay(1, "2001:db8:2::", new RelayMessage(NEAREST_TO_CLIENT.encode()));
        RelayForward nearestToServer = relay(2, "2001:db8:3::", new RelayMessage(middle.encode()));
        LqRelayData data = LqRelayData.of(Ipv6Address.parse("2001:db8:3::1"), nearestToServer);

        assertThat(data.relayForward()).isEqualTo(nearestToServer);
        assertThat(nearestToServer.hops()).containsExactly(nearestToServer, middle, NEAREST_TO_CLIENT);
    }

    @Test
    void endsTheListBeforeTheClientsOwnMessage() {
        Octets solicit = Octets.ofHex("01000001");
        RelayForward relay = relay(0, "2001:db8:1::", new RelayMessage(solicit));

        assertThat(relay.hops()).containsExactly(relay);
    }

    @Test
    void decodesWhatItEncodes() {
        assertThat(RelayForward.decode(NEAREST_TO_CLIENT.encode())).isEqualTo(NEAREST_TO_CLIENT);
    }

    @Test
    void tellsWhyAMessageIsNoRelayForward() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> RelayForward.decode(Octets.ofHex("0d00")))
                .withMessageContaining("msg-type 13 is not RELAY-FORW");
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> RelayForward.decode(Octets.ofHex("0c00")))
                .satisfies(e -> assertThat(e.offset()).isEqualTo(2))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("link-address needs 16 octets, has 0"));
    }

    private static RelayForward relay(int hopCount, String link, Dhcpv6Option option) {
        return new RelayForward(
                hopCount, Ipv6Address.parse(link), Ipv6Address.parse("fe80::1"), Dhcpv6Options.of(option));
    }
}
