package net.leasequery.requestor.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import net.leasequery.requestor.DisconnectReason;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * Checks a server's certificate first by the rules of this class, each with a clear message, and then by those of the
 * TLS library. Both checks must pass. The rules of this class: a path of signatures to a trusted certificate, the time,
 * keys and signatures strong enough ({@link CertificateStrength}), uses and name constraints ({@link PathRules}), and
 * the configured host among the subject alternative names ({@link HostName}).
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private static final int DEEPEST_CAUSE = 16;

    private final X509ExtendedTrustManager library;
    private final List<X509Certificate> trusted;
    private final @Nullable HostName host;
    private final Clock clock;

    /**
     * @param library trust manager of the TLS library, with the same trusted certificates
     * @param trusted the trusted certificates; not empty
     * @param host that the certificate must name; null to accept any
     * @param clock local clock
     */
    ServerTrust(X509ExtendedTrustManager library, List<X509Certificate> trusted, @Nullable HostName host, Clock clock) {
        this.library = library;
        this.trusted = List.copyOf(trusted);
        this.host = host;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server sent no certificate");
        }
        ServerPath path = ServerPath.find(chain, trusted);
        if (path == null) {
            throw new ServerCertificateException(
                    DisconnectReason.TLS_SERVER_UNTRUSTED,
                    "the server's certificate " + PeerText.subject(chain[0]) + ", issued by "
                            + PeerText.issuer(chain[chain.length - 1])
                            + ", leads to no trusted authority; add its authority to the trusted certificates if this is"
                            + " your server");
        }
        checkTime(path);
        checkStrength(path);
        String violation = new PathRules(path).violation();
        if (violation != null) {
            throw unsuitable(violation);
        }
        if (host != null) {
            checkHost(path.server(), host);
        }
        try {
            library.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw unsuitable("the server's certificate " + PeerText.subject(chain[0])
                    + " was refused by the rules of RFC 5280: " + PeerText.printable(innermost(e)));
        }
    }

    private void checkTime(ServerPath path) throws ServerCertificateException {
        Instant now = clock.instant();
        for (X509Certificate certificate : path.vouchedFor()) {
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            String which = whose(certificate, path);
            if (now.isAfter(end)) {
                throw new ServerCertificateException(
                        DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED,
                        which + " expired on " + end + "; renew it on the DHCP server");
            }
            if (now.isBefore(begin)) {
                throw new ServerCertificateException(
                        DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED,
                        which + " is valid from " + begin + " only, and here it is " + now + "; check both clocks");
            }
        }
    }

    private static void checkStrength(ServerPath path) throws CertificateException {
        for (X509Certificate certificate : path.certificates()) {
            String weakKey = CertificateStrength.weakKey(certificate);
            if (weakKey != null) {
                throw new ServerCertificateException(
                        DisconnectReason.TLS_SERVER_CERTIFICATE_WEAK,
                        whose(certificate, path) + " has " + weakKey + "; replace it by one with a longer key");
            }
        }
        for (X509Certificate certificate : path.vouchedFor()) {
            String digest = CertificateStrength.brokenDigest(PathRules.holder(certificate));
            // The signature of a trusted certificate is not relied on.
            if (digest != null && !certificate.equals(path.anchor())) {
                throw new ServerCertificateException(
                        DisconnectReason.TLS_SERVER_CERTIFICATE_WEAK,
                        whose(certificate, path) + " is signed with " + digest
                                + ", which can be forged; replace it by one that is signed with SHA-256 or better");
            }
        }
    }

    private static void checkHost(X509Certificate server, HostName host) throws CertificateException {
        GeneralName[] names;
        try {
            names = PathRules.alternativeNames(PathRules.holder(server));
        } catch (IllegalArgumentException e) {
            throw unsuitable("the subjectAltName of the certificate " + PeerText.subject(server) + " cannot be read");
        }
        List<GeneralName> hosts = Stream.of(names).filter(HostName::isOfAHost).toList();
        if (hosts.isEmpty()) {
            throw new ServerCertificateException(
                    DisconnectReason.TLS_WRONG_HOST_NAME,
                    "the server's certificate " + PeerText.subject(server) + " has no host name or address in"
                            + " subjectAltName, and the common name does not count (RFC 9525); give the server a"
                            + " certificate with subjectAltName " + host.configured());
        }
        if (!host.isAmong(names)) {
            String shown = hosts.stream().map(PathRules::text).collect(Collectors.joining(", "));
            throw new ServerCertificateException(
                    DisconnectReason.TLS_WRONG_HOST_NAME,
                    "the server's certificate is for " + PeerText.printable(shown) + " and not for the configured host "
                            + host.configured() + "; configure a name that is in the certificate, or give the server a"
                            + " certificate with this one");
        }
    }

    private static ServerCertificateException unsuitable(String words) {
        return new ServerCertificateException(
                DisconnectReason.TLS_SERVER_CERTIFICATE_UNSUITABLE,
                words + "; give the server a certificate that is made for a TLS server");
    }

    private static String whose(X509Certificate certificate, ServerPath path) {
        String subject = PeerText.subject(certificate);
        return certificate.equals(path.server())
                ? "the server's certificate " + subject
                : "the certificate of the authority " + subject + ", in the chain of the server's,";
    }

    private static String innermost(Throwable refusal) {
        Throwable cause = refusal;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server is checked with its connection, which knows the host");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("connections are made by an engine, not by a socket");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a requestor has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a requestor has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a requestor has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return library.getAcceptedIssuers();
    }
}
