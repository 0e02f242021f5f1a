package net.leasequery.simulator.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks the certificate of a requestor: whether the authority has issued it, and whether its name is allowed (RFC
 * 7724 section 8.1). A refusal ends the handshake.
 */
final class RequestorTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager delegate;
    private final Set<String> allowed;

    RequestorTrust(X509Certificate authority, Set<String> allowed) {
        this.delegate = trusting(authority);
        this.allowed = Set.copyOf(allowed);
    }

    static X509ExtendedTrustManager trusting(X509Certificate authority) {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK cannot trust a certificate", e);
        }
    }

    private void check(X509Certificate requestor) throws CertificateException {
        String name = requestor.getSubjectX500Principal().getName();
        try {
            Stream<Object> commonNames = new LdapName(name)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue());
            if (!allowed.isEmpty() && commonNames.noneMatch(allowed::contains)) {
                throw new CertificateException("requestor " + name + " is not one of " + allowed);
            }
        } catch (InvalidNameException e) {
            throw new CertificateException("requestor without a proper name", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        delegate.checkClientTrusted(chain, authType, engine);
        check(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        delegate.checkClientTrusted(chain, authType, socket);
        check(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        delegate.checkClientTrusted(chain, authType);
        check(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a server has no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a server has no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server has no servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }
}
