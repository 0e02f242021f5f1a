package net.leasequery.simulator.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * A certificate authority for tests and trials. Its key exists in memory only and is gone with the process,
 * so that nobody can ever use it to vouch for anything else.
 */
public final class ThrowAwayAuthority {

    static final Duration LIFETIME = Duration.ofDays(30);

    private final Identity identity;
    private final KeyKind kind;

    ThrowAwayAuthority(Identity identity, KeyKind kind) {
        this.identity = identity;
        this.kind = kind;
    }

    /** An authority of its own, valid for 30 days. */
    public static ThrowAwayAuthority create(String commonName, KeyKind kind) {
        return root(commonName, kind).issueAuthority();
    }

    /** Begins to order the certificate of an authority that nobody vouches for but itself. */
    public static CertificateOrder root(String commonName, KeyKind kind) {
        return new CertificateOrder(commonName, null, kind);
    }

    /** What has to be trusted, so that all that it issues is. */
    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** Begins to order a certificate for {@code commonName}, with keys of this authority's kind. */
    public CertificateOrder order(String commonName) {
        return new CertificateOrder(commonName, identity, kind);
    }
}
