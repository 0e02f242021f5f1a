package net.leasequery.simulator.lease;

import net.leasequery.codec.v6.option.Duid;
import org.jspecify.annotations.Nullable;

/**
 * An IPv6 client with one of its identity associations. Null means "never reported".
 *
 * @param duid what identifies the client
 * @param iaid the client's number for the identity association, 0..2<sup>32</sup>-1
 * @param fqdn fully qualified name (option 39)
 * @param vendorClass vendor class (option 16), a single class as text
 * @param userClass user class (option 15), a single class as text
 */
public record Ipv6Client(
        Duid duid,
        long iaid,
        @Nullable String fqdn,
        @Nullable String vendorClass,
        @Nullable String userClass) implements Client {

    /** Enterprise number of every vendor class: CableLabs. */
    public static final long VENDOR_ENTERPRISE = 4491;

    /** A client of which only the DUID is known, with its first identity association. */
    public static Ipv6Client of(Duid duid) {
        return new Ipv6Client(duid, 1, null, null, null);
    }

    /** The same client with another identity association. */
    public Ipv6Client withIaid(long newIaid) {
        return new Ipv6Client(duid, newIaid, fqdn, vendorClass, userClass);
    }

    /** The same client with this fully qualified name. */
    public Ipv6Client withFqdn(String newFqdn) {
        return new Ipv6Client(duid, iaid, newFqdn, vendorClass, userClass);
    }

    /** The same client with these classes. */
    public Ipv6Client withClasses(@Nullable String newVendorClass, @Nullable String newUserClass) {
        return new Ipv6Client(duid, iaid, fqdn, newVendorClass, newUserClass);
    }
}
