package net.leasequery.connect.table;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The header {@value #NAME} of a binding record: a {@link Fingerprint} and its source as one text,
 *
 * <pre>lqt1(server,family,leaseType,address,vpn,state,digest,expiry,lastTransaction,stateStart,covered)</pre>
 *
 * with times in seconds since 1970 and nothing where a value is absent. The VPN is percent-encoded, and no other field
 * needs encoding, so no header converter has a reason to escape anything: the text stands unchanged inside whatever the
 * converter writes around a string, and is searched for there.
 *
 * <p>The text of a DHCPv6 binding continues with {@code lqd1(client,link)}, the numbers of its {@link Details} in hex.
 * If the server has changed, {@code lqs1(changes)} follows, with the number of changes when the record was created.
 * Versions that do not know these parts stop reading before them.
 */
public final class FingerprintHeader {

    /** Name of the header. */
    public static final String NAME = "leasequery.table";

    private static final String TABLE = "lqt";
    private static final String DETAILS = "lqd";
    private static final String SERVER_CHANGES = "lqs";
    private static final int CURRENT_VERSION = 1;
    private static final int FIELDS = 11;
    private static final int FIELDS_OF_DETAILS = 2;
    /** A larger number was not written by this connector. */
    private static final long MOST_SERVER_CHANGES = 999_999_999;

    private static final Pattern LIKE_RFC_2685 = Pattern.compile("[0-9a-f]{14}");
    private static final String COVERED = "c";

    private FingerprintHeader() {}

    /**
     * The content of a header.
     *
     * @param server name of the server that the binding is of
     * @param family protocol spoken to it, as in the source partition
     * @param fingerprint of the binding
     * @param outdated whether an earlier version wrote the record under a key that this one does not use
     * @param serverChanges how often a different server had begun to answer under the name when the record was created
     */
    public record Content(String server, String family, Fingerprint fingerprint, boolean outdated, long serverChanges) {

        /** The content of the header of a record whose key is up to date. */
        public Content(String server, String family, Fingerprint fingerprint) {
            this(server, family, fingerprint, false, 0);
        }

        /**
         * Returns the same content for a record whose key has an empty text as VPN, which the header cannot distinguish
         * from no VPN.
         */
        public Content withEmptyVpn() {
            return new Content(server, family, fingerprint.withVpn(""), true, serverChanges);
        }

        /** Whether the record is of a binding of this source partition. */
        public boolean isOf(SourcePartition source) {
            return server.equals(source.server()) && family.equals(source.familyName());
        }
    }

    /** Returns the header text for a binding of {@code source}, whose server has never changed. */
    public static String write(SourcePartition source, Fingerprint fingerprint) {
        return write(source, fingerprint, 0);
    }

    /**
     * Returns the header text for a binding of {@code source}.
     *
     * @param serverChanges how often a different server has begun to answer under that name
     */
    public static String write(SourcePartition source, Fingerprint fingerprint, long serverChanges) {
        BindingAddress address = fingerprint.address();
        return TABLE + CURRENT_VERSION + "("
                + String.join(
                        ",",
                        source.server(),
                        source.familyName(),
                        address.leaseType().name(),
                        address.text(),
                        vpn(address.vpn()),
                        fingerprint.state().name(),
                        Long.toHexString(fingerprint.digest()),
                        seconds(fingerprint.expiry()),
                        seconds(fingerprint.lastTransaction()),
                        seconds(fingerprint.stateStart()),
                        fingerprint.covered() ? COVERED : "")
                + ")"
                + details(fingerprint.details())
                + (serverChanges == 0 ? "" : SERVER_CHANGES + CURRENT_VERSION + "(" + serverChanges + ")");
    }

    /**
     * Earlier versions wrote a VPN of RFC 2685 as 14 hexadecimal digits. If the name of a VPN looks like that, its
     * first digit is percent-encoded here. Earlier versions would not have encoded it, but can decode it.
     */
    private static String vpn(@Nullable String vpn) {
        if (vpn == null) {
            return "";
        }
        return LIKE_RFC_2685.matcher(vpn).matches()
                ? "%" + Integer.toHexString(vpn.charAt(0)) + vpn.substring(1)
                : URLEncoder.encode(vpn, StandardCharsets.UTF_8);
    }

    /** Whether this version would write the VPN differently, so that the record has an outdated key. */
    private static boolean isOutdated(String encodedVpn) {
        return !encodedVpn.isEmpty()
                && (LIKE_RFC_2685.matcher(encodedVpn).matches()
                        || !BindingAddress.isVpnText(URLDecoder.decode(encodedVpn, StandardCharsets.UTF_8)));
    }

    private static String details(Details details) {
        return details.link() == 0
                ? ""
                : DETAILS + CURRENT_VERSION + "(" + Long.toHexString(details.client()) + ","
                        + Long.toHexString(details.link()) + ")";
    }

    /**
     * Finds and parses the text in the output of a header converter.
     *
     * @throws UnreadableHeaderException if it is not there, or was written by a later version
     */
    public static Content read(byte @Nullable [] header) {
        String text = header == null ? "" : new String(header, StandardCharsets.UTF_8);
        HeaderFields fields = HeaderFields.find(text, TABLE, 0);
        if (fields == null) {
            throw new UnreadableHeaderException("has no " + NAME + " text in it; header.converter must keep strings"
                    + " readable, as SimpleHeaderConverter (the default), StringConverter and JsonConverter do");
        }
        if (fields.version() != CURRENT_VERSION) {
            throw new UnreadableHeaderException("is of version " + fields.version()
                    + ", written by a later version of the connector; this one reads " + CURRENT_VERSION);
        }
        if (fields.count() != FIELDS) {
            throw new UnreadableHeaderException("has " + fields.count() + " fields instead of " + FIELDS);
        }
        try {
            return content(fields, text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableHeaderException("has a field that cannot be read: " + e.getMessage());
        }
    }

    private static Content content(HeaderFields fields, String text) {
        String server = fields.text();
        String family = fields.text();
        LeaseType type = LeaseType.valueOf(fields.text());
        String address = fields.text();
        String vpn = fields.text();
        Fingerprint fingerprint = new Fingerprint(
                address(type, address, vpn.isEmpty() ? null : URLDecoder.decode(vpn, StandardCharsets.UTF_8)),
                BindingState.valueOf(fields.text()),
                fields.hex(),
                fields.time(),
                fields.time(),
                fields.time(),
                COVERED.equals(fields.text()),
                readDetails(text, fields.end()));
        return new Content(server, family, fingerprint, isOutdated(vpn), readServerChanges(text, fields.end()));
    }

    private static Details readDetails(String text, int from) {
        HeaderFields found = HeaderFields.find(text, DETAILS, from);
        return found == null || found.version() != CURRENT_VERSION || found.count() != FIELDS_OF_DETAILS
                ? Details.UNKNOWN
                : new Details(found.hex(), found.hex(), 0);
    }

    private static long readServerChanges(String text, int from) {
        HeaderFields found = HeaderFields.find(text, SERVER_CHANGES, from);
        if (found == null || found.version() != CURRENT_VERSION) {
            return 0;
        }
        long changes = found.decimal();
        return changes < 0 || changes > MOST_SERVER_CHANGES ? 0 : changes;
    }

    /** The text of a delegated prefix includes its length. */
    static BindingAddress address(LeaseType type, String text, @Nullable String vpn) {
        int slash = text.indexOf('/');
        return new BindingAddress(type, text, slash < 0 ? null : Integer.valueOf(text.substring(slash + 1)), vpn);
    }

    private static String seconds(@Nullable ServerTime time) {
        return time == null ? "" : Long.toString(time.epochSecond());
    }
}
