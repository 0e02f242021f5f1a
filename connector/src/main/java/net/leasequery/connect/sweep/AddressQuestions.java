package net.leasequery.connect.sweep;

import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.TableKey;
import net.leasequery.connect.table.VpnScope;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.LeaseType;
import org.jspecify.annotations.Nullable;

/** Which single bindings a DHCPv6 server can be queried for, and with which query. */
public final class AddressQuestions {

    private final boolean allowed;
    private final VpnScope vpns;

    /**
     * @param allowed whether Bulk Leasequery may be used at all
     * @param vpn VPN that the queries name; null for the default VPN
     */
    public AddressQuestions(boolean allowed, @Nullable VirtualSubnet vpn) {
        this.allowed = allowed;
        this.vpns = new VpnScope(vpn);
    }

    /**
     * Returns the query for a binding. A delegated prefix is queried by its address: the server looks for the client
     * that holds a prefix containing that address (RFC 5007 section 4.1.2.1).
     *
     * @param key of the binding in {@link BoundTable}
     * @return null if the server cannot be queried for the binding
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
            // The connector never writes such an address, but anybody can write to the topic that was read back.
            return null;
        }
    }
}
