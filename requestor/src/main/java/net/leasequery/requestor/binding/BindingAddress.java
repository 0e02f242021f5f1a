package net.leasequery.requestor.binding;

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

    /** A VPN as text: its name or, if it has none, its identifier in hex; null for the global one. */
    public static @Nullable String vpn(@Nullable VirtualSubnet subnet) {
        if (subnet == null || subnet.isGlobal()) {
            return null;
        }
        String name = subnet.name();
        return name == null ? subnet.information().toHex() : name;
    }
}
