package net.leasequery.requestor.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import net.leasequery.requestor.delivery.DisconnectReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks the server's certificate as its delegate does, and tells apart why it does not pass: expired,
 * issued for another host, or not vouched for by anybody we trust.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager delegate;
    private final String host;
    private final Clock clock;

    /**
     * @param delegate decides
     * @param host as configured, for messages
     * @param clock local
     */
    ServerTrust(X509ExtendedTrustManager delegate, String host, Clock clock) {
        this.delegate = delegate;
        this.host = host;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            delegate.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw diagnosed(chain, authType, e);
        }
    }

    private CertificateException diagnosed(X509Certificate[] chain, String authType, CertificateException refusal) {
        if (chain.length == 0) {
            return refusal;
        }
        String validity = outsideOfValidity(chain);
        if (validity != null) {
            return new ServerCertificateException(DisconnectReason.TLS_SERVER_CERTIFICATE_EXPIRED, validity, refusal);
        }
        if (isTrustedForSomeHost(chain, authType)) {
            String message = "the server's certificate is for " + names(chain[0]) + " and not for the configured host "
                    + host + "; configure a name that is in the certificate, or give the server a certificate with"
                    + " this one";
            return new ServerCertificateException(DisconnectReason.TLS_WRONG_HOST_NAME, message, refusal);
        }
        String message = "no authority that we trust vouches for the server's certificate "
                + PeerText.subject(chain[0]) + ", issued by " + PeerText.issuer(chain[chain.length - 1])
                + "; add its authority to the trusted certificates if this is your server";
        return new ServerCertificateException(DisconnectReason.TLS_SERVER_UNTRUSTED, message, refusal);
    }

    private @Nullable String outsideOfValidity(X509Certificate[] chain) {
        Instant now = clock.instant();
        for (X509Certificate certificate : chain) {
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            String whose = "the server's certificate " + PeerText.subject(certificate);
            if (now.isAfter(end)) {
                return whose + " expired on " + end + "; renew it on the DHCP server";
            }
            if (now.isBefore(begin)) {
                return whose + " is valid from " + begin + " only, and here it is " + now + "; check both clocks";
            }
        }
        return null;
    }

    private boolean isTrustedForSomeHost(X509Certificate[] chain, String authType) {
        try {
            delegate.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException e) {
            // Then the host is not what is wrong; the first refusal says more.
            return false;
        }
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                return PeerText.printable(alternatives.stream()
                        .map(alternative -> Objects.toString(alternative.get(1)))
                        .collect(Collectors.joining(", ")));
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        return "no host (it has no subject alternative name)";
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
        return delegate.getAcceptedIssuers();
    }
}
