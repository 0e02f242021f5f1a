package net.leasequery.connect.readback;

import java.nio.charset.StandardCharsets;
import net.leasequery.connect.table.FingerprintHeader;
import org.jspecify.annotations.Nullable;

/**
 * Finds record keys whose VPN is an empty string. Earlier versions wrote such keys, and the header
 * {@value FingerprintHeader#NAME} does not distinguish them from keys without a VPN, so the octets of the key are
 * checked. Supports the formats of the Avro, JSON and string converters; with another converter such a key is not found
 * and its row stays.
 */
final class EmptyVpnKey {

    private static final String IN_JSON = "\"vpn\":\"\"";
    private static final String IN_TEXT = ",vpn=,";
    private static final int AVRO_TEXT = 2;
    private static final int AVRO_EMPTY = 0;

    private EmptyVpnKey() {}

    /**
     * Whether this key has an empty VPN.
     *
     * @param address text of the address in the key
     */
    static boolean is(byte @Nullable [] key, String address) {
        if (key == null) {
            return false;
        }
        String text = new String(key, StandardCharsets.ISO_8859_1);
        return text.contains(IN_JSON) || text.contains(IN_TEXT) || isInAvro(key, address);
    }

    /** The key ends with VPN and address: the union branch, the empty text, and the address with its length. */
    private static boolean isInAvro(byte[] key, String address) {
        int addressAt = key.length - address.length();
        int vpnAt = addressAt - 1 - 2;
        return vpnAt >= 0
                && key[vpnAt] == AVRO_TEXT
                && key[vpnAt + 1] == AVRO_EMPTY
                && key[addressAt - 1] == 2 * address.length()
                && new String(key, addressAt, address.length(), StandardCharsets.US_ASCII).equals(address);
    }
}
