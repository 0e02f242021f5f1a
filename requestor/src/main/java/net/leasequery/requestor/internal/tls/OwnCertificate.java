package net.leasequery.requestor.internal.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Our private key with its certificate chain.
 *
 * @param chain our certificate first
 */
public record OwnCertificate(PrivateKey key, List<X509Certificate> chain) {

    private static final byte[] PROBE = {'l', 'e', 'a', 's', 'e'};

    /** Makes the chain immutable. */
    public OwnCertificate {
        chain = List.copyOf(chain);
    }

    /** The moment at which the first certificate of the chain expires. */
    Instant expiry() {
        return expiry(chain);
    }

    /** The moment at which the first of these certificates expires. */
    static Instant expiry(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whether the key is that of the certificate, shown by a signature. */
    boolean matches() {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm(), BouncyCastle.CRYPTO);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(chain.get(0).getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Keys of two different kinds.
            return false;
        }
    }

    private String signatureAlgorithm() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
