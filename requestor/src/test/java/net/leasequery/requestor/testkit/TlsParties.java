package net.leasequery.requestor.testkit;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
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
        return server.context(trusted);
    }
}
