package net.leasequery.simulator.kit;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Dhcpv4OptionsBuilder;
import net.leasequery.codec.v4.OptionCode;

/** Queries as a well-behaved requestor forms them. */
public final class Queries {

    /** Every option that the simulator can answer with. */
    private static final int[] EVERYTHING = {
        OptionCode.HOST_NAME,
        OptionCode.LEASE_TIME,
        OptionCode.RENEWAL_TIME,
        OptionCode.REBINDING_TIME,
        OptionCode.VENDOR_CLASS,
        OptionCode.CLIENT_IDENTIFIER,
        OptionCode.USER_CLASS,
        OptionCode.CLIENT_FQDN,
        OptionCode.RELAY_AGENT_INFORMATION,
        OptionCode.CLIENT_LAST_TRANSACTION_TIME,
        OptionCode.BASE_TIME,
        OptionCode.START_TIME_OF_STATE,
        OptionCode.DHCP_STATE,
        OptionCode.DATA_SOURCE
    };

    private Queries() {}

    /** An Active query for everything, with what {@code more} adds. */
    public static DhcpActiveLeaseQuery active(int xid, Consumer<Dhcpv4OptionsBuilder> more) {
        return new DhcpActiveLeaseQuery(Dhcpv4Header.request(xid), options(more));
    }

    /** An Active query for everything from now on. */
    public static DhcpActiveLeaseQuery active(int xid) {
        return active(xid, options -> {});
    }

    /** A Bulk query for everything of all configured addresses, with what {@code more} adds. */
    public static DhcpBulkLeaseQuery bulk(int xid, Consumer<Dhcpv4OptionsBuilder> more) {
        return new DhcpBulkLeaseQuery(Dhcpv4Header.request(xid), options(more));
    }

    /** A Bulk query for everything of all configured addresses. */
    public static DhcpBulkLeaseQuery bulk(int xid) {
        return bulk(xid, options -> {});
    }

    /** The codes of {@link #active} and {@link #bulk} but one. */
    public static int[] everythingBut(int code) {
        return IntStream.of(EVERYTHING).filter(each -> each != code).toArray();
    }

    private static Dhcpv4Options options(Consumer<Dhcpv4OptionsBuilder> more) {
        Dhcpv4OptionsBuilder options = Dhcpv4Options.builder().parameterRequestList(EVERYTHING);
        more.accept(options);
        return options.build();
    }
}
