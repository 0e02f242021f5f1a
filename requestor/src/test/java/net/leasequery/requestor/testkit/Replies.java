package net.leasequery.requestor.testkit;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.DhcpLeaseQueryStatus;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.StatusCode;

/** Answers of a server to one query. */
public record Replies(int xid) {

    private static final Octets MAC = Octets.of(0x02, 0, 0, 0, 0, 0x01);

    public static Replies to(Dhcpv4Message query) {
        return new Replies(query.transactionId());
    }

    /** A lease that changed {@code age} seconds before the message was built. */
    public DhcpLeaseActive active(String address, long baseTime, long age) {
        Dhcpv4Options options = options(baseTime)
                .clientLastTransactionTime(age)
                .startTimeOfState(age)
                .leaseTime(3600)
                .build();
        return new DhcpLeaseActive(header(address), options);
    }

    public DhcpLeaseQueryStatus status(StatusCode code, long baseTime) {
        return new DhcpLeaseQueryStatus(
                Dhcpv4Header.reply(xid), options(baseTime).statusCode(code, "").build());
    }

    public Dhcpv4Header header(String address) {
        return Dhcpv4Header.reply(xid).withCiaddr(Ipv4Address.parse(address)).withHardwareAddress(1, MAC);
    }

    public static Dhcpv4OptionsBuilder options(long baseTime) {
        return Dhcpv4Options.builder().baseTime(baseTime);
    }
}
