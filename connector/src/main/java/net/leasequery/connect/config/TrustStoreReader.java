package net.leasequery.connect.config;

import static net.leasequery.connect.config.TlsValues.OR_CLEAR_TEXT;

import java.nio.file.Path;
import net.leasequery.requestor.tls.TlsMaterialValidator;
import net.leasequery.requestor.tls.TrustMaterial;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Reads the certificates that authenticate DHCP servers from {@code ssl.truststore.*}. */
final class TrustStoreReader {

    private final TlsValues values;

    TrustStoreReader(TlsValues values) {
        this.values = values;
    }

    /** Returns the material; null if it is incomplete, which is then among the problems. */
    @Nullable
    TrustMaterial material() {
        TrustMaterial material = values.isPem(TlsKeys.TRUSTSTORE_TYPE) ? pem() : store();
        if (material instanceof TrustMaterial.PemText) {
            values.inspect(
                    TlsKeys.TRUSTSTORE_CERTIFICATES, Password.HIDDEN, () -> TlsMaterialValidator.check(material));
        }
        return material;
    }

    private @Nullable TrustMaterial pem() {
        Path file = values.path(TlsKeys.TRUSTSTORE_LOCATION);
        String certificates = values.secretText(TlsKeys.TRUSTSTORE_CERTIFICATES);
        values.refuse(TlsKeys.TRUSTSTORE_PASSWORD, "a PEM store has no password; leave it out");
        if (file != null && certificates != null) {
            values.problem(
                    TlsKeys.TRUSTSTORE_LOCATION,
                    file,
                    "ssl.truststore.certificates is given too; keep either the file or the text");
            return null;
        }
        if (file != null) {
            return new TrustMaterial.PemFile(file);
        }
        if (certificates != null) {
            return new TrustMaterial.PemText(certificates);
        }
        if (!values.hasProblem(TlsKeys.TRUSTSTORE_LOCATION)) {
            values.problem(
                    TlsKeys.TRUSTSTORE_CERTIFICATES,
                    null,
                    "without trusted certificates no DHCP server can be authenticated; give the certificate of its"
                            + " authority as PEM text, or ssl.truststore.location" + OR_CLEAR_TEXT);
        }
        return null;
    }

    private @Nullable TrustMaterial store() {
        values.refuse(
                TlsKeys.TRUSTSTORE_CERTIFICATES,
                "text needs ssl.truststore.type=PEM, and the type is " + values.text(TlsKeys.TRUSTSTORE_TYPE));
        Path file = values.path(TlsKeys.TRUSTSTORE_LOCATION);
        if (file == null) {
            values.problemUnlessKnown(
                    TlsKeys.TRUSTSTORE_LOCATION,
                    "without trusted certificates no DHCP server can be authenticated; name a store with the certificate"
                            + " of its authority, or set ssl.truststore.type=PEM and give ssl.truststore.certificates"
                            + OR_CLEAR_TEXT);
            return null;
        }
        return new TrustMaterial.Store(
                values.storeType(TlsKeys.TRUSTSTORE_TYPE), file, values.secret(TlsKeys.TRUSTSTORE_PASSWORD));
    }

    /** Checks whether the file is usable, if it exists here. */
    void inspectFile(TrustMaterial material) {
        Path file = values.path(TlsKeys.TRUSTSTORE_LOCATION);
        if (file != null) {
            values.inspect(TlsKeys.TRUSTSTORE_LOCATION, file, () -> TlsMaterialValidator.check(material));
        }
    }
}
