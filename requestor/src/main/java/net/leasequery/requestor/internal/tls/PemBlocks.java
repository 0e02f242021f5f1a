package net.leasequery.requestor.internal.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * The private keys and certificates of a PEM text (RFC 7468). Accepts any white space in place of line ends, because a
 * properties file or an environment variable has often lost them.
 */
final class PemBlocks {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----");
    private static final int LINE = 64;

    private final String where;
    private final List<Object> objects = new ArrayList<>();

    /**
     * @param where the text comes from, for messages
     * @throws UnusableMaterialException if a block cannot be read
     */
    PemBlocks(String text, String where) throws UnusableMaterialException {
        this.where = where;
        Matcher begin = BEGIN.matcher(text);
        int next = 0;
        while (begin.find(next)) {
            String label = begin.group(1);
            String last = "-----END " + label + "-----";
            int end = text.indexOf(last, begin.end());
            if (end < 0) {
                // The search stops here: a text of begin lines only would otherwise take quadratic time.
                throw new UnusableMaterialException(where + ": the block " + label + " has no end");
            }
            Object object = parse(label, text.substring(begin.end(), end));
            if (object != null) {
                objects.add(object);
            }
            next = end + last.length();
        }
    }

    /**
     * Returns all certificates, in the order of the text.
     *
     * @throws UnusableMaterialException if there is none
     */
    List<X509Certificate> certificates() throws UnusableMaterialException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter().setProvider(BouncyCastle.CRYPTO);
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object object : objects) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    certificates.add(converter.getCertificate(holder));
                } catch (GeneralSecurityException e) {
                    throw new UnusableMaterialException(where + ": certificate " + (certificates.size() + 1)
                            + " cannot be read (" + e.getClass().getSimpleName() + ")");
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusableMaterialException(where + " holds no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /**
     * Returns the private key.
     *
     * @param password null if it is not encrypted
     * @throws UnusableMaterialException if there is none or more than one, or the password is wrong
     */
    PrivateKey privateKey(@Nullable Secret password) throws UnusableMaterialException {
        List<Object> keys = objects.stream()
                .filter(object -> !(object instanceof X509CertificateHolder))
                .toList();
        if (keys.size() != 1) {
            throw new UnusableMaterialException(where + " holds " + keys.size()
                    + " private keys where one is needed (-----BEGIN PRIVATE KEY-----)");
        }
        try {
            return new JcaPEMKeyConverter()
                    .setProvider(BouncyCastle.CRYPTO)
                    .getPrivateKey(decrypted(keys.get(0), password));
        } catch (IOException e) {
            throw new UnusableMaterialException(where + ": the private key is of a kind that cannot be read");
        }
    }

    /**
     * Refuses keys whose passwords would have to be hashed too often in total.
     *
     * @throws UnusableMaterialException if they are too costly
     */
    void checkCost() throws UnusableMaterialException {
        DecryptionBudget budget = new DecryptionBudget(where);
        for (Object object : objects) {
            if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                budget.spend(encrypted.toASN1Structure().getEncryptionAlgorithm());
            }
        }
    }

    private PrivateKeyInfo decrypted(Object key, @Nullable Secret password) throws UnusableMaterialException {
        if (key instanceof PrivateKeyInfo plain) {
            return plain;
        }
        if (key instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (password == null) {
            throw new UnusableMaterialException(where + ": the private key is encrypted and there is no key password");
        }
        checkCost();
        char[] characters = password.password();
        try {
            return key instanceof PEMEncryptedKeyPair traditional
                    ? traditional
                            .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                    .setProvider(BouncyCastle.CRYPTO)
                                    .build(characters))
                            .getPrivateKeyInfo()
                    : ((PKCS8EncryptedPrivateKeyInfo) key)
                            .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                    .setProvider(BouncyCastle.CRYPTO)
                                    .build(characters));
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            throw new UnusableMaterialException(where + ": the key password does not open the private key");
        } finally {
            Arrays.fill(characters, ' ');
        }
    }

    /** Returns null for a block that is neither a key nor a certificate, such as EC PARAMETERS. */
    private @Nullable Object parse(String label, String body) throws UnusableMaterialException {
        String block = "-----BEGIN " + label + "-----\n" + lines(body) + "\n-----END " + label + "-----\n";
        try (PEMParser parser = new PEMParser(new StringReader(block))) {
            Object object = parser.readObject();
            boolean wanted = object instanceof X509CertificateHolder
                    || object instanceof PrivateKeyInfo
                    || object instanceof PKCS8EncryptedPrivateKeyInfo
                    || object instanceof PEMKeyPair
                    || object instanceof PEMEncryptedKeyPair;
            return wanted ? object : null;
        } catch (IOException | RuntimeException e) {
            throw new UnusableMaterialException(where + ": the block " + label + " is damaged");
        }
    }

    /** A body with header fields (RFC 1421) keeps its lines; any other is broken into new lines. */
    private static String lines(String body) {
        if (body.indexOf(':') >= 0) {
            return body.strip();
        }
        return body.replaceAll("\\s+", "").replaceAll("(.{" + LINE + "})(?=.)", "$1\n");
    }
}
