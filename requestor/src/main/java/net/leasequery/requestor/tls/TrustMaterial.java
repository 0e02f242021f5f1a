package net.leasequery.requestor.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The authorities that may issue the certificate of a DHCP server. Files are read again at each connection attempt. */
public sealed interface TrustMaterial {

    /** One or more PEM certificates as text. */
    record PemText(String certificates) implements TrustMaterial {}

    /** A file of one or more PEM certificates. */
    record PemFile(Path file) implements TrustMaterial {}

    /**
     * A store of trusted certificates.
     *
     * @param password null to read the store without checking its integrity
     */
    record Store(StoreType type, Path file, @Nullable Secret password) implements TrustMaterial {}
}
