package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Options of ordinary messages are read in another way than all others: both ways must agree. */
class PlainOptionsTest {

    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::1");
    private static final Status STATUS = Status.of(StatusCode.SUCCESS, "");
    private static final Duid DUID = Duid.ofHex("0003000102000000000a");
    private static final int[] OCTETS = {0, 1, 2, 3, 4, 5, 7, 8, 13, 15, 24, 25, 26, 40, 45, 46, 68, 128, 129, 255};

    private static final byte[] MESSAGE = encoded(
            new LqBaseTime(1),
            new ServerIdentifier(DUID),
            STATUS,
            OptionRequest.of(1, 2),
            LqQuery.byClientId(DUID).requesting(7),
            new LqStartTime(1),
            new LqEndTime(2),
            ClientData.of(
                    new ClientIdentifier(DUID),
                    new IaNa(
                            1,
                            2,
                            3,
                            Dhcpv6Options.of(
                                    new IaAddress(ADDRESS, 1, 2, Dhcpv6Options.of(STATUS)),
                                    new IaAddress(ADDRESS, 3, 4),
                                    STATUS)),
                    new IaTa(4, Dhcpv6Options.of(new IaAddress(ADDRESS, 1, 2))),
                    new IaPd(5, 6, 7, Dhcpv6Options.of(new IaPrefix(new Ipv6Prefix(ADDRESS, 64), 1, 2))),
                    new CltTime(1),
                    UserClass.of(List.of(Octets.ofUtf8("a"))),
                    VendorClass.of(9, List.of(Octets.ofUtf8("b"))),
                    ClientFqdn.ofName(1, "c.test"),
                    LqRelayData.of(ADDRESS, new RelayForward(0, ADDRESS, ADDRESS, Dhcpv6Options.NONE)),
                    new LqClientLink(List.of(ADDRESS)),
                    new Vss(VirtualSubnet.named("blue")),
                    new InterfaceId(Octets.ofUtf8("d")),
                    new RemoteId(9, Octets.ofUtf8("e")),
                    new SubscriberId(Octets.ofUtf8("f")),
                    new RelayId(DUID),
                    new RelayMessage(Octets.ofUtf8("g")),
                    new OpaqueOption(200, Octets.ofUtf8("h"))));

    private static byte[] encoded(Dhcpv6Option... options) {
        ByteBuf out = Unpooled.buffer();
        Dhcpv6Options.of(options).writeTo(out);
        return Octets.copyOf(out, 0, out.readableBytes()).toByteArray();
    }

    @Test
    void areThoseOfAMessageInWhichEveryOptionIsWellFormed() {
        assertThat(plain(MESSAGE)).isNotNull();
        assertSame(MESSAGE);
    }

    @Test
    void areTheSameAsThoseReadOneByOneWhateverOctetIsChanged() {
        for (int at = 0; at < MESSAGE.length; at++) {
            for (int octet : OCTETS) {
                byte[] changed = MESSAGE.clone();
                changed[at] = (byte) octet;
                assertSame(changed);
            }
        }
    }

    @Test
    void areTheSameAsThoseReadOneByOneWhereverTheMessageEnds() {
        for (int end = 0; end < MESSAGE.length; end++) {
            assertSame(Arrays.copyOf(MESSAGE, end));
        }
    }

    @Test
    void areNotNestedDeeperThanOthers() {
        byte[] nested = encoded(new CltTime(1));
        for (int depth = 1; depth <= OctetReader.MAX_DEPTH + 1; depth++) {
            ByteBuf out = Unpooled.buffer().writeShort(OptionCode.CLIENT_DATA).writeShort(nested.length);
            out.writeBytes(nested);
            nested = Octets.copyOf(out, 0, out.readableBytes()).toByteArray();

            assertThat(plain(nested) == null).isEqualTo(depth > OctetReader.MAX_DEPTH);
            assertSame(nested);
        }
    }

    @Test
    void areNotThoseOfAMessageThatIsLongerThanAnyFrame() {
        byte[] message = Arrays.copyOf(encoded(new OpaqueOption(200, Octets.copyOf(new byte[0xfff0]))), 0x1_0004);

        assertThat(plain(message)).isNull();
        Dhcpv6Options options = Dhcpv6Options.decode(Octets.copyOf(message), 0);
        assertThat(options).isEqualTo(OptionDecoder.decode(new OctetReader(Octets.copyOf(message), 0)));
        assertThat(options.dataAt(0)).isEqualTo(Octets.copyOf(new byte[0xfff0]));
    }

    @Test
    void endWhereTheNestedOnesBegin() {
        Dhcpv6Options options = Dhcpv6Options.decode(Octets.copyOf(encoded(ClientData.of(new CltTime(1)))), 0);

        assertThatThrownBy(() -> options.at(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> options.codeAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> options.dataAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static @Nullable OptionSequence plain(byte[] message) {
        return PlainOptions.read(Octets.copyOf(message), 0, message.length, 0);
    }

    private static void assertSame(byte[] octets) {
        Octets message = Octets.copyOf(octets);
        OptionSequence found = plain(octets);
        Dhcpv6Options oneByOne;
        try {
            oneByOne = OptionDecoder.decode(new OctetReader(message, 0));
        } catch (MalformedMessageException e) {
            assertThat(found)
                    .as("%s, refused: %s", message.toHex(), e.getMessage())
                    .isNull();
            return;
        }
        assertThat(found != null).as(message.toHex()).isEqualTo(!hasFault(oneByOne));
        if (found != null) {
            Dhcpv6Options plain = Dhcpv6Options.ofPlain(found, null);
            assertThat(plain).isEqualTo(oneByOne);
            for (int i = 0; i < oneByOne.count(); i++) {
                assertThat(plain.codeAt(i)).isEqualTo(oneByOne.codeAt(i));
                assertThat(plain.dataAt(i)).isEqualTo(oneByOne.dataAt(i));
            }
        }
    }

    private static boolean hasFault(Dhcpv6Options options) {
        return !options.rest().isEmpty() || options.all().stream().anyMatch(PlainOptionsTest::hasFault);
    }

    private static boolean hasFault(Dhcpv6Option option) {
        if (option instanceof OpaqueOption opaque) {
            return opaque.isMalformed();
        }
        if (option instanceof ClientData data) {
            return hasFault(data.options());
        }
        if (option instanceof IdentityAssociation association) {
            return hasFault(association.options());
        }
        if (option instanceof IaAddress address) {
            return hasFault(address.options());
        }
        if (option instanceof IaPrefix prefix) {
            return hasFault(prefix.options());
        }
        return option instanceof LqQuery query && hasFault(query.options());
    }
}
