package net.leasequery.requestor.internal.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and certificates of a TLS session.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite name in the IANA registry
 * @param server subject of the server's certificate
 * @param serverExpiry earliest expiry in the server's chain
 * @param ownCertificateShown false if the server asked for no certificate, although it should (RFC 7724 section 8.1)
 */
public record TlsSession(
        String protocol, String cipherSuite, String server, Instant serverExpiry, boolean ownCertificateShown) {

    /** Describes the session of an engine whose handshake is complete. */
    public static TlsSession of(SSLSession session) {
        try {
            var chain = Stream.of(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
            return new TlsSession(
                    session.getProtocol(),
                    session.getCipherSuite(),
                    PeerText.subject(chain.get(0)),
                    OwnCertificate.expiry(chain),
                    session.getLocalCertificates() != null);
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("no allowed cipher suite leaves a server without a certificate", e);
        }
    }

    /**
     * Describes how a connection is secured, for people.
     *
     * @param session null for clear text
     */
    public static String describe(@Nullable TlsSession session) {
        return session == null ? "clear text" : session.toString();
    }

    /** For people. */
    @Override
    public String toString() {
        return protocol + ", " + cipherSuite + ", server " + server
                + (ownCertificateShown ? "" : ", which did not ask for our certificate");
    }
}
