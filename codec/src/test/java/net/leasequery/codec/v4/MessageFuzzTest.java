package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/** Whatever the octets are, they are a message or a malformation; and a message is written as it was read. */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void anyOctetsAreAMessageOrAMalformation(byte[] octets) {
        Dhcpv4Message decoded;
        try {
            decoded = Fixture.decode(Octets.ofOwned(octets));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, octets.length);
            return;
        }

        assertThat(Fixture.decode(Fixture.encode(decoded))).isEqualTo(decoded);
        callEveryAccessor(decoded.options());
    }

    private static void callEveryAccessor(Dhcpv4Options options) {
        options.messageType();
        options.serverIdentifier();
        options.leaseTime();
        options.renewalTime();
        options.rebindingTime();
        options.clientIdentifier();
        options.clientLastTransactionTime();
        options.associatedIp();
        options.statusCode();
        options.baseTime();
        options.startTimeOfState();
        options.queryStartTime();
        options.queryEndTime();
        options.dhcpState();
        options.dataSource();
        options.vss();
        options.hostName();
        options.vendorClass();
        options.userClass();
        options.parameterRequestList();
        ClientFqdn fqdn = options.clientFqdn();
        if (fqdn != null) {
            fqdn.domainName();
        }
        RelayAgentInformation relay = options.relayAgentInformation();
        if (relay != null) {
            relay.linkSelection();
            relay.serverIdentifierOverride();
            relay.flags();
            relay.vss();
        }
    }
}
