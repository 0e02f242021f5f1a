package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names of a certificate are a host. RFC 9525 sections 6.3 and 6.4. */
class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "dhcp.example.net, dhcp.example.net, true",
        "DHCP.example.net, dhcp.EXAMPLE.net, true",
        "dhcp.example.net., dhcp.example.net, true",
        "dhcp.example.net, *.example.net, true",
        "bücher.example, xn--bcher-kva.example, true",
        "example.net, *.example.net, false",
        "a.dhcp.example.net, *.example.net, false",
        "dhcp.example.net, d*.example.net, false",
        "dhcp.example.net, *, false",
        "example.net, *.net, false",
        "dhcp.example.net, dhcp.example.net., false",
        "dhcp.example.net, dhcp.example.net.evil.example, false",
        "dhcp.example.net, .example.net, false",
        "192.0.2.1, 192.0.2.1, false",
        "192.0.2.1, *.0.2.1, false"
    })
    void comparesAName(String configured, String presented, boolean same) {
        GeneralName[] names = {new GeneralName(GeneralName.dNSName, presented)};

        assertThat(HostName.of(configured).isAmong(names)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1, true",
        "fe80::1%eth0, fe80::1, true",
        "2001:db8::1, 2001:db8::2, false",
        "dhcp.example.net, 192.0.2.1, false"
    })
    void comparesAnAddress(String configured, String presented, boolean same) {
        GeneralName[] names = {
            new GeneralName(GeneralName.uniformResourceIdentifier, configured),
            new GeneralName(GeneralName.rfc822Name, configured),
            new GeneralName(GeneralName.iPAddress, presented)
        };

        assertThat(HostName.of(configured).isAmong(names)).isEqualTo(same);
    }
}
