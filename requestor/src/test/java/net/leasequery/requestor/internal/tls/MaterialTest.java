package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.requestor.tls.UnusableMaterialException;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form in which keys and certificates may come, and every way in which they may be wrong. */
class MaterialTest {

    private static final String CANARY = "canary-0b5c1e";
    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.RSA);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void readsAPlainKey(KeyKind kind) throws UnusableMaterialException {
        Identity identity = identity(kind);

        assertThat(read(text(identity, identity.keyPem(), null))).isEqualTo(own(identity));
    }

    @ParameterizedTest
    @EnumSource
    void readsTheOlderFormsOfAKey(KeyKind kind) throws Exception {
        Identity identity = identity(kind);
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            // Not the JDK's key: that would leave out the curve, as no real file does.
            writer.writeObject(KeyFactory.getInstance(identity.key().getAlgorithm(), BouncyCastle.CRYPTO)
                    .translateKey(identity.key()));
        }

        assertThat(pem.toString()).contains(kind == KeyKind.RSA ? "BEGIN RSA PRIVATE KEY" : "BEGIN EC PRIVATE KEY");
        assertThat(read(text(identity, pem.toString(), null))).isEqualTo(own(identity));
    }

    @ParameterizedTest
    @EnumSource
    void readsAnEncryptedKey(KeyKind kind) throws Exception {
        Identity identity = identity(kind);

        assertThat(read(text(identity, encrypted(identity, CANARY), Secret.of(CANARY))))
                .isEqualTo(own(identity));
    }

    @Test
    void readsAnEncryptedKeyOfTheOlderForm() throws UnusableMaterialException, IOException {
        Identity identity = identity(KeyKind.RSA);
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(
                    identity.key(),
                    new JcePEMEncryptorBuilder("AES-256-CBC")
                            .setProvider(BouncyCastle.CRYPTO)
                            .build(CANARY.toCharArray()));
        }

        assertThat(read(text(identity, pem.toString(), Secret.of(CANARY)))).isEqualTo(own(identity));
    }

    @ParameterizedTest
    @CsvSource({"PKCS12, false", "JKS, false", "JKS, true"})
    void readsAStore(StoreType type, boolean keyHasItsOwnPassword) throws Exception {
        Identity identity = identity(KeyKind.RSA);
        Path file = folder.resolve("keys");
        write(identity.keyStore(type.name(), (keyHasItsOwnPassword ? "of the key" : CANARY).toCharArray()), file);
        Secret keyPassword = keyHasItsOwnPassword ? Secret.of("of the key") : null;

        String own = read(new KeyMaterial.Store(type, file, Secret.of(CANARY), keyPassword));

        assertThat(own).isEqualTo(own(identity));
    }

    @ParameterizedTest
    @EnumSource
    void readsATrustStoreWithItsPassword(StoreType type) throws Exception {
        Path file = trustStore(type);

        assertThat(trusted(new TrustMaterial.Store(type, file, Secret.of(CANARY))))
                .containsExactly(AUTHORITY.certificate());
    }

    @Test
    void readsATrustStoreWithoutItsPassword() throws Exception {
        Path file = trustStore(StoreType.JKS);

        assertThat(trusted(new TrustMaterial.Store(StoreType.JKS, file, null)))
                .containsExactly(AUTHORITY.certificate());
    }

    static Stream<KeyMaterial> wrongKeys() throws IOException, OperatorCreationException {
        Identity identity = identity(KeyKind.ECDSA);
        String key = identity.keyPem();
        String encrypted = encrypted(identity, "another password");
        return Stream.of(
                text(identity, "", null),
                text(identity, CANARY, null),
                text(identity, key + key, null),
                text(identity, key.replaceAll("(?m)^M", CANARY), null),
                text(identity, key.substring(0, key.length() / 2) + "\n-----END PRIVATE KEY-----", null),
                text(identity, identity(KeyKind.RSA).keyPem(), null),
                text(identity, encrypted, null),
                text(identity, encrypted, Secret.of(CANARY)),
                new KeyMaterial.PemText(CANARY, Secret.of(key), null),
                new KeyMaterial.PemFile(Path.of("does", "not", "exist"), Secret.of(CANARY)),
                new KeyMaterial.Store(StoreType.PKCS12, Path.of("pom.xml"), Secret.of(CANARY), null),
                new KeyMaterial.Store(StoreType.JKS, Path.of("pom.xml"), Secret.of(CANARY), Secret.of(CANARY)));
    }

    @ParameterizedTest
    @MethodSource("wrongKeys")
    void saysWhatIsWrongWithoutAWordOfWhatIsSecret(KeyMaterial wrong) {
        Throwable refusal = catchThrowable(() -> read(wrong));

        assertThat(refusal).isInstanceOf(UnusableMaterialException.class).hasNoCause();
        assertThat(refusal.getMessage()).isNotBlank().doesNotContain(CANARY, "another password");
        assertThat(wrong instanceof KeyMaterial.PemText ? "" : wrong.toString()).doesNotContain(CANARY);
    }

    @Test
    void aStoreWithoutATrustedCertificateIsOfNoUse() throws Exception {
        Path file = folder.resolve("keys");
        write(identity(KeyKind.RSA).keyStore("JKS", CANARY.toCharArray()), file);

        assertThatThrownBy(() -> trusted(new TrustMaterial.Store(StoreType.JKS, file, Secret.of(CANARY))))
                .isInstanceOf(UnusableMaterialException.class)
                .hasMessage(file + " holds no trusted certificate");
    }

    @Test
    void afterARenewalTheNewMaterialIsTakenAndTheOldIsNot() throws Exception {
        Path file = folder.resolve("identity.pem");
        Identity first = identity(KeyKind.ECDSA);
        Identity second = AUTHORITY
                .order("second")
                .validBetween(
                        first.certificate().getNotBefore().toInstant(),
                        first.certificate().getNotAfter().toInstant().minusSeconds(60))
                .issue();
        first.write(file);
        TlsEngines engines = new TlsEngines(
                TlsSettings.of(
                        new KeyMaterial.PemFile(file, null),
                        new TrustMaterial.PemText(Identity.pem(AUTHORITY.certificate()))),
                "localhost",
                67);

        assertThat(engines.newEngine().getUseClientMode()).isTrue();
        assertThat(engines.ownExpiry()).isEqualTo(OwnCertificate.expiry(first.chain()));
        second.write(file);
        assertThat(engines.newEngine().getUseClientMode()).isTrue();

        assertThat(engines.ownExpiry()).isEqualTo(OwnCertificate.expiry(second.chain()));
        Files.writeString(file, "half written", StandardCharsets.UTF_8);
        assertThatThrownBy(engines::newEngine).isInstanceOf(UnusableMaterialException.class);
    }

    private Path trustStore(StoreType type) throws GeneralSecurityException, IOException {
        Path file = folder.resolve("trust");
        KeyStore store = KeyStore.getInstance(type.name());
        store.load(null, null);
        store.setCertificateEntry("authority", AUTHORITY.certificate());
        write(store, file);
        return file;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, CANARY.toCharArray());
        }
    }

    private static Identity identity(KeyKind kind) {
        return AUTHORITY.order("requestor").keys(kind).issue();
    }

    private static KeyMaterial text(Identity identity, String key, @Nullable Secret keyPassword) {
        return new KeyMaterial.PemText(identity.chainPem(), Secret.of(key), keyPassword);
    }

    private static String encrypted(Identity identity, String password) throws IOException, OperatorCreationException {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(new JcaPKCS8Generator(
                    identity.key(),
                    new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(BouncyCastle.CRYPTO)
                            .setPassword(password.toCharArray())
                            .build()));
        }
        return pem.toString();
    }

    /** That a key which was read is the certificate's has been proved by then: keys of two libraries are never equal. */
    private static String own(Identity identity) {
        return identity.chainPem();
    }

    private static String read(KeyMaterial material) throws UnusableMaterialException {
        OwnCertificate own = Material.ownCertificate(material, Material.read(Material.file(material)));
        return own(new Identity(own.key(), own.chain()));
    }

    private static List<X509Certificate> trusted(TrustMaterial material) throws UnusableMaterialException {
        return Material.trusted(material, Material.read(Material.file(material)));
    }
}
