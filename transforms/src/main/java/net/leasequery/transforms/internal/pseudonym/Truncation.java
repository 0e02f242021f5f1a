package net.leasequery.transforms.internal.pseudonym;

import net.leasequery.transforms.internal.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a value to the part that many clients share.
 *
 * @param ipv4Length number of bits of an IPv4 address that stay
 * @param ipv6Length number of bits of an IPv6 address or prefix that stay
 */
public record Truncation(int ipv4Length, int ipv6Length) {

    private static final String SAME_FOR_ALL = ":00:00:00";
    private static final int OUI_TEXT = 8;

    /** Returns the network of an address, or a prefix shortened to the bits that stay. Null for any other text. */
    @Nullable
    String address(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int stays = address.isIpv4() ? ipv4Length : ipv6Length;
        if (slash < 0) {
            return address.truncated(stays).toString();
        }
        int length = Math.min(stays, Integer.parseInt(text.substring(slash + 1)));
        return address.truncated(length) + "/" + length;
    }

    /** Returns the vendor's half of a MAC address, followed by zeros; null for any other text. */
    static @Nullable String mac(String text) {
        return text.length() == OUI_TEXT + SAME_FOR_ALL.length() ? text.substring(0, OUI_TEXT) + SAME_FOR_ALL : null;
    }

    /** Returns a name without its first label; null if there is no other label. */
    static @Nullable String name(String text) {
        int dot = text.indexOf('.');
        return dot < 0 || dot == text.length() - 1 ? null : text.substring(dot + 1);
    }
}
