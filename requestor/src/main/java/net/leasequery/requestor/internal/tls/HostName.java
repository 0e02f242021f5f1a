package net.leasequery.requestor.internal.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;
import org.jspecify.annotations.Nullable;

/**
 * The host that a server's certificate must have among its subject alternative names: as iPAddress if it is configured
 * by its address, otherwise as dNSName. The common name is ignored. RFC 9525 section 6.
 *
 * @param configured as in the configuration
 * @param address null if it is a name
 */
record HostName(String configured, @Nullable InetAddress address) {

    private static final String WILDCARD = "*.";

    /** Parses the configured host without resolving it. */
    static HostName of(String configured) {
        String unscoped = configured.replaceFirst("%.*", "");
        if (!IPAddress.isValid(unscoped)) {
            return new HostName(configured, null);
        }
        try {
            return new HostName(configured, InetAddress.getByName(unscoped));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(configured + " is not an address", e);
        }
    }

    /** Whether a name is of a type that can identify a host. */
    static boolean isOfAHost(GeneralName name) {
        return name.getTagNo() == GeneralName.dNSName || name.getTagNo() == GeneralName.iPAddress;
    }

    /** Whether one of these subject alternative names is this host. */
    boolean isAmong(GeneralName[] names) {
        return Stream.of(names).anyMatch(this::is);
    }

    private boolean is(GeneralName name) {
        if (address != null) {
            return name.getTagNo() == GeneralName.iPAddress
                    && name.getName() instanceof ASN1OctetString octets
                    && Arrays.equals(octets.getOctets(), address.getAddress());
        }
        return name.getTagNo() == GeneralName.dNSName
                && name.getName() instanceof ASN1IA5String text
                && matches(text.getString().toLowerCase(Locale.ROOT), ascii());
    }

    /** A wildcard stands for one whole label, the first. RFC 9525 section 6.3. */
    private static boolean matches(String presented, String host) {
        if (!presented.startsWith(WILDCARD)) {
            return presented.equals(host);
        }
        String domain = presented.substring(WILDCARD.length());
        int firstDot = host.indexOf('.');
        return domain.indexOf('.') > 0
                && firstDot > 0
                && host.substring(firstDot + 1).equals(domain);
    }

    private String ascii() {
        String absolute = configured.endsWith(".") ? configured.substring(0, configured.length() - 1) : configured;
        return IDN.toASCII(absolute, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }
}
