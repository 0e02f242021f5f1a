package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/** Option 81 comes from clients: any octets at all. */
class ClientFqdnFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void anyOctetsAreANameOrNone(byte[] octets) {
        ClientFqdn decoded;
        try {
            decoded = ClientFqdn.decode(Octets.ofOwned(octets));
        } catch (MalformedMessageException e) {
            assertThat(octets.length).isLessThan(3);
            return;
        }

        String name = decoded.domainName();
        if (name != null) {
            assertThat(name).isNotEmpty().matches("[\\x21-\\x7e]+");
        }
        assertThat(decoded.encode()).isEqualTo(Octets.ofOwned(octets));
    }
}
