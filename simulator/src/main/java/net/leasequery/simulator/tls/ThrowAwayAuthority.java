package net.leasequery.simulator.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * A certificate authority for tests and trials. Its key exists only in memory and is lost with the process, so that
 * it cannot be used to sign anything else.
 */
public final class ThrowAwayAuthority {

    static final Duration LIFETIME = Duration.ofDays(30);

    private final Identity identity;
    private final KeyKind kind;

    ThrowAwayAuthority(Identity identity, KeyKind kind) {
        this.identity = identity;
        this.kind = kind;
    }

    /** Creates a self-signed authority, valid for 30 days. */
    public static ThrowAwayAuthority create(String commonName, KeyKind kind) {
        return root(commonName, kind).issueAuthority();
    }

    /** Begins to order the certificate of a self-signed authority. */
    public static CertificateOrder root(String commonName, KeyKind kind) {
        return new CertificateOrder(commonName, null, kind);
    }

    /** The certificate to trust, so that all certificates that it issues are trusted. */
    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** Begins to order a certificate for {@code commonName}, with keys of this authority's kind. */
    public CertificateOrder order(String commonName) {
        return new CertificateOrder(commonName, identity, kind);
    }
}
