package net.leasequery.requestor;

import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * The address or prefix that a binding is about. To decide whether two bindings are the same one, compare their {@link
 * #key}, never this record: the lease type may differ.
 *
 * @param leaseType kind of lease
 * @param text dotted IPv4 address, IPv6 address in RFC 5952 form, or delegated prefix as {@code 2001:db8:1::/48}
 * @param prefixLength of a delegated prefix; null for an address
 * @param vpn VPN that the address belongs to (RFC 6607); null for the global, default one
 */
public record BindingAddress(
        LeaseType leaseType,
        String text,
        @Nullable Integer prefixLength,
        @Nullable String vpn) {

    /** Returns the identity of the binding; together with the server's name it is the Kafka key. */
    public BindingKey key() {
        return new BindingKey(vpn, text);
    }

    /**
     * Returns a VPN as text: its name, or {@code rfc2685:} and its identifier in hexadecimal; null for the global one.
     * No two VPNs have the same text.
     */
    public static @Nullable String vpn(@Nullable VirtualSubnet subnet) {
        return subnet == null || subnet.isGlobal() ? null : VpnText.of(subnet);
    }

    /** Whether {@link #vpn} can return this text. Earlier versions wrote some VPNs differently. */
    public static boolean isVpnText(String text) {
        return VpnText.isWritten(text);
    }

    /** Whether an address can belong to this VPN: "all VPNs" and a VPN with an empty name are excluded. */
    public static boolean canBelongTo(@Nullable VirtualSubnet subnet) {
        return subnet == null || VpnText.isOneVpn(subnet);
    }
}
