package net.leasequery.simulator.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key and the certificates that go with it.
 *
 * @param chain its own certificate first, the authority's last
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

    /** Makes the chain immutable. */
    public Identity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads an identity from PEM files.
     *
     * @param key file with the private key as PKCS#8, not encrypted; other content is ignored
     * @param chain file with the certificates; may be the same
     * @throws IllegalArgumentException if either is missing or damaged
     */
    public static Identity read(Path key, Path chain) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(key))) {
            Object object = parser.readObject();
            while (object != null && !(object instanceof PrivateKeyInfo)) {
                object = parser.readObject();
            }
            if (object == null) {
                throw new IllegalArgumentException(key + " holds no private key (-----BEGIN PRIVATE KEY-----)");
            }
            return new Identity(new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) object), readChain(chain));
        }
    }

    /**
     * Reads the certificates of a PEM file; not empty.
     *
     * @throws IllegalArgumentException if there is none, or one is damaged
     */
    public static List<X509Certificate> readChain(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof X509CertificateHolder certificate) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
                }
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " holds a damaged certificate", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /** Writes key and chain into one PEM file that only its owner can read. */
    public void write(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, keyPem() + chainPem());
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The private key as PKCS#8 in PEM, not encrypted. */
    public String keyPem() {
        try {
            return pem(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chain in PEM. */
    public String chainPem() {
        StringBuilder all = new StringBuilder();
        chain.forEach(certificate -> all.append(pem(certificate)));
        return all.toString();
    }

    /**
     * A store of this type with the private key and its chain.
     *
     * @param type {@code PKCS12} or {@code JKS}
     * @param keyPassword of the key; for {@code PKCS12} the store's password
     */
    public KeyStore keyStore(String type, char[] keyPassword) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setKeyEntry("identity", key, keyPassword, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK cannot make a " + type + " store", e);
        }
    }

    /**
     * A JDK TLS context for either side: presents this identity, and trusts peers whose certificates {@code trusted}
     * has signed.
     */
    public SSLContext context(X509Certificate trusted) {
        char[] inMemory = {};
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore("PKCS12", inMemory), inMemory);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {RequestorTrust.trusting(trusted)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot do TLS", e);
        }
    }

    /** A certificate in PEM. */
    public static String pem(X509Certificate certificate) {
        try {
            return pem(new JcaMiscPEMGenerator(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(PemObjectGenerator object) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
