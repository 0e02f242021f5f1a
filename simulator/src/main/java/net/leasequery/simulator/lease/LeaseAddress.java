package net.leasequery.simulator.lease;

import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.option.Ipv6Prefix;

/** What is leased: an address or a prefix. The text form is canonical. */
public sealed interface LeaseAddress extends Comparable<LeaseAddress> {

    /** Whether it is an address or a prefix, and of which kind. */
    LeaseType type();

    /**
     * Reads {@code 10.0.0.5}, {@code 2001:db8::5} or {@code 2001:db8:1::/48}. An IPv6 address is taken for a
     * non-temporary one.
     *
     * @throws IllegalArgumentException if the text has none of these forms
     */
    static LeaseAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            return new V4(Ipv4Address.parse(text));
        }
        return text.indexOf('/') < 0
                ? new V6(LeaseType.NA, Ipv6Prefix.parse(text + "/" + Ipv6Prefix.MAX_LENGTH))
                : new V6(LeaseType.PD, Ipv6Prefix.parse(text));
    }

    /** IPv4 before IPv6, then as unsigned numbers. */
    @Override
    default int compareTo(LeaseAddress other) {
        if (this instanceof V4 one && other instanceof V4 two) {
            return one.address.compareTo(two.address);
        }
        if (this instanceof V6 one && other instanceof V6 two) {
            int byPrefix = one.prefix.compareTo(two.prefix);
            return byPrefix != 0 ? byPrefix : one.type.compareTo(two.type);
        }
        return this instanceof V4 ? -1 : 1;
    }

    /** An IPv4 address. */
    record V4(Ipv4Address address) implements LeaseAddress {

        @Override
        public LeaseType type() {
            return LeaseType.V4;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * An IPv6 address or prefix.
     *
     * @param type NA, TA or PD
     * @param prefix of 128 bits if it is an address
     */
    record V6(LeaseType type, Ipv6Prefix prefix) implements LeaseAddress {

        @Override
        public String toString() {
            return type == LeaseType.PD ? prefix.toString() : prefix.address().toString();
        }
    }
}
