package net.leasequery.transforms.internal.octets;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attachment of a client, decoded from a circuit-id or interface-id. Three documented formats are supported; other
 * formats are not decoded.
 *
 * <ul>
 *   <li>Cisco Catalyst, in octets: 0, 4, VLAN (2), module, port. Its remote-id is 0, 6, MAC address (6).
 *   <li>Broadband Forum TR-101 section 3.9.3, as text: {@code node eth slot/port[:vlan]}.
 *   <li>Juniper Junos, as text: {@code ge-0/0/4.0:100}, an interface and a VLAN.
 * </ul>
 *
 * @param vlan identifier of the VLAN, 0 to 4095
 * @param port as the device names it: {@code 1/5}, {@code ge-0/0/4.0}
 * @param node name of the access node
 */
record Circuit(
        @Nullable Integer vlan,
        @Nullable String port,
        @Nullable String node) {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final Pattern TR_101 =
            Pattern.compile("(\\S{1,63}) eth ([0-9]{1,3}(?:/[0-9]{1,3}){1,3})(?::([0-9]{1,4}))?");
    private static final Pattern JUNOS = Pattern.compile(
            "((?:[a-z]{2}-[0-9]{1,3}/[0-9]{1,3}/[0-9]{1,3}|ae[0-9]{1,3})(?:\\.[0-9]{1,10})?):([0-9]{1,4})");
    private static final int MOST_VLAN = 4095;
    private static final int LONGEST = 255;

    static @Nullable Circuit read(byte @Nullable [] octets) {
        if (octets == null || octets.length > LONGEST) {
            return null;
        }
        if (isCisco(octets, 4)) {
            int vlan = ((octets[2] & 0xff) << Byte.SIZE) | (octets[3] & 0xff);
            return vlan > MOST_VLAN ? null : new Circuit(vlan, (octets[4] & 0xff) + "/" + (octets[5] & 0xff), null);
        }
        return OctetText.isPrintable(octets) ? ofText(new String(octets, StandardCharsets.US_ASCII)) : null;
    }

    private static @Nullable Circuit ofText(String text) {
        Matcher tr101 = TR_101.matcher(text);
        if (tr101.matches()) {
            String vlan = tr101.group(3);
            return vlan != null && !isVlan(vlan)
                    ? null
                    : new Circuit(
                            vlan == null ? null : (Integer) Integer.parseInt(vlan), tr101.group(2), tr101.group(1));
        }
        Matcher junos = JUNOS.matcher(text);
        return junos.matches() && isVlan(junos.group(2))
                ? new Circuit(Integer.parseInt(junos.group(2)), junos.group(1), null)
                : null;
    }

    private static boolean isVlan(String digits) {
        return Integer.parseInt(digits) <= MOST_VLAN;
    }

    /** Returns the MAC address in a Cisco remote-id; null if the format differs. */
    static @Nullable String remoteHardwareAddress(byte @Nullable [] octets) {
        return octets != null && isCisco(octets, 6) ? COLONS.formatHex(octets, 2, octets.length) : null;
    }

    private static boolean isCisco(byte[] octets, int length) {
        return octets.length == 2 + length && octets[0] == 0 && octets[1] == length;
    }
}
