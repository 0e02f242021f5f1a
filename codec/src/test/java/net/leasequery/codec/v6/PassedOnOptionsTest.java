package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients and relay agents write badly and a server passes on: it must not cost the binding. */
class PassedOnOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "0001, ''",
        "0002, ''",
        "0006, 006400",
        "000d, 00",
        "0010, 000001",
        "0025, 0000",
        "0027, ''",
        "002f, 20010db8",
        "0030, 20010db8",
        "0035, ''"
    })
    @Tag("trap-19")
    void keepsAnOptionThatDoesNotHaveItsFormAsItCame(String code, String data) {
        Octets octets = Fixture.octets("11 000001 " + code + " 000" + data.length() / 2 + " " + data);

        Dhcpv6Option option = decode(octets).all().get(0);

        assertThat(option).isEqualTo(new OpaqueOption(Integer.parseInt(code, 16), Octets.ofHex(data)));
        assertThat(((OpaqueOption) option).isMalformed()).isTrue();
    }

    @Test
    void callsAnUnknownOptionNotMalformed() {
        assertThat(new OpaqueOption(65_001, Octets.EMPTY).isMalformed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0005 001b 20010db8 00*11 01 0000000a 00000014  000d00, 000d00", // half an option after an address
        "0005 001d 20010db8 00*11 01 0000000a 00000014  000d000900, 000d000900", // one that claims too much
        "001a 001b 0000000a 00000014 30 20010db8 00*12 0000, 0000", // the same after a prefix
        "0003 000e 00000001 00000000 00000000 000d, 000d", // half an option in an identity association
        "0004 0007 00000001 000000, 000000",
        "0019 000d 00000001 00000000 00000000 ff, ff"
    })
    void keepsWhatIsNoOptionAfterWhatABindingNeeds(String option, String rest) {
        Octets octets = Fixture.octets("11 000001 " + option);

        Dhcpv6Message message = new Dhcpv6Decoder().decode(Fixture.buffer(octets));

        assertThat(restOf(message.options().all().get(0))).isEqualTo(Octets.ofHex(rest));
        assertThat(message.octets()).isEqualTo(octets);
        ByteBuf encoded = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, encoded);
        assertThat(Octets.copyOf(encoded, 0, encoded.readableBytes())).isEqualTo(octets);
    }

    @Test
    void keepsTheGoodOptionsOfARelayAgentBesideBadOnes() {
        RelayForward relay = RelayForward.decode(Fixture.octets("""
                0c 00 00*16 00*16
                0012 0002 6765                   # interface-id
                0044 0002 01aa                   # VSS that its type forbids
                0003 0001 00                     # IA_NA that is cut off
                0035 0000                        # relay-id of no octets
                0025 0006 00000009 0a0b          # remote-id
                0026 0009 61                     # subscriber-id that claims too much
                """));

        assertThat(relay.options().all())
                .containsExactly(
                        new InterfaceId(Octets.ofUtf8("ge")),
                        new OpaqueOption(68, Octets.ofHex("01aa")),
                        new OpaqueOption(3, Octets.ofHex("00")),
                        new OpaqueOption(53, Octets.EMPTY),
                        new RemoteId(9, Octets.ofHex("0a0b")));
        assertThat(relay.options().rest()).isEqualTo(Octets.ofHex("0026000961"));
    }

    private static Octets restOf(Dhcpv6Option option) {
        if (option instanceof IaAddress address) {
            return address.options().rest();
        }
        return option instanceof IaPrefix prefix
                ? prefix.options().rest()
                : ((IdentityAssociation) option).options().rest();
    }

    @Test
    void readsAUserClassWithoutLengthsAsOneClass() {
        UserClass bareText = new UserClass(Octets.ofUtf8("iPXE"));
        UserClass cutOff = new UserClass(Octets.ofHex("0002414100"));
        UserClass twoClasses = new UserClass(Octets.ofHex("0001410000"));

        assertThat(bareText.classes()).containsExactly(Octets.ofUtf8("iPXE"));
        assertThat(cutOff.classes()).containsExactly(Octets.ofHex("0002414100"));
        assertThat(twoClasses.classes()).containsExactly(Octets.ofUtf8("A"), Octets.EMPTY);
    }

    @Test
    void readsNoClassesFromNoOctets() {
        assertThat(new VendorClass(9, Octets.EMPTY).classes()).isEmpty();
        assertThat(VendorClass.of(9, List.of()).classes()).isEmpty();
    }

    @Test
    void readsOneClassOfAnyLength() {
        assertThat(new UserClass(Octets.ofHex("0000")).classes()).containsExactly(Octets.EMPTY);
        assertThat(new UserClass(Octets.ofHex("0002")).classes()).containsExactly(Octets.ofHex("0002"));
        assertThat(new UserClass(Octets.ofHex("41")).classes()).containsExactly(Octets.ofHex("41"));
        assertThat(new UserClass(Octets.ofHex("0002414243")).classes()).containsExactly(Octets.ofHex("0002414243"));
    }

    @Test
    void hasNoNameForAClientFqdnThatIsNone() {
        ClientFqdn empty = new ClientFqdn(0, Octets.EMPTY);
        ClientFqdn labelBeyondTheEnd = new ClientFqdn(0, Octets.ofHex("0541"));
        ClientFqdn compressed = new ClientFqdn(0, Octets.ofHex("c000"));

        assertThat(empty.domainName()).isNull();
        assertThat(labelBeyondTheEnd.domainName()).isNull();
        assertThat(compressed.domainName()).isNull();
    }

    @Test
    void namesAPartialAndAFullDomainNameWithoutTheDotAtTheEnd() {
        ClientFqdn partial = new ClientFqdn(0, Octets.ofHex("04686f7374"));
        ClientFqdn full = ClientFqdn.ofName(ClientFqdn.FLAG_S, "host.example.net.");

        assertThat(partial.domainName()).isEqualTo("host");
        assertThat(full.domainName()).isEqualTo("host.example.net");
    }

    @Test
    void keepsTheBindingWhenTheRelayAgentsMessageIsMalformed() {
        Octets octets = Fixture.octets("""
                11 000001
                002f 0012                        # LQ_RELAY_DATA
                   20 01 0d b8 00*11 01          #   peer-address
                   0c 00                         #   RELAY-FORW that is cut off
                002e 0004 00000005               # CLT_TIME
                """);

        Dhcpv6Options options = decode(octets);

        assertThat(options.all())
                .containsExactly(
                        new LqRelayData(Ipv6Address.parse("2001:db8::1"), Octets.ofHex("0c00")), new CltTime(5));
        assertThat(options.all(LqRelayData.class).get(0).relayForward()).isNull();
    }

    @Test
    void readsAStatusTextWithTheNullCharactersThatTheRfcForbids() {
        Octets octets = Fixture.octets("11 000001  000d 0005  000b 627900");

        Status status = decode(octets).first(Status.class);

        assertThat(status).isNotNull().extracting(Status::text).isEqualTo("by");
    }

    @Test
    void keepsInstancesOfOneOptionApart() {
        Octets octets = Fixture.octets("11 000001  0012 0001 61  fde9 0000  0012 0001 62");

        Dhcpv6Options options = decode(octets);

        assertThat(options.all()).extracting(Dhcpv6Option::optionCode).containsExactly(18, 65001, 18);
        assertThat(options.all()).hasSize(3).doesNotHaveDuplicates();
    }

    private static Dhcpv6Options decode(Octets octets) {
        return new Dhcpv6Decoder().decode(Fixture.buffer(octets)).options();
    }

    @Test
    void takesTheFirstOfSeveralWhereOneIsAllowed() {
        Octets octets = Fixture.octets("11 000001  0064 0004 00000001  0064 0004 00000002");

        assertThat(decode(octets).baseTime()).hasValue(1);
        assertThat(decode(octets).all()).extracting(Dhcpv6Option::optionCode).containsOnly(OptionCode.LQ_BASE_TIME);
    }
}
