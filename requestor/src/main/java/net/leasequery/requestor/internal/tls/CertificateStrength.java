package net.leasequery.requestor.internal.tls;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/**
 * Finds keys and signatures that are too weak to be trusted. RFC 9325 section 4.5 (RSA, MD5, SHA-1), RFC 9155; the
 * bound for curves is that of NIST SP 800-57.
 */
final class CertificateStrength {

    private static final int FEWEST_BITS = 2048;
    private static final int FEWEST_BITS_OF_A_CURVE = 224;

    private static final Map<ASN1ObjectIdentifier, String> BROKEN_DIGESTS = Map.of(
            PKCSObjectIdentifiers.md2, "MD2",
            PKCSObjectIdentifiers.md4, "MD4",
            PKCSObjectIdentifiers.md5, "MD5",
            OIWObjectIdentifiers.idSHA1, "SHA-1",
            TeleTrusTObjectIdentifiers.ripemd128, "RIPEMD-128",
            TeleTrusTObjectIdentifiers.ripemd160, "RIPEMD-160");

    private CertificateStrength() {}

    /** Returns in words what is weak about the key of a certificate; null if nothing is. */
    static @Nullable String weakKey(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            return tooShort("RSA", rsa.getModulus().bitLength(), FEWEST_BITS);
        }
        if (key instanceof DSAPublicKey dsa) {
            return tooShort("DSA", dsa.getParams().getP().bitLength(), FEWEST_BITS);
        }
        return key instanceof ECPublicKey curve
                ? tooShort("EC", curve.getParams().getOrder().bitLength(), FEWEST_BITS_OF_A_CURVE)
                : null;
    }

    /** Does the same as {@link #brokenDigest(X509CertificateHolder)}. */
    static @Nullable String brokenDigest(X509Certificate certificate) {
        try {
            return brokenDigest(new JcaX509CertificateHolder(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed has an encoding", e);
        }
    }

    /** Returns the name of the digest of a certificate's signature if it is a broken one; otherwise null. */
    static @Nullable String brokenDigest(X509CertificateHolder certificate) {
        AlgorithmIdentifier digest =
                new DefaultDigestAlgorithmIdentifierFinder().find(certificate.getSignatureAlgorithm());
        return digest == null ? null : BROKEN_DIGESTS.get(digest.getAlgorithm());
    }

    private static @Nullable String tooShort(String algorithm, int bits, int fewest) {
        return bits < fewest ? "an " + algorithm + " key of " + bits + " bits, and " + fewest + " are needed" : null;
    }
}
