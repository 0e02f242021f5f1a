package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/** Option 82 comes from relay agents: any octets at all. */
class RelayAgentInformationFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void anyOctetsAreSubOptionsOrAMalformation(byte[] octets) {
        RelayAgentInformation decoded;
        try {
            decoded = RelayAgentInformation.decode(Octets.ofOwned(octets));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, octets.length);
            return;
        }

        assertThat(RelayAgentInformation.decode(decoded.encode())).isEqualTo(decoded);
    }
}
