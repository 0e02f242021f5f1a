package net.leasequery.simulator.kit;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Leasequery;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.OptionRequest;

/** DHCPv6 queries as a well-behaved requestor forms them. */
public final class Dhcpv6Queries {

    public static final Duid REQUESTOR = Duid.ofHex("00030001025e00000001");

    private Dhcpv6Queries() {}

    /** An Active query for everything, with what comes in {@code more}. */
    public static ActiveLeasequery active(int xid, Dhcpv6Option... more) {
        return new ActiveLeasequery(
                xid,
                options(
                        OptionRequest.of(
                                OptionCode.LQ_BASE_TIME,
                                OptionCode.LQ_RELAY_DATA,
                                OptionCode.CLIENT_FQDN,
                                OptionCode.VENDOR_CLASS,
                                OptionCode.USER_CLASS),
                        more));
    }

    /** A Bulk query that asks for the base-time and the relay agents. */
    public static Leasequery bulk(int xid, LqQuery query, Dhcpv6Option... more) {
        List<Dhcpv6Option> all = new ArrayList<>(List.of(more));
        all.add(query.requesting(OptionCode.LQ_RELAY_DATA));
        return new Leasequery(
                xid, options(OptionRequest.of(OptionCode.LQ_BASE_TIME), all.toArray(Dhcpv6Option[]::new)));
    }

    /** The options of a query from an identified requestor. */
    public static Dhcpv6Options options(OptionRequest request, Dhcpv6Option... more) {
        return Dhcpv6Options.of(new ClientIdentifier(REQUESTOR), request).with(more);
    }
}
