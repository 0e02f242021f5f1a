package net.leasequery.requestor.internal.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The certificates from a server's own to a trusted authority, each signed by the next. Whether each was allowed to
 * sign and is still valid is not checked here.
 *
 * @param certificates the server's first, the trusted one last; one alone if the server's own is trusted
 */
record ServerPath(List<X509Certificate> certificates) {

    ServerPath {
        certificates = List.copyOf(certificates);
    }

    /**
     * Looks for a path. Each certificate that was sent is visited once, so that a server cannot cause more signature
     * checks than the square of their number.
     *
     * @param sent by the server, its own first; not empty
     * @return null if no signature leads to a trusted certificate
     */
    static @Nullable ServerPath find(X509Certificate[] sent, List<X509Certificate> trusted) {
        List<X509Certificate> path = new ArrayList<>(List.of(sent[0]));
        Set<X509Certificate> seen = new HashSet<>(path);
        return leadsToTrust(path, seen, sent, trusted) ? new ServerPath(path) : null;
    }

    /** Returns the server's own certificate. */
    X509Certificate server() {
        return certificates.get(0);
    }

    /** Returns the trusted certificate. */
    X509Certificate anchor() {
        return certificates.get(certificates.size() - 1);
    }

    /** Returns all certificates that are trusted only through another one; the server's own in any case. */
    List<X509Certificate> vouchedFor() {
        return certificates.subList(0, Math.max(1, certificates.size() - 1));
    }

    private static boolean leadsToTrust(
            List<X509Certificate> path,
            Set<X509Certificate> seen,
            X509Certificate[] sent,
            List<X509Certificate> trusted) {
        X509Certificate last = path.get(path.size() - 1);
        if (trusted.contains(last)) {
            return true;
        }
        for (X509Certificate anchor : trusted) {
            if (hasSigned(anchor, last)) {
                return path.add(anchor);
            }
        }
        for (X509Certificate next : sent) {
            if (!seen.contains(next) && hasSigned(next, last)) {
                seen.add(next);
                path.add(next);
                if (leadsToTrust(path, seen, sent, trusted)) {
                    return true;
                }
                path.remove(path.size() - 1);
            }
        }
        return false;
    }

    private static boolean hasSigned(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey(), BouncyCastle.CRYPTO);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Either not signed by this key, or the key or signature cannot be read: nothing is proved.
            return false;
        }
    }
}
