package net.leasequery.requestor.internal.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.util.io.Streams;
import org.jspecify.annotations.Nullable;

/**
 * Computes the cost of opening a PKCS#12 store, before a {@code KeyStore} without such a bound opens it: its integrity
 * check, its encrypted parts, and the encrypted keys in them. RFC 7292.
 */
final class Pkcs12Cost {

    private static final int DER_SEQUENCE = 0x30;

    private final String where;
    private final DecryptionBudget budget;
    private final @Nullable Secret password;

    private Pkcs12Cost(String where, @Nullable Secret password) {
        this.where = where;
        this.budget = new DecryptionBudget(where);
        this.password = password;
    }

    /**
     * Refuses a store that is too costly. Only content that looks like PKCS#12 is checked, regardless of its declared
     * type: a reader of JKS accepts PKCS#12 as well, and JKS itself hashes a password once.
     *
     * @param password null if nothing will be decrypted
     * @throws UnusableMaterialException if it is too costly, or damaged, or the password is wrong
     */
    static void check(byte[] content, @Nullable Secret password, String where) throws UnusableMaterialException {
        if (content.length > 0 && content[0] == DER_SEQUENCE) {
            new Pkcs12Cost(where, password).check(content);
        }
    }

    private void check(byte[] content) throws UnusableMaterialException {
        try {
            Pfx store = Pfx.getInstance(ASN1Sequence.fromByteArray(content));
            budget.spend(store.getMacData());
            ASN1OctetString safe =
                    ASN1OctetString.getInstance(store.getAuthSafe().getContent());
            for (ContentInfo part :
                    AuthenticatedSafe.getInstance(safe.getOctets()).getContentInfo()) {
                for (AlgorithmIdentifier encryption : encryptedKeys(contentOf(part))) {
                    budget.spend(encryption);
                }
            }
        } catch (UnusableMaterialException e) {
            throw e;
        } catch (Exception e) { // Of ASN.1, ciphers and paddings: whatever a damaged file brings about.
            throw new UnusableMaterialException(
                    where + " cannot be opened: it is not a PKCS12 store, or the password does not fit");
        }
    }

    /** Returns the safe contents of a part; empty if it is encrypted and will not be decrypted. */
    private byte[] contentOf(ContentInfo part) throws Exception {
        if (part.getContentType().equals(PKCSObjectIdentifiers.data)) {
            return ASN1OctetString.getInstance(part.getContent()).getOctets();
        }
        if (!part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
            throw new UnusableMaterialException(
                    where + " has a part that is encrypted in a way that is not known (" + part.getContentType() + ")");
        }
        EncryptedData encrypted = EncryptedData.getInstance(part.getContent());
        budget.spend(encrypted.getEncryptionAlgorithm());
        if (password == null) {
            return new byte[0];
        }
        char[] characters = password.password();
        try {
            InputDecryptorProvider decryptors = new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(BouncyCastle.CRYPTO)
                    .build(characters);
            return Streams.readAll(decryptors
                    .get(encrypted.getEncryptionAlgorithm())
                    .getInputStream(encrypted.getContent().getOctetStream()));
        } finally {
            Arrays.fill(characters, ' ');
        }
    }

    private static List<AlgorithmIdentifier> encryptedKeys(byte[] safeContents) throws Exception {
        List<AlgorithmIdentifier> encryptions = new ArrayList<>();
        if (safeContents.length > 0) {
            for (Object element : ASN1Sequence.getInstance(safeContents)) {
                SafeBag bag = SafeBag.getInstance(element);
                if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
                    encryptions.add(EncryptedPrivateKeyInfo.getInstance(bag.getBagValue())
                            .getEncryptionAlgorithm());
                }
            }
        }
        return encryptions;
    }
}
