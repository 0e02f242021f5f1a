package net.leasequery.requestor.tls;

import java.util.List;
import java.util.Set;

/**
 * How connections are secured. Both sides always present a certificate (RFC 7724 section 8.1).
 *
 * @param keys the requestor's private key and certificate
 * @param trust authorities that the server's certificate may come from
 * @param protocols versions to offer; not empty
 * @param cipherSuites some of {@link CipherSuites#ALLOWED} in order of preference, at least one for each protocol
 * @param verifyHostName whether the server's certificate must name the host that was configured; false lets any server
 *     with a trusted certificate pass for any other
 */
public record TlsSettings(
        KeyMaterial keys,
        TrustMaterial trust,
        Set<TlsProtocol> protocols,
        List<String> cipherSuites,
        boolean verifyHostName) {

    /** Refuses settings with which no connection can succeed, and makes the collections immutable. */
    public TlsSettings {
        protocols = Set.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("no version of TLS");
        }
        if (!CipherSuites.ALLOWED.containsAll(cipherSuites)) {
            throw new IllegalArgumentException("cipher suites other than " + CipherSuites.ALLOWED);
        }
        List<String> suites = cipherSuites;
        for (TlsProtocol protocol : protocols) {
            if (suites.stream().noneMatch(suite -> CipherSuites.fits(suite, protocol))) {
                throw new IllegalArgumentException("no cipher suite for " + protocol.jsseName());
            }
        }
    }

    /** TLS 1.3 and 1.2, all allowed cipher suites, the host name verified. */
    public static TlsSettings of(KeyMaterial keys, TrustMaterial trust) {
        return new TlsSettings(keys, trust, Set.of(TlsProtocol.values()), CipherSuites.ALLOWED, true);
    }
}
