package net.leasequery.requestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DhcpServerTest {

    @Test
    void putsBracketsAroundAnIpv6Literal() {
        assertThat(new DhcpServer("east", "2001:db8::1", 547)).hasToString("east ([2001:db8::1]:547)");
        assertThat(new DhcpServer("west", "dhcp.example", 67)).hasToString("west (dhcp.example:67)");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesWhatIsNoPort(int port) {
        assertThatThrownBy(() -> new DhcpServer("east", "dhcp.example", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(port + " is not a TCP port");
    }
}
