package net.leasequery.streams.lookup.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.ClientSelector.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "fe80::1:0:0:0, fe80::1:0:0:0",
        "::ffff:10.1.2.3, 10.1.2.3",
        "2001:db8:1:2::/48, 2001:db8:1::/48",
        "2001:db8:ffff::/33, 2001:db8:8000::/33",
    })
    void addressesTakeTheFormOfTheRecords(String given, String normalized) {
        assertThat(AddressText.looksLikeOne(given)).isTrue();
        assertThat(AddressText.normalized(given)).isEqualTo(normalized);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2",
                "10.1.2.256",
                "010.1.2.3",
                "10.1.2.3/24",
                "localhost",
                "example.net",
                ":::",
                "1::2::3",
                "2001:db8::/129",
                "fe80::1%eth0",
                "aa:bb:cc:dd:ee:ff",
                "12345::",
                ""
            })
    void whatIsNoAddressIsRefusedWithoutAskingDns(String given) {
        assertThatThrownBy(() -> AddressText.normalized(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "AA-BB-CC-DD-EE-FF, HARDWARE_ADDRESS, aa:bb:cc:dd:ee:ff",
        "aabb.ccdd.eeff, HARDWARE_ADDRESS, aa:bb:cc:dd:ee:ff",
        "aabbccddeeff, HARDWARE_ADDRESS, aa:bb:cc:dd:ee:ff",
        "hw:1/aa:bb:cc:dd:ee:ff, HARDWARE_ADDRESS, aa:bb:cc:dd:ee:ff",
        "id:01aabbccddeeff, CLIENT_ID, 01aabbccddeeff",
        "duid:00:01:00:01/7, DUID, 00010001",
        "host:aabbccddeeff, HOST_NAME, aabbccddeeff",
        "Host-17, HOST_NAME, host-17",
    })
    void clientsAreReadAsPeopleWriteThem(String given, Kind kind, String value) {
        assertThat(ClientText.client(given)).isEqualTo(new ClientSelector(kind, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id:0", "id:xy", "duid:", "hw:1/nothing", "host:", "host:a\u0000b"})
    void whatIsNoClientIsRefused(String given) {
        assertThatThrownBy(() -> ClientText.client(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void portsAreTextOrHex() {
        assertThat(ClientText.port("ge-0/0/4").value()).isEqualTo("67652d302f302f34");
        assertThat(ClientText.port("hex:00:04").value()).isEqualTo("0004");
        assertThatThrownBy(() -> ClientText.port("hex:0")).isInstanceOf(IllegalArgumentException.class);
    }
}
