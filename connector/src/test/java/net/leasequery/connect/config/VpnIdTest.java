package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.codec.Octets;
import net.leasequery.codec.PrintableText;
import net.leasequery.codec.VirtualSubnet;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VpnIdTest {

    static Stream<Arguments> forms() {
        VirtualSubnet byNumber = VirtualSubnet.rfc2685(Octets.ofHex("00005e00000001"));
        return Stream.of(
                Arguments.of("*", VirtualSubnet.ALL),
                Arguments.of("global", VirtualSubnet.GLOBAL),
                Arguments.of("blue", VirtualSubnet.named("blue")),
                Arguments.of("Blue Corp 7", VirtualSubnet.named("Blue Corp 7")),
                Arguments.of("rfc2685:00005e00000001", byNumber),
                Arguments.of("rfc2685:00005E00000001", byNumber),
                Arguments.of("00005e00000001", byNumber),
                Arguments.of("name:00005e00000001", VirtualSubnet.named("00005e00000001")),
                Arguments.of("name:*", VirtualSubnet.named("*")),
                Arguments.of("name:global", VirtualSubnet.named("global")),
                Arguments.of("name:a:b", VirtualSubnet.named("a:b")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormReachesTheRequestorInBothFamilies(String value, VirtualSubnet meant) {
        for (String family : new String[] {"ipv4", "ipv6"}) {
            assertThat(vpn(family, value)).isEqualTo(meant);
        }
    }

    @Test
    void withoutTheKeyNoVpnIsNamed() {
        assertThat(vpn("ipv4", null)).isNull();
        assertThat(vpn("ipv6", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "name:",
                "rfc2685:",
                "rfc2685:00005e000001",
                "rfc2685:00005e0000000x",
                "id:00005e00000001",
                "bl\u00fcue",
                "a\u0007b"
            })
    void whatIsNoVpnIsRefused(String value) {
        assertThatThrownBy(() -> vpn("ipv4", value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "vpn.id", PrintableText.of(value, 1_000), "rfc2685:<14 hexadecimal digits>", "* for all VPNs");
    }

    @Test
    void aNameThatNoOptionCanCarryIsRefused() {
        assertThat(vpn("ipv4", "n".repeat(254))).isNotNull();
        assertThatThrownBy(() -> vpn("ipv4", "n".repeat(255))).hasMessageContaining("1 to 254");
    }

    /** So that an offset is not taken for one of another VPN, nor a snapshot made because of a new notation. */
    @Test
    void eachVpnHasOneTextInOffsets() {
        assertThat(inOffsets(null)).isNull();
        assertThat(inOffsets("global")).isNull();
        assertThat(inOffsets("*")).isEqualTo("*");
        assertThat(inOffsets("name:*")).isEqualTo("name:*");
        assertThat(inOffsets("blue")).isEqualTo(inOffsets("name:blue")).isEqualTo("name:blue");
        assertThat(inOffsets("00005E00000001"))
                .isEqualTo(inOffsets("rfc2685:00005e00000001"))
                .isEqualTo("rfc2685:00005e00000001");
    }

    private static @Nullable String inOffsets(@Nullable String value) {
        return config("ipv4", value).scope().vpn();
    }

    private static @Nullable VirtualSubnet vpn(String family, @Nullable String value) {
        LeasequeryConnectorConfig config = config(family, value);
        return config.requestorSettings(config.servers().get(0)).vpn();
    }

    private static LeasequeryConnectorConfig config(String family, @Nullable String value) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.servers", "east=localhost",
                "dhcp.family", family,
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT"));
        if (value != null) {
            given.put("vpn.id", value);
        }
        return new LeasequeryConnectorConfig(given);
    }
}
