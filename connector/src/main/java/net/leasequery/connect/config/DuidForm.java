package net.leasequery.connect.config;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/** The permitted forms of a DUID. RFC 8415 section 11, RFC 6355. */
final class DuidForm {

    private static final int TYPE_OCTETS = 2;
    private static final int LONGEST = 128 + TYPE_OCTETS;
    private static final int LINK_LAYER_AND_TIME = 1;
    private static final int ENTERPRISE_NUMBER = 2;
    private static final int LINK_LAYER = 3;
    private static final int UUID = 4;
    private static final int UUID_OCTETS = 16;

    private DuidForm() {}

    /** Returns why these octets are no DUID; null if they are one. A DUID of unknown type may have any content. */
    static @Nullable String flaw(Octets octets) {
        if (octets.length() <= TYPE_OCTETS || octets.length() > LONGEST) {
            return "a DUID has 3 to " + LONGEST + " octets, this one has " + octets.length();
        }
        byte[] duid = octets.toByteArray();
        int type = Byte.toUnsignedInt(duid[0]) << Byte.SIZE | Byte.toUnsignedInt(duid[1]);
        int content = duid.length - TYPE_OCTETS;
        return switch (type) {
            case 0 -> "there is no DUID type 0";
            case LINK_LAYER_AND_TIME ->
                atLeast(
                        content,
                        7,
                        "a DUID of type 1 (link-layer address and time) has a hardware type of 2 octets, a"
                                + " time of 4, and an address");
            case ENTERPRISE_NUMBER ->
                atLeast(content, 5, "a DUID of type 2 has an enterprise number of 4 octets and an identifier");
            case LINK_LAYER ->
                atLeast(
                        content,
                        3,
                        "a DUID of type 3 (link-layer address) has a hardware type of 2 octets and an address");
            case UUID -> content == UUID_OCTETS ? null : "a DUID of type 4 has a UUID of 16 octets";
            default -> null;
        };
    }

    private static @Nullable String atLeast(int octets, int fewest, String form) {
        return octets < fewest ? form : null;
    }
}
