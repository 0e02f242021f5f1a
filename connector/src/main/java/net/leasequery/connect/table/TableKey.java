package net.leasequery.connect.table;

import net.leasequery.requestor.BindingKey;
import org.jspecify.annotations.Nullable;

/** A {@link BindingKey} as one text, which takes less memory. The text of an address never contains a blank. */
public final class TableKey {

    private static final char BEFORE_VPN = ' ';

    private TableKey() {}

    /** The key of a binding: its address, and its VPN unless it is in the global one. */
    public static String of(Fingerprint binding) {
        BindingKey key = binding.address().key();
        return key.vpn() == null ? key.address() : key.address() + BEFORE_VPN + key.vpn();
    }

    /** The address in a key. */
    public static String address(String key) {
        int blank = key.indexOf(BEFORE_VPN);
        return blank < 0 ? key : key.substring(0, blank);
    }

    /** The VPN in a key; null for the global one. */
    public static @Nullable String vpn(String key) {
        int blank = key.indexOf(BEFORE_VPN);
        return blank < 0 ? null : key.substring(blank + 1);
    }
}
