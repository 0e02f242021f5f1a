package net.leasequery.requestor;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * The client that holds the binding or, for an address that is not leased, held it last. Absent values are null.
 *
 * @param hardwareAddress link-layer address
 * @param clientId DHCPv4 client-identifier (option 61) as sent
 * @param duid DHCPv6 unique identifier as sent
 * @param iaid DHCPv6 identity association, unsigned 32 bit
 * @param hostname host name that the client gave (option 12)
 * @param fqdn fully qualified name (option 81, DHCPv6 option 39)
 * @param vendorClass vendor class as text
 * @param userClass user class as text
 */
public record Client(
        @Nullable HardwareAddress hardwareAddress,
        @Nullable Octets clientId,
        @Nullable Octets duid,
        @Nullable Long iaid,
        @Nullable String hostname,
        @Nullable String fqdn,
        @Nullable String vendorClass,
        @Nullable String userClass) {

    /** Nothing is known of the client. */
    public static final Client UNKNOWN = new Client(null, null, null, null, null, null, null, null);
}
