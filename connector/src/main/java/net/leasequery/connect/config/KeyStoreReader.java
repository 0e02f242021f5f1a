package net.leasequery.connect.config;

import static net.leasequery.connect.config.TlsValues.OR_CLEAR_TEXT;

import java.nio.file.Path;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.TlsMaterialValidator;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Reads the client key and certificates for DHCP servers from {@code ssl.keystore.*} and {@code ssl.key.password}. */
final class KeyStoreReader {

    private final TlsValues values;

    KeyStoreReader(TlsValues values) {
        this.values = values;
    }

    /** Returns the material; null if it is incomplete, which is then among the problems. */
    @Nullable
    KeyMaterial material() {
        KeyMaterial material = values.isPem(TlsKeys.KEYSTORE_TYPE) ? pem() : store();
        if (material instanceof KeyMaterial.PemText text) {
            values.inspect(
                    TlsKeys.KEYSTORE_CHAIN,
                    Password.HIDDEN,
                    () -> TlsMaterialValidator.checkChain(text.certificateChain()));
        }
        if (material instanceof KeyMaterial.PemText && !values.hasProblem(TlsKeys.KEYSTORE_CHAIN)) {
            values.inspect(TlsKeys.KEYSTORE_KEY, Password.HIDDEN, () -> TlsMaterialValidator.check(material));
        }
        return material;
    }

    private @Nullable KeyMaterial pem() {
        Path file = values.path(TlsKeys.KEYSTORE_LOCATION);
        Secret key = values.secret(TlsKeys.KEYSTORE_KEY);
        Secret keyPassword = values.secret(TlsKeys.KEY_PASSWORD);
        String chain = values.secretText(TlsKeys.KEYSTORE_CHAIN);
        values.refuse(
                TlsKeys.KEYSTORE_PASSWORD, "a PEM store has no password; set ssl.key.password if the key is encrypted");
        if (file != null && key == null && chain == null) {
            return new KeyMaterial.PemFile(file, keyPassword);
        }
        if (file != null) {
            values.problem(
                    TlsKeys.KEYSTORE_LOCATION,
                    file,
                    "ssl.keystore.key and ssl.keystore.certificate.chain are given too; keep either the file or the"
                            + " text");
            return null;
        }
        if (key != null && chain != null) {
            return new KeyMaterial.PemText(chain, key, keyPassword);
        }
        if (values.hasProblem(TlsKeys.KEYSTORE_LOCATION)) {
            return null;
        }
        values.problem(
                key == null ? TlsKeys.KEYSTORE_KEY : TlsKeys.KEYSTORE_CHAIN,
                null,
                "the DHCP server asks for our certificate; give ssl.keystore.key and ssl.keystore.certificate.chain as"
                        + " PEM text, or ssl.keystore.location with both in one file" + OR_CLEAR_TEXT);
        return null;
    }

    private @Nullable KeyMaterial store() {
        String remedy = "text needs ssl.keystore.type=PEM, and the type is " + values.text(TlsKeys.KEYSTORE_TYPE);
        values.refuse(TlsKeys.KEYSTORE_KEY, remedy);
        values.refuse(TlsKeys.KEYSTORE_CHAIN, remedy);
        Path file = values.path(TlsKeys.KEYSTORE_LOCATION);
        Secret password = values.secret(TlsKeys.KEYSTORE_PASSWORD);
        if (file == null) {
            values.problemUnlessKnown(
                    TlsKeys.KEYSTORE_LOCATION,
                    "the DHCP server asks for our certificate; name the store with our key, or set"
                            + " ssl.keystore.type=PEM and give ssl.keystore.key and ssl.keystore.certificate.chain"
                            + OR_CLEAR_TEXT);
            return null;
        }
        if (password == null) {
            values.problem(TlsKeys.KEYSTORE_PASSWORD, null, "set the password of " + file);
            return null;
        }
        return new KeyMaterial.Store(
                values.storeType(TlsKeys.KEYSTORE_TYPE), file, password, values.secret(TlsKeys.KEY_PASSWORD));
    }

    /** Checks whether the file is usable, if it exists here. */
    void inspectFile(KeyMaterial material) {
        Path file = values.path(TlsKeys.KEYSTORE_LOCATION);
        if (file != null) {
            values.inspect(TlsKeys.KEYSTORE_LOCATION, file, () -> TlsMaterialValidator.check(material));
        }
    }
}
