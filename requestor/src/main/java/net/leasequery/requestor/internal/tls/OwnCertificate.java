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
 * The requestor's private key with its certificate chain.
 *
 * @param chain the requestor's certificate first
 */
public record OwnCertificate(PrivateKey key, List<X509Certificate> chain) {

    private static final byte[] PROBE = {'l', 'e', 'a', 's', 'e'};

    /** Makes the chain immutable. */
    public OwnCertificate {
        chain = List.copyOf(chain);
    }

    /** Returns the earliest expiry in the chain. */
    Instant expiry() {
        return expiry(chain);
    }

    /** Returns the earliest expiry of these certificates. */
    static Instant expiry(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Returns in words why a careful server would refuse these certificates; empty if there is no reason. The required
     * strength is the same as for server certificates (RFC 9325 section 4.5).
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

    /** The signature of a root is not relied on. */
    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Whether the key belongs to the certificate, tested by a signature. */
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
            // The keys are of different types.
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
