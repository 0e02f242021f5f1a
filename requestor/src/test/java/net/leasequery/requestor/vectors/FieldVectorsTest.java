package net.leasequery.requestor.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each message that was seen in the field becomes. */
class FieldVectorsTest {

    private static final String NOTHING = "";

    @Tag("trap-19")
    @ParameterizedTest
    @CsvSource({
        "option-82-cut-off, ''",
        "option-82-with-end-octet, 67653031",
        "option-82-with-pad-octet, 67653031",
        "option-82-with-pad-between, 67653031",
        "option-82-length-counts-its-header, ''",
        "option-82-remote-id-too-long, 67653031",
        "option-82-as-text, ''",
        "option-82-twice, 67653031",
    })
    void keepsABindingWhoseOption82IsMalformed(String name, String circuitId) {
        Binding binding = only(name);

        assertThat(binding.address().text()).isEqualTo("192.0.2.5");
        assertThat(binding.state()).isEqualTo(BindingState.ACTIVE);
        assertThat(relay(binding).giaddr()).isEqualTo("192.0.2.1");
        assertThat(hex(relay(binding).circuitId())).isEqualTo(circuitId);
        assertThat(relay(binding).relayId()).isNull();
        assertThat(binding.options()).containsKey(82);
    }

    @Test
    void keepsTheOctetsOfAMalformedOption82() {
        assertThat(only("option-82-as-text").options()).containsOnly(entry(82, Octets.ofUtf8("port-7")));
        assertThat(only("option-82-cut-off").options()).containsOnly(entry(82, Octets.ofHex("0102")));
        assertThat(only("option-82-twice").options())
                .containsOnly(entry(82, Octets.ofHex("0104676530310202723101047865303902027232")));
    }

    @Test
    void takesTheFirstOfTwoRelayAgentsThatBothAddedOption82() {
        RelayInfo relay = relay(only("option-82-twice"));

        assertThat(relay.circuitId()).isEqualTo(Octets.ofUtf8("ge01"));
        assertThat(relay.remoteId()).isEqualTo(Octets.ofUtf8("r1"));
    }

    @Test
    void readsTheRelayIdThatKeaReturnsBeforeABrokenSubOption() {
        Binding binding = only("kea-relay-id-sub-option-broken");

        assertThat(binding.address().text()).isEqualTo("10.0.0.1");
        assertThat(relay(binding).relayId()).isEqualTo(Octets.ofHex("0003000102ff00000000"));
        assertThat(binding.options()).containsEntry(82, Octets.ofHex("0c0a0003000102ff000000000102"));
    }

    @Test
    void keepsEveryInstanceOfADhcpv6Option() {
        assertThat(only("four-vendor-options-of-one-enterprise").options().get(17))
                .isEqualTo(Octets.ofHex("001100120000197f0001000a4c41424f4c54322d6e61"
                        + "001100120000197f0002000a4c41424f4c54322d7064"
                        + "001100090000197f000300013f"
                        + "001100090000197f0004000140"));
        assertThat(only("vendor-options-of-two-enterprises").options().get(17))
                .isEqualTo(Octets.ofHex("0011000a0000197f000100026e61" + "0011000a0000118b00010002aabb"));
    }

    @Test
    void tellsTheVendorClassesOfAllEnterprises() {
        Binding binding = only("vendor-classes-of-two-enterprises");

        assertThat(binding.client().vendorClass()).isEqualTo("MSFT 5.0,docsis3.0");
        assertThat(binding.options().get(16))
                .isEqualTo(Octets.ofHex(
                        "0010000e0000013700084d53465420352e30" + "0010000f0000118b0009646f63736973332e30"));
    }

    @Tag("trap-20")
    @ParameterizedTest
    @ValueSource(strings = {"clt-time-all-ones", "clt-time-wrapped"})
    void takesATimeBeforeTheEpochForNone(String name) {
        Binding binding = only(name);

        assertThat(binding.times().lastTransaction()).isNull();
        assertThat(binding.times().leaseExpiry()).isNotNull();
    }

    @Tag("trap-20")
    @Test
    void takesKeasInfiniteLeaseForInfinite() {
        Binding binding = only("kea-infinite-lease");

        assertThat(binding.times().infiniteLease()).isTrue();
        assertThat(binding.times().leaseExpiry()).isNull();
        assertThat(binding.times().preferredExpiry()).isNull();
    }

