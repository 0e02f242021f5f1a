package net.leasequery.connect.sweep;

import java.util.Objects;
import net.leasequery.requestor.settings.BulkQuery;
import org.jspecify.annotations.Nullable;

/** Which single bindings a DHCPv6 server can be asked for, and how. */
public final class AddressQuestions {

    private final boolean allowed;
    private final @Nullable String vpn;

    /**
     * @param allowed whether Bulk Leasequery may be used at all
     * @param vpn that queries are about; null for the global one
     */
    public AddressQuestions(boolean allowed, @Nullable String vpn) {
        this.allowed = allowed;
        this.vpn = vpn;
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
        if (!allowed || !Objects.equals(vpn, BoundTable.vpn(key))) {
            return null;
        }
        String text = BoundTable.text(key);
        int slash = text.indexOf('/');
        try {
            return BulkQuery.ByAddress.of(slash < 0 ? text : text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            // Such an address stands in no record of ours, but what was read back may have been written by anybody.
            return null;
        }
    }
}
