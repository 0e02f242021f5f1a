package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayMessage;
import org.junit.jupiter.api.Test;

/** Messages made to cost more than they are worth. */
class HostileMessageTest {

    private static final int LARGEST = 65_535;

    @Test
    void decodesTheLargestMessageOfTheSmallestOptions() {
        byte[] octets = new byte[LARGEST - 3];
        octets[0] = 17;
        for (int at = 4; at < octets.length; at += 4) {
            octets[at] = (byte) 0xfd;
        }

        Dhcpv6Message message = new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(octets));

        assertThat(message.options().all())
                .hasSize((LARGEST - 7) / 4)
                .containsOnly(new OpaqueOption(0xfd00, Octets.EMPTY));
    }

    @Test
    void followsEightLevelsOfOptionsWithinOptions() {
        Dhcpv6Message message = new Dhcpv6Decoder().decode(nestedClientData(9));

        assertThat(depth(message.options())).isEqualTo(9);
    }

    @Test
    void refusesANinthLevelOfOptionsWithinOptions() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> new Dhcpv6Decoder().decode(nestedClientData(10)))
                .satisfies(e -> assertThat(e.offset()).isEqualTo(4 + 9 * 4))
                .satisfies(e -> assertThat(e.reason()).contains("more than 8 levels deep"));
    }

    @Test
    void refusesNestingAsDeepAsAMessageCanHoldWithoutOverflowingTheStack() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> new Dhcpv6Decoder().decode(nestedClientData((LARGEST - 4) / 4)));
    }

    @Test
    void followsAtMost32RelayAgents() {
        RelayForward relay = new RelayForward(0, Ipv6Address.UNSPECIFIED, Ipv6Address.UNSPECIFIED, Dhcpv6Options.NONE);
        for (int i = 1; i <= 1000; i++) {
            relay = new RelayForward(
                    i & 0xff,
                    Ipv6Address.UNSPECIFIED,
                    Ipv6Address.UNSPECIFIED,
                    Dhcpv6Options.of(new RelayMessage(relay.encode())));
        }

        assertThat(RelayForward.decode(relay.encode()).hops()).hasSize(32);
    }

    @Test
    void neverReadsBeyondTheReadableOctets() {
        ByteBuf surrounded = Unpooled.wrappedBuffer(
                Fixture.octets("ff 11 000001 0064 0004 000000 07 ff").toByteArray());
        ByteBuf frame = surrounded.slice(1, 11);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> new Dhcpv6Decoder().decode(frame))
                .withMessageContaining("option 100 needs 4 octets, has 3");
    }

    @Test
    void keepsNothingOfTheBuffer() {
        byte[] octets = Fixture.octets("11 000001 fde9 0002 cafe").toByteArray();
        Dhcpv6Message message = new Dhcpv6Decoder().decode(Unpooled.wrappedBuffer(octets));

        Arrays.fill(octets, (byte) 0);

        assertThat(message.options().all()).containsExactly(new OpaqueOption(65001, Octets.ofHex("cafe")));
    }

    /** CLIENT_DATA within CLIENT_DATA; the innermost is empty. */
    private static ByteBuf nestedClientData(int levels) {
        ByteBuf message = Unpooled.buffer().writeByte(17).writeMedium(1);
        for (int inner = levels - 1; inner >= 0; inner--) {
            message.writeShort(45).writeShort(inner * 4);
        }
        return message;
    }

    private static int depth(Dhcpv6Options options) {
        Deque<Dhcpv6Options> rest = new ArrayDeque<>();
        rest.add(options);
        int depth = 0;
        while (!rest.isEmpty()) {
            for (Dhcpv6Option option : rest.remove().all()) {
                if (option instanceof ClientData data) {
                    depth++;
                    rest.add(data.options());
                }
            }
        }
        return depth;
    }
}
