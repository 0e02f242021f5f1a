package net.leasequery.codec.v6.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import net.leasequery.codec.Octets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuidTest {

    @Test
    void readsALinkLayerAddressPlusTime() {
        Duid duid = Duid.ofHex("000100012f000000020000000005");

        Duid.LinkLayerTime parts = assertThat(duid)
                .asInstanceOf(InstanceOfAssertFactories.type(Duid.LinkLayerTime.class))
                .actual();
        assertThat(parts.hardwareType()).isEqualTo(1);
        assertThat(parts.time()).isEqualTo(0x2f000000L);
        assertThat(Dhcpv6Epoch.instant(parts.time())).isEqualTo(Instant.parse("2024-12-26T11:52:32Z"));
        assertThat(parts.linkLayerAddress()).isEqualTo(Octets.ofHex("020000000005"));
        assertThat(Duid.LinkLayerTime.of(1, 0x2f000000L, Octets.ofHex("020000000005")))
                .isEqualTo(duid);
    }

    /** The example of RFC 8415 section 11.3. */
    @Test
    void readsAnEnterpriseNumber() {
        Duid duid = Duid.ofHex("0002000000090cc084d303000912");

        Duid.Enterprise parts = assertThat(duid)
                .asInstanceOf(InstanceOfAssertFactories.type(Duid.Enterprise.class))
                .actual();
        assertThat(parts.enterpriseNumber()).isEqualTo(9);
        assertThat(parts.identifier()).isEqualTo(Octets.ofHex("0cc084d303000912"));
        assertThat(Duid.Enterprise.of(9, Octets.ofHex("0cc084d303000912"))).isEqualTo(duid);
    }

    @Test
    void readsALinkLayerAddress() {
        Duid duid = Duid.ofHex("00030001020000000005");

        Duid.LinkLayer parts = assertThat(duid)
                .asInstanceOf(InstanceOfAssertFactories.type(Duid.LinkLayer.class))
                .actual();
        assertThat(parts.hardwareType()).isEqualTo(1);
        assertThat(parts.linkLayerAddress()).isEqualTo(Octets.ofHex("020000000005"));
        assertThat(Duid.LinkLayer.of(1, Octets.ofHex("020000000005"))).isEqualTo(duid);
    }

    @Test
    void readsAUuid() {
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

        Duid duid = Duid.ofHex("0004f81d4fae7dec11d0a76500a0c91e6bf6");

        assertThat(duid)
                .asInstanceOf(InstanceOfAssertFactories.type(Duid.Uuid.class))
                .extracting(Duid.Uuid::uuid)
                .isEqualTo(uuid);
        assertThat(Duid.Uuid.of(uuid)).isEqualTo(duid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // no type
                "0001", // a type and nothing else
                "000100012f000000", // DUID-LLT without an address
                "000200000009", // DUID-EN without an identifier
                "00030001", // DUID-LL without an address
                "0004f81d4fae7dec11d0a76500a0c91e6b", // DUID-UUID that is too short
                "0004f81d4fae7dec11d0a76500a0c91e6bf600", // and too long
                "000501", // a type of the future
                "ffff01"
            })
    void keepsWhatHasNoKnownForm(String hex) {
        Duid duid = Duid.ofHex(hex);

        assertThat(duid).isInstanceOf(Duid.Other.class);
        assertThat(duid.toHex()).isEqualTo(hex);
    }

    @Test
    void refusesNoOctets() {
        assertThatIllegalArgumentException().isThrownBy(() -> Duid.of(Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Duid.Other(Octets.EMPTY));
    }

    @Test
    void refusesToBeOfATypeThatItsOctetsAreNot() {
        Octets linkLayer = Octets.ofHex("00030001020000000005");

        assertThatIllegalArgumentException().isThrownBy(() -> new Duid.Other(linkLayer));
        assertThatIllegalArgumentException().isThrownBy(() -> new Duid.Uuid(linkLayer));
        assertThatIllegalArgumentException().isThrownBy(() -> Duid.LinkLayer.of(1, Octets.EMPTY));
    }

    @Test
    void isEqualOnlyWhenAllOctetsAre() {
        assertThat(Duid.ofHex("00030001020000000005")).isEqualTo(Duid.ofHex("00030001020000000005"));
        assertThat(Duid.ofHex("00030001020000000005")).isNotEqualTo(Duid.ofHex("00030001020000000006"));
        assertThat(Duid.ofHex("0003000102000000000500")).isNotEqualTo(Duid.ofHex("00030001020000000005"));
    }
}
