package net.leasequery.requestor.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.simulator.tls.CertificateOrder;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;

/** A server and a requestor who trust the same authority, and their contexts. */
public final class TlsParties {

    public static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Test authority", KeyKind.ECDSA);
    public static final Identity REQUESTOR = AUTHORITY.order("requestor").issue();

    private static final char[] PASSWORD = "in memory".toCharArray();

    private TlsParties() {}

    /** Orders a certificate that is right for a server on the loopback address. */
    public static CertificateOrder server() {
        return server(AUTHORITY);
    }

    /** As {@link #server()}, from another authority. */
    public static CertificateOrder server(ThrowAwayAuthority authority) {
        return authority.order("dhcp server").forHosts("localhost").forAddresses("127.0.0.1");
    }

    /** Settings of the requestor; everything as it should be. */
    public static TlsSettings settings() {
        return TlsSettings.of(keys(REQUESTOR), trust());
    }

    public static KeyMaterial keys(Identity identity) {
        return new KeyMaterial.PemText(identity.chainPem(), Secret.of(identity.keyPem()), null);
    }

    public static TrustMaterial trust() {
        return new TrustMaterial.PemText(Identity.pem(AUTHORITY.certificate()));
    }

    /** The JDK's TLS for a server that trusts the authority. */
    public static SSLContext context(Identity server) {
        return context(server, AUTHORITY.certificate());
    }

    /** The JDK's TLS for a server. */
    public static SSLContext context(Identity server, X509Certificate trusted) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(server.keyStore("PKCS12", PASSWORD), PASSWORD);
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("trusted", trusted);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
