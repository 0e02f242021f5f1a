package net.leasequery.simulator.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Kind of a key pair. */
public enum KeyKind {
    /** 2048 bit. */
    RSA("RSA", 2048, "SHA256withRSA"),
    /** On the curve P-256. */
    ECDSA("EC", 256, "SHA256withECDSA");

    private final String algorithm;
    private final int bits;
    private final String signatureAlgorithm;

    KeyKind(String algorithm, int bits, String signatureAlgorithm) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    KeyPair generate() {
        return generate(bits);
    }

    /** As {@link #generate()}, of another length. */
    KeyPair generate(int otherBits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(otherBits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK can make this key", e);
        }
    }

    String signatureAlgorithm() {
        return signatureAlgorithm;
    }
}
