package net.leasequery.quickstart.table;

import org.jspecify.annotations.Nullable;

/**
 * An address at the one server that is compared.
 *
 * @param vpn null for the global VPN
 * @param address as in the record's key
 */
public record RowKey(@Nullable String vpn, String address) {

    @Override
    public String toString() {
        return vpn == null ? address : address + " in " + vpn;
    }
}
