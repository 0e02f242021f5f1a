package net.leasequery.transforms.internal.address;

import org.jspecify.annotations.Nullable;

/**
 * A range of addresses with common first bits, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * @param network lowest address of the range
 * @param length number of bits that all addresses share
 */
public record Subnet(IpAddress network, int length) {

    /**
     * Parses {@code address/length}, or a single address.
     *
     * @throws IllegalArgumentException if the text is not a subnet; the message says what would be valid
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a subnet; write it as 192.0.2.0/24 or 2001:db8::/32");
        }
        int length = slash < 0 ? address.bits() : length(text, text.substring(slash + 1), address.bits());
        IpAddress network = address.truncated(length);
        if (!network.toString().equals(address.toString())) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has bits set after its prefix length; write it as " + network + "/" + length);
        }
        return new Subnet(network, length);
    }

    private static int length(String text, String digits, int bits) {
        int length = -1;
        if (digits.matches("[0-9]{1,3}")) {
            length = Integer.parseInt(digits);
        }
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has no valid prefix length; it must lie between 0 and " + bits);
        }
        return length;
    }

    /** Whether an address, or a whole prefix, lies in this subnet. False for any other text. */
    public boolean contains(@Nullable String addressOrPrefix) {
        if (addressOrPrefix == null) {
            return false;
        }
        int slash = addressOrPrefix.indexOf('/');
        if (slash < 0) {
            IpAddress address = IpAddress.parse(addressOrPrefix);
            return address != null && contains(address);
        }
        IpAddress prefix = IpAddress.parse(addressOrPrefix.substring(0, slash));
        return prefix != null && prefixLength(addressOrPrefix, slash) >= length && contains(prefix);
    }

    private boolean contains(IpAddress address) {
        return address.startsAs(network, length);
    }

    private static int prefixLength(String prefix, int slash) {
        try {
            return Integer.parseInt(prefix, slash + 1, prefix.length(), 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
