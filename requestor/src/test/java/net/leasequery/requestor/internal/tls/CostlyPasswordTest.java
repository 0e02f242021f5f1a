package net.leasequery.requestor.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.requestor.tls.UnusableMaterialException;
import net.leasequery.simulator.tls.Identity;
import net.leasequery.simulator.tls.KeyKind;
import net.leasequery.simulator.tls.ThrowAwayAuthority;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A file cannot make us hash its password for hours: the iterations that it asks for are bounded (CVE-2026-15055). */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CostlyPasswordTest {

    private static final int FOR_HOURS = Integer.MAX_VALUE;
    private static final Secret PASSWORD = Secret.of("password");
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final ThrowAwayAuthority AUTHORITY = ThrowAwayAuthority.create("Authority", KeyKind.ECDSA);
    private static final Identity OURS = AUTHORITY.order("requestor").issue();

    @TempDir
    private Path folder;

    static Stream<AlgorithmIdentifier> costly() {
        ASN1ObjectIdentifier aes = NISTObjectIdentifiers.id_aes256_CBC;
        DEROctetString iv = new DEROctetString(new byte[16]);
        return Stream.of(
                pbes2(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, FOR_HOURS)),
                pbes2(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, 10, FOR_HOURS)),
                pbes2(MiscObjectIdentifiers.id_scrypt, new ScryptParams(SALT, 1 << 30, 8, 1)),
                pbes2(MiscObjectIdentifiers.id_scrypt, new ScryptParams(SALT, 16_384, 8, FOR_HOURS)),
                pbes2(
                        MiscObjectIdentifiers.id_scrypt,
                        new ScryptParams(
                                SALT,
                                BigInteger.ONE.shiftLeft(9_999),
                                BigInteger.ONE.shiftLeft(9_999),
                                BigInteger.ONE,
                                null)),
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC, new PKCS12PBEParams(SALT, FOR_HOURS)),
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, new PKCS12PBEParams(SALT, FOR_HOURS)),
                new AlgorithmIdentifier(aes, iv));
    }

    @ParameterizedTest
    @MethodSource("costly")
    void refusesACostlyPemKey(AlgorithmIdentifier encryption) throws IOException {
        String key = pem(new EncryptedPrivateKeyInfo(encryption, new byte[64]));

        assertThatThrownBy(() -> {
                    KeyMaterial material = new KeyMaterial.PemText(OURS.chainPem(), Secret.of(key), PASSWORD);
                    OwnCertificate unused = Material.ownCertificate(material, new byte[0]);
                })
                .isInstanceOf(UnusableMaterialException.class)
                .hasMessageMatching(
                        "(?s)the PEM text of our private key (asks|derives|is encrypted in a way that is not known).*")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void takesAKeyWithTheIterationsThatAreAdvised() throws Exception {
        String key = pem(encrypted(600_000));

        assertThat(Material.ownCertificate(
                                new KeyMaterial.PemText(OURS.chainPem(), Secret.of(key), PASSWORD), new byte[0])
                        .chain())
                .isEqualTo(OURS.chain());
    }

    @ParameterizedTest
    @EnumSource(StoreType.class)
    void refusesAStoreWhoseIntegrityIsCostly(StoreType type) throws Exception {
        refuses(type, store(bag(10), FOR_HOURS, null));
    }

    @ParameterizedTest
    @EnumSource(StoreType.class)
    void refusesAStoreWithACostlyKey(StoreType type) throws Exception {
        refuses(type, store(bag(FOR_HOURS), 10, null));
    }

    @ParameterizedTest
    @EnumSource(StoreType.class)
    void refusesAStoreWithACostlyKeyInAnEncryptedPart(StoreType type) throws Exception {
        refuses(type, store(bag(FOR_HOURS), 10, 10));
    }

    @Test
    void countsAllKeysOfAStoreTogether() throws Exception {
        PKCS12PfxPduBuilder store = new PKCS12PfxPduBuilder();
        for (int i = 0; i < 5; i++) {
            store.addData(bag(500_000));
        }
        refuses(
                StoreType.PKCS12,
                store.build(new JcePKCS12MacCalculatorBuilder().setProvider(BouncyCastle.CRYPTO), password())
                        .getEncoded());
    }

    @ParameterizedTest
    @EnumSource(StoreType.class)
    void takesAnOrdinaryStore(StoreType type) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KeyStore store = OURS.keyStore(type.name(), password());
        store.store(out, password());

        assertThat(own(type, out.toByteArray()).chain()).isEqualTo(OURS.chain());
    }

    private void refuses(StoreType type, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("store"), content);
        assertThatThrownBy(() -> own(type, content))
                .isInstanceOf(UnusableMaterialException.class)
                .hasMessageStartingWith(file + " asks for ")
                .hasMessageContaining("2000000");
        assertThatThrownBy(() -> Material.trusted(new TrustMaterial.Store(type, file, PASSWORD), content))
                .isInstanceOf(UnusableMaterialException.class)
                .hasMessageStartingWith(file + " asks for ");
    }

    private OwnCertificate own(StoreType type, byte[] content) throws UnusableMaterialException {
        return Material.ownCertificate(new KeyMaterial.Store(type, folder.resolve("store"), PASSWORD, null), content);
    }

    /** A key that says that it is encrypted with so many iterations. */
    private static PKCS12SafeBag bag(int iterations) {
        EncryptedPrivateKeyInfo key = new EncryptedPrivateKeyInfo(
                pbes2(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, iterations)), new byte[64]);
        return new PKCS12SafeBag(new SafeBag(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag, key));
    }

    /**
     * A store with this bag.
     *
     * @param macIterations that it says its integrity check takes
     * @param partIterations that the part with the bag is encrypted with; null if it is not encrypted
     */
    private static byte[] store(PKCS12SafeBag bag, int macIterations, @Nullable Integer partIterations)
            throws Exception {
        PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
        if (partIterations == null) {
            builder.addData(bag);
        } else {
            builder.addEncryptedData(encryptor(partIterations), new PKCS12SafeBag[] {bag});
        }
        PKCS12PfxPdu store =
                builder.build(new JcePKCS12MacCalculatorBuilder().setProvider(BouncyCastle.CRYPTO), password());
        MacData mac = store.toASN1Structure().getMacData();
        return new Pfx(store.toASN1Structure().getAuthSafe(), new MacData(mac.getMac(), mac.getSalt(), macIterations))
                .getEncoded();
    }

    private static EncryptedPrivateKeyInfo encrypted(int iterations) throws Exception {
        return new JcaPKCS8EncryptedPrivateKeyInfoBuilder(OURS.key())
                .build(encryptor(iterations))
                .toASN1Structure();
    }

    private static OutputEncryptor encryptor(int iterations) throws Exception {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(BouncyCastle.CRYPTO)
                .setIterationCount(iterations)
                .build(password());
    }

    private static AlgorithmIdentifier pbes2(ASN1ObjectIdentifier derivation, ASN1Encodable parameters) {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        new KeyDerivationFunc(derivation, parameters),
                        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]))));
    }

    private static String pem(EncryptedPrivateKeyInfo key) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("ENCRYPTED PRIVATE KEY", key.getEncoded()));
        }
        return text.toString();
    }

    private static char[] password() {
        return PASSWORD.password();
    }
}
