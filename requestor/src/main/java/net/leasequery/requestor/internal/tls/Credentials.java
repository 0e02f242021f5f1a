package net.leasequery.requestor.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Keys and trusted certificates in the form that an engine needs.
 *
 * @param keys offer the requestor's certificate
 * @param trust checks the server's certificate
 * @param ownExpiry earliest expiry in the requestor's chain
 */
record Credentials(List<KeyManager> keys, List<TrustManager> trust, Instant ownExpiry) {

    private static final String ALGORITHM = "PKIX";

    /** Password of an in-memory key store, which needs no protection. */
    private static final char[] IN_MEMORY = new char[0];

    /** @param host that the server's certificate must name; null to accept any */
    static Credentials of(OwnCertificate own, List<X509Certificate> trusted, @Nullable HostName host, Clock clock) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(ALGORITHM, BouncyCastle.JSSE);
            KeyStore ours = emptyStore();
            ours.setKeyEntry("own", own.key(), IN_MEMORY, own.chain().toArray(X509Certificate[]::new));
            keys.init(ours, IN_MEMORY);

            TrustManagerFactory trust = TrustManagerFactory.getInstance(ALGORITHM, BouncyCastle.JSSE);
            KeyStore anchors = emptyStore();
            for (int i = 0; i < trusted.size(); i++) {
                anchors.setCertificateEntry("trusted" + i, trusted.get(i));
            }
            trust.init(anchors);
            return new Credentials(
                    Stream.of(keys.getKeyManagers())
                            .<KeyManager>map(manager -> new OwnKey((X509ExtendedKeyManager) manager))
                            .toList(),
                    Stream.of(trust.getTrustManagers())
                            .<TrustManager>map(manager ->
                                    new ServerTrust((X509ExtendedTrustManager) manager, trusted, host, clock))
                            .toList(),
                    own.expiry());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Bouncy Castle cannot hold keys in memory", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("BKS", BouncyCastle.CRYPTO);
        store.load(null, null);
        return store;
    }
}
