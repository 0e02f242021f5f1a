package net.leasequery.simulator.lease;

import java.util.Objects;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 client. Null means "never reported".
 *
 * @param hardwareType ARP hardware type, 1 for Ethernet; 0 to 255
 * @param hardwareAddress link-layer address, at most 16 octets; may be empty
 * @param clientId client-identifier (option 61) as the client sent it
 * @param hostname host name (option 12)
 * @param fqdn fully qualified name (option 81)
 * @param vendorClass vendor class (option 60) as text
 * @param userClass user class (option 77, RFC 3004), a single class as text
 */
public record Ipv4Client(
        int hardwareType,
        Octets hardwareAddress,
        @Nullable Octets clientId,
        @Nullable String hostname,
        @Nullable String fqdn,
        @Nullable String vendorClass,
        @Nullable String userClass)
        implements Client {

    private static final int ETHERNET = 1;

    private static final int LONGEST_HARDWARE_ADDRESS = 16;

    /**
     * Checks what the wire can carry.
     *
     * @throws IllegalArgumentException if the hardware type or address does not fit the DHCP header
     */
    public Ipv4Client {
        Objects.requireNonNull(hardwareAddress, "hardwareAddress");
        if (hardwareType < 0 || hardwareType > 255) {
            throw new IllegalArgumentException("hardware type " + hardwareType + " is not one octet");
        }
        if (hardwareAddress.length() > LONGEST_HARDWARE_ADDRESS) {
            throw new IllegalArgumentException(
                    "hardware address of " + hardwareAddress.length() + " octets; at most 16 fit the header");
        }
    }

    /**
     * A client of which only the Ethernet address is known.
     *
     * @param mac as {@code aa:bb:cc:dd:ee:ff}
     */
    public static Ipv4Client ethernet(String mac) {
        return new Ipv4Client(ETHERNET, Octets.ofHex(mac.replace(":", "")), null, null, null, null, null);
    }

    /** The same client with this client-identifier. */
    public Ipv4Client withClientId(Octets newClientId) {
        return new Ipv4Client(hardwareType, hardwareAddress, newClientId, hostname, fqdn, vendorClass, userClass);
    }

    /** The same client with this host name. */
    public Ipv4Client withHostname(String newHostname) {
        return new Ipv4Client(hardwareType, hardwareAddress, clientId, newHostname, fqdn, vendorClass, userClass);
    }

    /** The same client with this fully qualified name. */
    public Ipv4Client withFqdn(String newFqdn) {
        return new Ipv4Client(hardwareType, hardwareAddress, clientId, hostname, newFqdn, vendorClass, userClass);
    }

    /** The same client with these classes. */
    public Ipv4Client withClasses(@Nullable String newVendorClass, @Nullable String newUserClass) {
        return new Ipv4Client(hardwareType, hardwareAddress, clientId, hostname, fqdn, newVendorClass, newUserClass);
    }
}
