package net.leasequery.requestor.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Source of the requestor's private key and certificate. Files are read again at each connection attempt, so that a
 * renewed certificate needs no restart.
 */
public sealed interface KeyMaterial {

    /**
     * PEM as text: PKCS#8 (encrypted or not), PKCS#1 or SEC 1 keys.
     *
     * @param certificateChain the requestor's certificate first, then the intermediate ones
     * @param privateKey belongs to the first certificate
     * @param keyPassword null if the key is not encrypted
     */
    record PemText(
            String certificateChain,
            Secret privateKey,
            @Nullable Secret keyPassword) implements KeyMaterial {}

    /**
     * One PEM file with the private key and the certificate chain.
     *
     * @param keyPassword null if the key is not encrypted
     */
    record PemFile(Path file, @Nullable Secret keyPassword) implements KeyMaterial {}

    /**
     * A key store with exactly one private key.
     *
     * @param keyPassword null if it is the password of the store
     */
    record Store(
            StoreType type,
            Path file,
            Secret password,
            @Nullable Secret keyPassword) implements KeyMaterial {}
}
