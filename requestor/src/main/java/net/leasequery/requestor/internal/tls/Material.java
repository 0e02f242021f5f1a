package net.leasequery.requestor.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns configured material into keys and certificates. Blocks while it reads files. */
public final class Material {

    private static final Logger LOG = LoggerFactory.getLogger(Material.class);

    /** An RSA key of 16,384 bits takes less. A longer key would keep a processor busy for minutes. */
    private static final int LONGEST_KEY = 16_384;

    private static final String OWN_CHAIN = "the PEM text of our certificate chain";

    private Material() {}

    /** The file that this material is read from; null if it is text. */
    public static @Nullable Path file(KeyMaterial material) {
        if (material instanceof KeyMaterial.PemFile pem) {
            return pem.file();
        }
        return material instanceof KeyMaterial.Store store ? store.file() : null;
    }

    /** The file that this material is read from; null if it is text. */
    public static @Nullable Path file(TrustMaterial material) {
        if (material instanceof TrustMaterial.PemFile pem) {
            return pem.file();
        }
        return material instanceof TrustMaterial.Store store ? store.file() : null;
    }

    /** Returns the content of a file; empty for null. */
    public static byte[] read(@Nullable Path file) throws UnusableMaterialException {
        return file == null ? new byte[0] : KeyFile.read(file);
    }

    /**
     * Returns the requestor's key and certificate.
     *
     * @param content of {@link #file(KeyMaterial)}
     */
    public static OwnCertificate ownCertificate(KeyMaterial material, byte[] content) throws UnusableMaterialException {
        OwnCertificate own;
        String where;
        if (material instanceof KeyMaterial.PemText text) {
            where = OWN_CHAIN;
            List<X509Certificate> chain = ownChain(text.certificateChain());
            KeyFile.refuseMoreThanIsRead(text.privateKey().octets().length, "the PEM text of our private key");
            String key = new String(text.privateKey().octets(), StandardCharsets.UTF_8);
            own = new OwnCertificate(
                    new PemBlocks(key, "the PEM text of our private key").privateKey(text.keyPassword()), chain);
        } else if (material instanceof KeyMaterial.PemFile pem) {
            where = pem.file().toString();
            PemBlocks blocks = new PemBlocks(new String(content, StandardCharsets.UTF_8), where);
            own = new OwnCertificate(blocks.privateKey(pem.keyPassword()), blocks.certificates());
        } else {
            KeyMaterial.Store store = (KeyMaterial.Store) material;
            where = store.file().toString();
            own = fromStore(store, content);
        }
        byte[] encoded = own.key().getEncoded();
        if (encoded == null || encoded.length > LONGEST_KEY) {
            throw new UnusableMaterialException(where + ": the private key is longer than " + LONGEST_KEY + " octets");
        }
        if (!own.matches()) {
            throw new UnusableMaterialException(where + ": the private key is not that of the first certificate, "
                    + own.chain().get(0).getSubjectX500Principal());
        }
        for (String flaw : own.flaws(Instant.now())) {
            LOG.warn("{}: our certificate {}. Servers may refuse it; replace it", where, flaw);
        }
        return own;
    }

    /** Returns the requestor's certificates, given as PEM text; not empty. */
    public static List<X509Certificate> ownChain(String pem) throws UnusableMaterialException {
        KeyFile.refuseMoreThanIsRead(pem.length(), OWN_CHAIN);
        return new PemBlocks(pem, OWN_CHAIN).certificates();
    }

    /**
     * Returns the certificates of trusted authorities; not empty.
     *
     * @param content of {@link #file(TrustMaterial)}
     */
    public static List<X509Certificate> trusted(TrustMaterial material, byte[] content)
            throws UnusableMaterialException {
        if (material instanceof TrustMaterial.PemText text) {
            KeyFile.refuseMoreThanIsRead(text.certificates().length(), "the PEM text of trusted certificates");
            return new PemBlocks(text.certificates(), "the PEM text of trusted certificates").certificates();
        }
        if (material instanceof TrustMaterial.PemFile pem) {
            return new PemBlocks(
                            new String(content, StandardCharsets.UTF_8),
                            pem.file().toString())
                    .certificates();
        }
        TrustMaterial.Store store = (TrustMaterial.Store) material;
        // The JDK ignores certificates that openssl put into a PKCS#12 file; Bouncy Castle needs a password.
        Provider reader = store.type() == StoreType.PKCS12 && store.password() != null ? BouncyCastle.CRYPTO : null;
        KeyStore opened = open(store.type(), store.file(), store.password(), content, reader);
        List<X509Certificate> trusted = new ArrayList<>();
        try {
            for (String alias : Collections.list(opened.aliases())) {
                if (opened.isCertificateEntry(alias)
                        && opened.getCertificate(alias) instanceof X509Certificate certificate) {
                    trusted.add(certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterialException(store.file() + " cannot be listed");
        }
        if (trusted.isEmpty()) {
            throw new UnusableMaterialException(store.file() + " holds no trusted certificate"
                    + (store.type() == StoreType.PKCS12
                            ? " with a name (openssl pkcs12 -export -caname gives one)"
                            : ""));
        }
        return trusted;
    }

    private static OwnCertificate fromStore(KeyMaterial.Store store, byte[] content) throws UnusableMaterialException {
        KeyStore opened = open(store.type(), store.file(), store.password(), content, null);
        Secret keyPassword = store.keyPassword();
        char[] password = (keyPassword == null ? store.password() : keyPassword).password();
        try {
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(opened.aliases())) {
                if (opened.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new UnusableMaterialException(
                        store.file() + " holds " + keys.size() + " private keys where one is needed");
            }
            Key key = opened.getKey(keys.get(0), password);
            Certificate[] chain = opened.getCertificateChain(keys.get(0));
            if (!(key instanceof PrivateKey own) || chain == null || chain.length == 0) {
                throw new UnusableMaterialException(store.file() + " holds no private key with a certificate");
            }
            return new OwnCertificate(
                    own,
                    Stream.of(chain)
                            .filter(X509Certificate.class::isInstance)
                            .map(X509Certificate.class::cast)
                            .toList());
        } catch (UnrecoverableKeyException e) {
            throw new UnusableMaterialException(store.file() + ": the key password does not open the private key");
        } catch (GeneralSecurityException e) {
            throw new UnusableMaterialException(store.file() + ": the private key is of a kind that cannot be read");
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    private static KeyStore open(
            StoreType type, Path file, @Nullable Secret password, byte[] content, @Nullable Provider provider)
            throws UnusableMaterialException {
        Pkcs12Cost.check(content, password, file.toString());
        char[] characters = password == null ? null : password.password();
        try {
            KeyStore store =
                    provider == null ? KeyStore.getInstance(type.name()) : KeyStore.getInstance(type.name(), provider);
            store.load(new ByteArrayInputStream(content), characters);
            return store;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new UnusableMaterialException(
                    file + " cannot be opened: it is not a " + type + " store, or the password does not fit");
        } finally {
            if (characters != null) {
                Arrays.fill(characters, ' ');
            }
        }
    }
}
