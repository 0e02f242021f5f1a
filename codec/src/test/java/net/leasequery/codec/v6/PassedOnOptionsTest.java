package net.leasequery.codec.v6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients and relay agents write badly and a server passes on: it must not cost the binding. */
class PassedOnOptionsTest {

    @ParameterizedTest
    @CsvSource({"0010, 000001", "0025, 0000", "0027, ''"})
    void keepsAnOptionThatIsTooShortForItsFormAsItCame(String code, String data) {
        Octets octets = Fixture.octets("11 000001 " + code + " 000" + data.length() / 2 + " " + data);

        Dhcpv6Option option = decode(octets).all().get(0);

        assertThat(option).isEqualTo(new OpaqueOption(Integer.parseInt(code, 16), Octets.ofHex(data)));
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
