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
 * Keys and trusted certificates in the form in which an engine takes them.
 *
 * @param keys offer our certificate
 * @param trust judges the server's
 * @param ownExpiry moment at which the first certificate of our chain expires
 */
record Credentials(List<KeyManager> keys, List<TrustManager> trust, Instant ownExpiry) {

    private static final String ALGORITHM = "PKIX";

    /** Guards nothing: the store that it opens never leaves memory. */
    private static final char[] IN_MEMORY = new char[0];

    /**
     * @param host that the server's certificate must carry; null if any will do
     */
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
