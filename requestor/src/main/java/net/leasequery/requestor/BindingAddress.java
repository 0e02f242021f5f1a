package net.leasequery.requestor;

import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * What a binding is about. Whether two bindings are the same one is a question for their {@link #key}, never for
 * this record: the lease type may differ.
 *
 * @param leaseType kind of lease
 * @param text dotted IPv4 address, IPv6 address in RFC 5952 form, or delegated prefix as
 *     {@code 2001:db8:1::/48}
 * @param prefixLength of a delegated prefix; null for an address
 * @param vpn VPN that the address belongs to (RFC 6607); null for the global, default one
 */
public record BindingAddress(
        LeaseType leaseType,
        String text,
        @Nullable Integer prefixLength,
        @Nullable String vpn) {

    /** The identity of the binding; with the server's name it is the Kafka key. */
    public BindingKey key() {
        return new BindingKey(vpn, text);
    }

    /**
     * A VPN as text: its name, or {@code rfc2685:} and its identifier in hexadecimal; null for the global one. No
     * two VPNs have the same text.
     */
    public static @Nullable String vpn(@Nullable VirtualSubnet subnet) {
        return subnet == null || subnet.isGlobal() ? null : VpnText.of(subnet);
    }

    /** Whether {@link #vpn} may give this text. Earlier versions wrote some VPNs otherwise. */
    public static boolean isVpnText(String text) {
        return VpnText.isWritten(text);
    }

    /** Whether an address can belong to this VPN: not to all of them, nor to one that is named and has no name. */
    public static boolean canBelongTo(@Nullable VirtualSubnet subnet) {
        return subnet == null || VpnText.isOneVpn(subnet);
    }
}
