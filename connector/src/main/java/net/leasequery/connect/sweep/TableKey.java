package net.leasequery.connect.sweep;

import net.leasequery.requestor.BindingKey;
import org.jspecify.annotations.Nullable;

/** A {@link BindingKey} as one text, which takes less memory. The text of an address never contains a blank. */
final class TableKey {

    private static final char BEFORE_VPN = ' ';

    private TableKey() {}

    static String of(Fingerprint binding) {
        BindingKey key = binding.address().key();
        return key.vpn() == null ? key.address() : key.address() + BEFORE_VPN + key.vpn();
    }

    /** The address in a key. */
    static String address(String key) {
        int blank = key.indexOf(BEFORE_VPN);
        return blank < 0 ? key : key.substring(0, blank);
    }

    /** The VPN in a key; null for the global one. */
    static @Nullable String vpn(String key) {
        int blank = key.indexOf(BEFORE_VPN);
        return blank < 0 ? null : key.substring(blank + 1);
    }
}
