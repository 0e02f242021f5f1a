package net.leasequery.requestor.internal.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import net.leasequery.requestor.tls.TlsProtocol;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS engine of each connection to one server. Reads the files of keys and trusted certificates each time,
 * and reloads them when their content has changed. No session is resumed: at each connection both certificates are
 * presented and checked. Safe for use by several threads.
 */
public final class TlsEngines {

    /**
     * Allowed signature schemes of handshakes and certificates: no SHA-1, no MD5, no DSA. RFC 9155, RFC 9325 section
     * 4.5.
     */
    private static final String[] SIGNATURES = {
        "ecdsa_secp256r1_sha256",
        "ecdsa_secp384r1_sha384",
        "ecdsa_secp521r1_sha512",
        "ed25519",
        "ed448",
        "rsa_pss_rsae_sha256",
        "rsa_pss_rsae_sha384",
        "rsa_pss_rsae_sha512",
        "rsa_pss_pss_sha256",
        "rsa_pss_pss_sha384",
        "rsa_pss_pss_sha512",
        "rsa_pkcs1_sha256",
        "rsa_pkcs1_sha384",
        "rsa_pkcs1_sha512"
    };

    private final TlsSettings settings;
    private final String host;
    private final int port;
    private final SecureRandom random = new SecureRandom();

    private byte[] fingerprint = {};
    private @Nullable Credentials credentials;
    private volatile @Nullable Instant ownExpiry;

    /**
     * @param host as configured: the name or address that the server's certificate must contain
     * @param port for messages of the TLS library
     */
    public TlsEngines(TlsSettings settings, String host, int port) {
        this.settings = settings;
        this.host = host;
        this.port = port;
    }

    /**
     * Returns an engine in client mode that has not begun its handshake. Blocks while it reads files.
     *
     * @throws UnusableMaterialException if keys or trusted certificates cannot be used as they are now
     */
    public SSLEngine newEngine() throws UnusableMaterialException {
        Credentials current = current();
        try {
            SSLContext context = SSLContext.getInstance("TLS", BouncyCastle.JSSE);
            context.init(
                    current.keys().toArray(KeyManager[]::new), current.trust().toArray(TrustManager[]::new), random);
            SSLEngine engine = context.createSSLEngine(host, port);
            engine.setUseClientMode(true);
            engine.setSSLParameters(parameters(engine.getSSLParameters()));
            BCSSLParameters further = new BCSSLParameters();
            further.setSignatureSchemes(SIGNATURES);
            ((BCSSLEngine) engine).setParameters(further);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle cannot do TLS", e);
        }
    }

    /** Returns the earliest expiry in the requestor's chain, as last read; null before that. */
    public @Nullable Instant ownExpiry() {
        return ownExpiry;
    }

    /** Returns the sources that {@link #newEngine} reads, for messages: the files, or a note that they are text. */
    public String sources() {
        return Stream.of(Material.file(settings.keys()), Material.file(settings.trust()))
                .filter(Objects::nonNull)
                .distinct()
                .map(String::valueOf)
                .reduce((one, other) -> one + " and " + other)
                .orElse("keys and certificates given as text");
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setProtocols(
                settings.protocols().stream().map(TlsProtocol::jsseName).toArray(String[]::new));
        parameters.setCipherSuites(settings.cipherSuites().toArray(String[]::new));
        if (settings.verifyHostName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    /** Reads before it takes the lock, because a hanging file system must not block later callers. */
    private Credentials current() throws UnusableMaterialException {
        return current(Material.read(Material.file(settings.keys())), Material.read(Material.file(settings.trust())));
    }

    private synchronized Credentials current(byte[] keys, byte[] trust) throws UnusableMaterialException {
        byte[] found = fingerprint(keys, trust);
        Credentials loaded = credentials;
        if (loaded == null || !Arrays.equals(found, fingerprint)) {
            loaded = Credentials.of(
                    Material.ownCertificate(settings.keys(), keys),
                    Material.trusted(settings.trust(), trust),
                    settings.verifyHostName() ? HostName.of(host) : null,
                    Clock.systemUTC());
            credentials = loaded;
            fingerprint = found;
            ownExpiry = loaded.ownExpiry();
        }
        return loaded;
    }

    private static byte[] fingerprint(byte[] keys, byte[] trust) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] ofKeys = digest.digest(keys);
            digest.update(ofKeys);
            return digest.digest(trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
