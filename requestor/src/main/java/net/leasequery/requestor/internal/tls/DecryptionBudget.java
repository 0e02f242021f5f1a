package net.leasequery.requestor.internal.tls;

import java.math.BigInteger;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how much work one file may demand before its password can even be tried. The file itself says how often a
 * password is hashed: 2³¹ times would keep a processor busy for hours (CVE-2026-15055). Counts the iterations of
 * everything in the file together. Not safe for use by several threads.
 */
final class DecryptionBudget {

    /** About two seconds. OWASP asks for 600,000 at present; openssl and keytool use 2,048 and 10,000 by default. */
    static final int MOST_ITERATIONS = 2_000_000;

    private static final int MOST_SCRYPT_OCTETS = 64 << 20;
    private static final int SCRYPT_OCTETS_OF_A_BLOCK = 128;
    private static final int LONGEST_DERIVED_KEY = 64;

    private final String where;
    private BigInteger left = BigInteger.valueOf(MOST_ITERATIONS);

    /**
     * @param where the file, for messages
     */
    DecryptionBudget(String where) {
        this.where = where;
    }

    /**
     * Adds the cost of one encryption.
     *
     * @throws UnusableMaterialException if it is too costly, together with those before it, or of an unknown kind
     */
    void spend(AlgorithmIdentifier encryption) throws UnusableMaterialException {
        try {
            if (encryption.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
                spend(PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc());
            } else {
                // PBES1 (RFC 8018) and the schemes of PKCS#12 (RFC 7292) have the same two parameters.
                spend(PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations());
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnusableMaterialException(
                    where + " is encrypted in a way that is not known (" + encryption.getAlgorithm() + ")");
        }
    }

    /** Adds the cost of checking the integrity of a PKCS#12 store. */
    void spend(@Nullable MacData mac) throws UnusableMaterialException {
        if (mac == null) {
            return;
        }
        AlgorithmIdentifier digest = mac.getMac().getAlgorithmId();
        if (digest.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
            spend(PBMAC1Params.getInstance(digest.getParameters()).getKeyDerivationFunc());
        } else {
            spend(mac.getIterationCount());
        }
    }

    private void spend(KeyDerivationFunc derivation) throws UnusableMaterialException {
        if (derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
            BigInteger length = parameters.getKeyLength();
            if (length != null && length.compareTo(BigInteger.valueOf(LONGEST_DERIVED_KEY)) > 0) {
                throw tooCostly("derives a key of " + bounded(length) + " octets");
            }
            spend(parameters.getIterationCount());
        } else if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            ScryptParams parameters = ScryptParams.getInstance(derivation.getParameters());
            BigInteger blocks = parameters.getCostParameter().multiply(parameters.getBlockSize());
            BigInteger octets = blocks.multiply(BigInteger.valueOf(SCRYPT_OCTETS_OF_A_BLOCK));
            if (octets.compareTo(BigInteger.valueOf(MOST_SCRYPT_OCTETS)) > 0) {
                throw tooCostly("asks scrypt for " + bounded(octets) + " octets of memory");
            }
            spend(blocks.multiply(parameters.getParallelizationParameter()));
        } else {
            throw new IllegalArgumentException("neither PBKDF2 nor scrypt");
        }
    }

    private void spend(BigInteger iterations) throws UnusableMaterialException {
        left = left.subtract(iterations.max(BigInteger.ONE));
        if (left.signum() < 0) {
            throw tooCostly("asks for " + bounded(iterations) + " iterations");
        }
    }

    private UnusableMaterialException tooCostly(String what) {
        return new UnusableMaterialException(where + " " + what + " to derive a key from its password, and no file may"
                + " ask for more than " + MOST_ITERATIONS + " iterations in all, keys of " + LONGEST_DERIVED_KEY
                + " octets and " + MOST_SCRYPT_OCTETS + " octets of memory; encrypt it anew with less");
    }

    /** Shortens a number from the file, which may have thousands of digits. */
    private static String bounded(BigInteger number) {
        return number.bitLength() > Long.SIZE ? "more than 2^" + (number.bitLength() - 1) : number.toString();
    }
}
