package net.leasequery.transforms.internal.octets;

import java.time.Instant;
import java.util.HexFormat;
import net.leasequery.transforms.internal.binding.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A DUID of one of the defined kinds (RFC 8415 section 11, RFC 6355). A DUID of another kind, or one that is too short
 * for its kind, is not decoded.
 *
 * @param kind LLT, EN, LL or UUID
 * @param hardwareAddress of LLT and LL, as {@code aa:bb:cc:dd:ee:ff}
 * @param time of LLT: when the DUID was made, ISO 8601
 * @param enterprise of EN
 * @param uuid of UUID
 */
record Duid(
        String kind,
        @Nullable String hardwareAddress,
        @Nullable String time,
        @Nullable Long enterprise,
        @Nullable String uuid) {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final HexFormat HEX = HexFormat.of();
    private static final int LLT = 1;
    private static final int EN = 2;
    private static final int LL = 3;
    private static final int UUID = 4;
    private static final int UUID_OCTETS = 18;
    private static final int LL_HEADER = 4;
    private static final int LLT_HEADER = 8;

    /** Seconds from 1970 to 2000, the epoch of a DUID's time. */
    private static final long EPOCH_2000 = 946_684_800L;

    /** Returns the DUID of a binding: the field {@code duid}, else the DUID in a {@code clientId} of RFC 4361. */
    static @Nullable Duid ofBinding(Fields binding) {
        byte[] duid = binding.octets("duid");
        return read(duid == null ? ClientId.duid(binding.octets("clientId")) : duid);
    }

    static @Nullable Duid read(byte @Nullable [] octets) {
        if (octets == null || octets.length <= LL_HEADER) {
            return null;
        }
        return switch (((octets[0] & 0xff) << Byte.SIZE) | (octets[1] & 0xff)) {
            case LLT -> octets.length > LLT_HEADER ? linkLayerWithTime(octets) : null;
            case EN ->
                octets.length > 2 + 4 ? new Duid("EN", null, null, EnterpriseNumbers.read(octets, 2), null) : null;
            case LL -> new Duid("LL", COLONS.formatHex(octets, LL_HEADER, octets.length), null, null, null);
            case UUID -> octets.length == UUID_OCTETS ? new Duid("UUID", null, null, null, uuid(octets)) : null;
            default -> null;
        };
    }

    private static Duid linkLayerWithTime(byte[] octets) {
        Instant made = Instant.ofEpochSecond(EPOCH_2000 + EnterpriseNumbers.read(octets, LL_HEADER));
        return new Duid("LLT", COLONS.formatHex(octets, LLT_HEADER, octets.length), made.toString(), null, null);
    }

    private static String uuid(byte[] octets) {
        String hex = HEX.formatHex(octets, 2, UUID_OCTETS);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    /** Returns the enterprise's name; null if the kind is not EN, or the enterprise is not a common one. */
    @Nullable
    String enterpriseName() {
        return enterprise == null ? null : EnterpriseNumbers.name(enterprise);
    }
}
