package net.leasequery.requestor.internal.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
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

    /**
     * Why a server that is careful would refuse these certificates, in words; empty if nothing is against them. The
     * strength is that which is asked of a server's (RFC 9325 section 4.5).
     */
    List<String> flaws(Instant now) {
        List<String> flaws = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            String subject = PeerText.subject(certificate);
            if (certificate.getNotAfter().toInstant().isBefore(now)) {
                flaws.add(subject + " expired at " + certificate.getNotAfter().toInstant());
            } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
                flaws.add(subject + " is not valid before "
                        + certificate.getNotBefore().toInstant());
            }
            String weak = CertificateStrength.weakKey(certificate);
            if (weak != null) {
                flaws.add(subject + " has " + weak);
            }
            String broken = isSelfIssued(certificate) ? null : CertificateStrength.brokenDigest(certificate);
            if (broken != null) {
                flaws.add(subject + " is signed with " + broken);
            }
        }
        return flaws;
    }

    /** Nobody relies on the signature of a root. */
    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
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
