package net.leasequery.connect.config;

import java.util.regex.Pattern;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code vpn.id}: the VPN of the queries. RFC 6607 section 3.5; all VPNs by RFC 6926 section 6.2.9. */
final class VpnId implements ConfigDef.Validator {

    private static final String ALL = "*";
    private static final String GLOBAL = "global";
    private static final String NAME_PREFIX = "name:";
    private static final String RFC_2685_PREFIX = "rfc2685:";

    /** The option's length is one octet in DHCPv4, and one octet of its value is the type. */
    private static final int LONGEST_NAME = 254;

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");
    private static final Pattern RFC_2685 = Pattern.compile("[0-9A-Fa-f]{14}");

    private static final String EXPECTED = "expected * for all VPNs, global for the default one, the name of a VPN"
            + " (name:<name> if it has a colon or looks like one of the other forms), or an RFC 2685 VPN-ID as"
            + " rfc2685:<14 hexadecimal digits>";

    /**
     * Returns the VPN for a value.
     *
     * @param key configuration key, for messages
     * @throws ConfigException that gives a correct form
     */
    static VirtualSubnet parse(String key, String value) {
        String text = value.strip();
        if (text.equals(ALL)) {
            return VirtualSubnet.ALL;
        }
        if (text.equalsIgnoreCase(GLOBAL)) {
            return VirtualSubnet.GLOBAL;
        }
        if (text.startsWith(NAME_PREFIX)) {
            return named(key, value, text.substring(NAME_PREFIX.length()));
        }
        boolean prefixed = text.startsWith(RFC_2685_PREFIX);
        String id = prefixed ? text.substring(RFC_2685_PREFIX.length()) : text;
        if (RFC_2685.matcher(id).matches()) {
            return VirtualSubnet.rfc2685(Octets.ofHex(id));
        }
        if (prefixed || text.contains(":")) {
            throw new ConfigException(key, value, EXPECTED);
        }
        return named(key, value, text);
    }

    /**
     * Returns the same text for all spellings of a VPN; null for the default VPN, whether or not it was named. The text
     * is stored in offsets and must not change.
     */
    static @Nullable String canonical(@Nullable VirtualSubnet vpn) {
        if (vpn == null || vpn.isGlobal()) {
            return null;
        }
        if (vpn.type() == VirtualSubnet.TYPE_ALL) {
            return ALL;
        }
        String name = vpn.name();
        return name == null ? RFC_2685_PREFIX + vpn.information().toHex() : NAME_PREFIX + name;
    }

    private static VirtualSubnet named(String key, String value, String name) {
        if (!PRINTABLE.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new ConfigException(
                    key, value, EXPECTED + "; a name has 1 to " + LONGEST_NAME + " printable ASCII characters");
        }
        return VirtualSubnet.named(name);
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null) {
            VirtualSubnet unused = parse(key, value.toString());
        }
    }

    @Override
    public String toString() {
        return "*, global, name of a VPN, rfc2685:<14 hexadecimal digits>";
    }
}