    @Tag("trap-20")
    @Test
    void takesAPreferredLifetimeBeyondTheValidOneForNone() {
        Binding binding = only("kea-preferred-after-valid");

        assertThat(binding.times().preferredExpiry()).isNull();
        assertThat(binding.times().leaseExpiry()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host-name-empty",
                "host-name-of-one-null",
                "client-id-empty",
                "vendor-class-empty",
                "user-class-empty",
                "v6-vendor-class-without-classes",
                "v6-user-class-empty"
            })
    void takesNothingForUnknown(String name) {
        Binding binding = only(name);

        assertThat(binding.client().hostname()).isNull();
        assertThat(binding.client().clientId()).isNull();
        assertThat(binding.client().vendorClass()).isNull();
        assertThat(binding.client().userClass()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vss-named-without-name", "vss-all-vpns", "address-unspecified", "hlen-20"})
    void takesABindingThatNamesNoVpnOrNoAddressForMalformed(String name) {
        FieldVectors.Vector vector = FieldVectors.named(name);

        assertThat(Wire.of(vector.family()).read(vector.octets()))
                .isInstanceOfSatisfying(
                        SharedEvent.MalformedMessage.class,
                        malformed -> assertThat(malformed.octets()).isEqualTo(vector.octets()));
    }

    @Test
    void tellsAnRfc2685VpnFromOneThatIsNamedLikeIt() {
        assertThat(only("vss-rfc2685").address().vpn()).isEqualTo("rfc2685:00000000000001");
        assertThat(only("vss-name-of-digits").address().vpn()).isEqualTo("00000000000001");
    }

    @Test
    void writesNoNullCharacterIntoText() {
        Binding inside = only("host-name-with-null-inside");
        Binding atEnd = only("vendor-class-with-null-at-end");

        assertThat(inside.client().hostname()).isEqualTo("ab�cd");
        assertThat(inside.options()).containsEntry(12, Octets.ofHex("6162006364"));
        assertThat(atEnd.client().vendorClass()).isEqualTo("MSFT 5.0");
    }

    @Test
    void takesAnAsciiNameWithLengthsInItForNone() {
        Binding binding = only("fqdn-ascii-flag-wire-format");

        assertThat(binding.client().fqdn()).isNull();
        assertThat(binding.options()).containsKey(81);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relay-data-with-malformed-vss",
                "relay-data-with-empty-relay-id",
                "relay-data-with-octet-after-end"
            })
    void keepsWhatRelayAgentsReportedBesideAMalformedOption(String name) {
        Binding binding = only(name);

        assertThat(relay(binding))
                .isEqualTo(new RelayInfo(
                        null,
                        "2001:db8::1",
                        "fe80::1",
                        null,
                        Octets.ofHex("000000090a0b"),
                        null,
                        null,
                        Octets.ofUtf8("ge-0/0/1.7")));
        assertThat(binding.options()).containsKey(47);
    }

    @Test
    void takesTheKeepAliveOfJunosForOne() {
        FieldVectors.Vector vector = FieldVectors.named("junos-keep-alive");

        assertThat(Wire.of(vector.family()).read(vector.octets()))
                .isInstanceOfSatisfying(
                        ConversationEvent.KeepAlive.class,
                        alive -> assertThat(alive.baseTime()).isEqualTo(new ServerTime(0x6b49d200L)));
    }

    @Test
    void readsOption82ThatIsSplitInMidSubOption() {
        RelayInfo relay = relay(only("option-82-split-in-mid-sub-option"));

        assertThat(relay.circuitId()).extracting(Octets::length).isEqualTo(0xe1);
        assertThat(relay.remoteId()).extracting(Octets::toUtf8).asString().endsWith("agent remote id");
    }

    @Test
    void joinsOptionsOfThreeFields() {
        assertThat(only("options-in-three-fields").options())
                .containsEntry(56, Octets.ofUtf8("Padding" + "file name field overload" + "sname field overload"));
    }

    @Test
    void takesRelayFieldsFromTheAgentNearestToTheClient() {
        RelayInfo relay = relay(only("two-relay-agents-nokia"));

        assertThat(relay.peerAddress()).isEqualTo("fe80::250:56ff:fea3:53fe");
        assertThat(relay.interfaceId()).isEqualTo(Octets.ofUtf8("LABOLT2 eth 1/1/05/01/28/1/1"));
    }

    @Test
    void keepsABindingWhoseRelayedMessageIsTooShort() {
        Binding binding = only("relayed-message-too-short");

        assertThat(binding.address().text()).isEqualTo("2001:db8::1");
        assertThat(binding.options()).containsKey(47);
    }

    @ParameterizedTest
    @CsvSource({"fqdn-wire-format, example.co.uk", "v6-fqdn-partial, tapioca01"})
    void readsNamesInWireFormat(String name, String fqdn) {
        assertThat(only(name).client().fqdn()).isEqualTo(fqdn);
    }

    @Test
    void keepsNamesThatAreNone() {
        Binding fqdn = only("fqdn-wire-flag-ascii-name");
        Binding hostName = only("host-name-not-utf-8");

        assertThat(fqdn.client().fqdn()).isNull();
        assertThat(fqdn.options()).containsKey(81);
        assertThat(hostName.client().hostname()).isEqualTo("��");
        assertThat(hostName.options()).containsEntry(12, Octets.ofHex("fffe"));
    }

    @Test
    void keepsDuidsOfAnyForm() {
        Binding two = only("duid-uuid-of-two-octets");

        assertThat(two.client().duid()).isEqualTo(Octets.ofHex("00030001020304050607"));
        assertThat(two.options())
                .containsEntry(1, Octets.ofHex("0001000a" + "00030001020304050607" + "00010002" + "0004"));
        assertThat(only("duid-over-128-octets").client().duid())
                .extracting(Octets::length)
                .isEqualTo(200);
    }

    @Test
    void readsAServerThatKnowsNoBaseTime() {
        Binding binding = only("rfc-4388-server");

        assertThat(binding.address().text()).isEqualTo("10.30.4.4");
        assertThat(binding.times().baseTime()).isNull();
        assertThat(binding.serverId()).isEqualTo("10.40.2.3");
    }

    @Test
    void makesTwoBindingsOfAnAddressAndAPrefixOfOneClient() {
        assertThat(bindings("address-and-prefix-of-one-client"))
                .extracting(binding -> binding.address().text())
                .containsExactly("2001:db8::cafe", "2001:db8:1::/48");
    }

    @Test
    void ignoresWhatFollowsTheEndOption() {
        assertThat(only("ff-after-end-option").client().hostname()).isEqualTo("x");
    }

    @Test
    void readsInfinibandWithoutAHardwareAddress() {
        Binding binding = only("infiniband-rfc-4390");

        assertThat(binding.client().hardwareAddress()).isNull();
        assertThat(binding.client().clientId()).extracting(Octets::length).isEqualTo(17);
    }

    @Test
    void keepsAVendorClassWhoseLengthRunsOver() {
        Binding binding = only("v6-vendor-class-runs-over");

        assertThat(binding.client().vendorClass()).isNull();
        assertThat(binding.options()).containsEntry(16, Octets.ofHex("000001370fff4d53465420352e30"));
    }

    @Test
    void knowsTheHolderOfEveryBinding() {
        assertThat(only("option-82-as-text").client().hardwareAddress())
                .isEqualTo(new HardwareAddress(1, Octets.ofHex("0a0b0c0d0e0f")));
        assertThat(FieldVectors.all().values())
                .filteredOn(vector -> vector.family() == DhcpFamily.IPV4)
                .hasSizeGreaterThan(25);
    }

    private static Binding only(String name) {
        List<Binding> bindings = bindings(name);
        assertThat(bindings).hasSize(1);
        return bindings.get(0);
    }

    private static List<Binding> bindings(String name) {
        FieldVectors.Vector vector = FieldVectors.named(name);
        return Wire.of(vector.family()).bindings(vector.octets());
    }

    private static RelayInfo relay(Binding binding) {
        RelayInfo relay = binding.relay();
        if (relay == null) {
            throw new AssertionError("nothing is told of a relay agent");
        }
        return relay;
    }

    private static String hex(@Nullable Octets octets) {
        return octets == null ? NOTHING : octets.toHex();
    }
}
