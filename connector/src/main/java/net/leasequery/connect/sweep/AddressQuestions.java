package net.leasequery.connect.sweep;

import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.LeaseType;
import org.jspecify.annotations.Nullable;

/** Which single bindings a DHCPv6 server can be asked for, and how. */
public final class AddressQuestions {

    private final boolean allowed;
    private final VpnScope vpns;

    /**
     * @param allowed whether Bulk Leasequery may be used at all
     * @param vpn that queries name; null for the default one
     */
    public AddressQuestions(boolean allowed, @Nullable VirtualSubnet vpn) {
        this.allowed = allowed;
        this.vpns = new VpnScope(vpn);
    }

    /**
     * The query about a binding. A delegated prefix is asked for by its address: the server looks for the client that
     * holds a prefix that contains it (RFC 5007 section 4.1.2.1).
     *
     * @param key of the binding in {@link BoundTable}
     * @return null if the server cannot be asked for it
     */
    @Nullable
    BulkQuery about(String key) {
        String text = TableKey.address(key);
        if (!allowed || !vpns.includes(new BindingAddress(LeaseType.NA, text, null, TableKey.vpn(key)))) {
            return null;
        }
        int slash = text.indexOf('/');
        try {
            return BulkQuery.ByAddress.of(slash < 0 ? text : text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            // Such an address stands in no record of ours, but what was read back may have been written by anybody.
            return null;
        }
    }
}
