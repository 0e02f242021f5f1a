package net.leasequery.requestor.internal.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import net.leasequery.codec.PrintableText;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.util.encoders.Hex;

/** Names from a certificate that is not verified yet, as text: bounded and printable. */
final class PeerText {

    private static final int LONGEST = 200;

    private PeerText() {}

    static String subject(X509Certificate certificate) {
        return printable(certificate.getSubjectX500Principal().getName());
    }

    static String issuer(X509Certificate certificate) {
        return printable(certificate.getIssuerX500Principal().getName());
    }

    /** Returns an iPAddress name (RFC 5280 section 4.2.1.6) as text. */
    static String address(ASN1Encodable name) {
        byte[] octets = ASN1OctetString.getInstance(name).getOctets();
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            // Neither 4 nor 16 octets.
            return Hex.toHexString(octets);
        }
    }

    static String printable(String text) {
        return PrintableText.of(text, LONGEST);
    }
}
