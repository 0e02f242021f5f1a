package net.leasequery.connect.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.CipherSuites;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.Secret;
import net.leasequery.requestor.tls.StoreType;
import net.leasequery.requestor.tls.TlsEngines;
import net.leasequery.requestor.tls.TlsProtocol;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import net.leasequery.requestor.tls.UnusableMaterialException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS settings of the parsed values of {@link TlsKeys}, or says what is wrong between them. Keys and
 * certificates that are given as text are read; files are not touched but by {@link #inspectFiles}.
 */
final class TlsReading {

    private static final String OR_CLEAR_TEXT = "; security.protocol=PLAINTEXT would send lease data in clear text";

    private final Map<String, ?> parsed;
    private final Map<String, String> problems = new LinkedHashMap<>();

    /**
     * @param parsed values by key; one that is not valid in itself is missing, and what depends on it is not
     *     judged
     */
    TlsReading(Map<String, ?> parsed) {
        this.parsed = parsed;
    }

    /** Key to message; empty before {@link #settings} and if all is well. */
    Map<String, String> problems() {
        return problems;
    }

    /** The settings; null if there are {@link #problems}, or if a value is missing. */
    @Nullable
    TlsSettings settings() {
        KeyMaterial keys = parsed.containsKey(TlsKeys.KEYSTORE_TYPE) ? keys() : null;
        TrustMaterial trust = parsed.containsKey(TlsKeys.TRUSTSTORE_TYPE) ? trust() : null;
        Set<TlsProtocol> protocols = protocols();
        List<String> suites = words(TlsKeys.CIPHER_SUITES);
        protocols.stream()
                .filter(protocol ->
                        !suites.isEmpty() && suites.stream().noneMatch(suite -> CipherSuites.fits(suite, protocol)))
                .findFirst()
                .ifPresent(protocol -> problem(
                        TlsKeys.CIPHER_SUITES,
                        String.join(",", suites),
                        "none of them is for " + protocol.jsseName() + "; add one of "
                                + CipherSuites.ALLOWED.stream()
                                        .filter(suite -> CipherSuites.fits(suite, protocol))
                                        .collect(Collectors.joining(", "))
                                + ", or take " + protocol.jsseName() + " out of " + TlsKeys.PROTOCOLS));
        if (keys == null || trust == null || protocols.isEmpty() || suites.isEmpty() || !problems.isEmpty()) {
            return null;
        }
        boolean verifyHostName = text(TlsKeys.ENDPOINT_IDENTIFICATION) != null;
        return new TlsSettings(keys, trust, protocols, suites, verifyHostName);
    }

    /**
     * Finds out whether the files of these settings can be used, as far as they exist: one that does not
     * exist here may exist on the worker that will run the task.
     */
    void inspectFiles(TlsSettings settings) {
        Path keys = path(TlsKeys.KEYSTORE_LOCATION);
        if (keys != null && Files.exists(keys)) {
            inspect(TlsKeys.KEYSTORE_LOCATION, keys, () -> TlsEngines.check(settings.keys()));
        }
        Path trust = path(TlsKeys.TRUSTSTORE_LOCATION);
        if (trust != null && Files.exists(trust)) {
            inspect(TlsKeys.TRUSTSTORE_LOCATION, trust, () -> TlsEngines.check(settings.trust()));
        }
    }

    private @Nullable KeyMaterial keys() {
        KeyMaterial material = isPem(TlsKeys.KEYSTORE_TYPE) ? pemKeys() : storedKeys();
        if (material instanceof KeyMaterial.PemText) {
            inspect(TlsKeys.KEYSTORE_KEY, Password.HIDDEN, () -> TlsEngines.check(material));
        }
        return material;
    }

    private @Nullable KeyMaterial pemKeys() {
        Path file = path(TlsKeys.KEYSTORE_LOCATION);
        Secret key = secret(TlsKeys.KEYSTORE_KEY);
        Secret keyPassword = secret(TlsKeys.KEY_PASSWORD);
        String chain = secretText(TlsKeys.KEYSTORE_CHAIN);
        refuse(TlsKeys.KEYSTORE_PASSWORD, "a PEM store has no password; set ssl.key.password if the key is encrypted");
        if (file != null && key == null && chain == null) {
            return new KeyMaterial.PemFile(file, keyPassword);
        }
        if (file != null) {
            problem(
                    TlsKeys.KEYSTORE_LOCATION,
                    file,
                    "ssl.keystore.key and ssl.keystore.certificate.chain are given too; keep either the file or the"
                            + " text");
            return null;
        }
        if (key != null && chain != null) {
            return new KeyMaterial.PemText(chain, key, keyPassword);
        }
        if (problems.containsKey(TlsKeys.KEYSTORE_LOCATION)) {
            return null;
        }
        problem(
                key == null ? TlsKeys.KEYSTORE_KEY : TlsKeys.KEYSTORE_CHAIN,
                null,
                "the DHCP server asks for our certificate; give ssl.keystore.key and ssl.keystore.certificate.chain as"
                        + " PEM text, or ssl.keystore.location with both in one file" + OR_CLEAR_TEXT);
        return null;
    }

    private @Nullable KeyMaterial storedKeys() {
        String remedy = "text needs ssl.keystore.type=PEM, and the type is " + text(TlsKeys.KEYSTORE_TYPE);
        refuse(TlsKeys.KEYSTORE_KEY, remedy);
        refuse(TlsKeys.KEYSTORE_CHAIN, remedy);
        Path file = path(TlsKeys.KEYSTORE_LOCATION);
        Secret password = secret(TlsKeys.KEYSTORE_PASSWORD);
        if (file == null) {
            problemUnlessKnown(
                    TlsKeys.KEYSTORE_LOCATION,
                    "the DHCP server asks for our certificate; name the store with our key, or set"
                            + " ssl.keystore.type=PEM and give ssl.keystore.key and ssl.keystore.certificate.chain"
                            + OR_CLEAR_TEXT);
            return null;
        }
        if (password == null) {
            problem(TlsKeys.KEYSTORE_PASSWORD, null, "set the password of " + file);
            return null;
        }
        return new KeyMaterial.Store(storeType(TlsKeys.KEYSTORE_TYPE), file, password, secret(TlsKeys.KEY_PASSWORD));
    }

    private @Nullable TrustMaterial trust() {
        TrustMaterial material = isPem(TlsKeys.TRUSTSTORE_TYPE) ? pemTrust() : storedTrust();
        if (material instanceof TrustMaterial.PemText) {
            inspect(TlsKeys.TRUSTSTORE_CERTIFICATES, Password.HIDDEN, () -> TlsEngines.check(material));
        }
        return material;
    }

    private @Nullable TrustMaterial pemTrust() {
        Path file = path(TlsKeys.TRUSTSTORE_LOCATION);
        String certificates = secretText(TlsKeys.TRUSTSTORE_CERTIFICATES);
        refuse(TlsKeys.TRUSTSTORE_PASSWORD, "a PEM store has no password; leave it out");
        if (file != null && certificates != null) {
            problem(
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
        if (!problems.containsKey(TlsKeys.TRUSTSTORE_LOCATION)) {
            problem(
                    TlsKeys.TRUSTSTORE_CERTIFICATES,
                    null,
                    "somebody must vouch for the DHCP server; give the certificate of its authority as PEM text, or"
                            + " ssl.truststore.location" + OR_CLEAR_TEXT);
        }
        return null;
    }

    private @Nullable TrustMaterial storedTrust() {
        refuse(
                TlsKeys.TRUSTSTORE_CERTIFICATES,
                "text needs ssl.truststore.type=PEM, and the type is " + text(TlsKeys.TRUSTSTORE_TYPE));
        Path file = path(TlsKeys.TRUSTSTORE_LOCATION);
        if (file == null) {
            problemUnlessKnown(
                    TlsKeys.TRUSTSTORE_LOCATION,
                    "somebody must vouch for the DHCP server; name a store with the certificate of its authority, or"
                            + " set ssl.truststore.type=PEM and give ssl.truststore.certificates" + OR_CLEAR_TEXT);
            return null;
        }
        return new TrustMaterial.Store(storeType(TlsKeys.TRUSTSTORE_TYPE), file, secret(TlsKeys.TRUSTSTORE_PASSWORD));
    }

    private Set<TlsProtocol> protocols() {
        List<String> names = words(TlsKeys.PROTOCOLS);
        return Stream.of(TlsProtocol.values())
                .filter(protocol -> names.contains(protocol.jsseName()))
                .collect(Collectors.toSet());
    }

    private interface Inspection {
        void run() throws UnusableMaterialException;
    }

    private void inspect(String key, Object shown, Inspection inspection) {
        try {
            inspection.run();
        } catch (UnusableMaterialException e) {
            problem(key, shown, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(String key, String remedy) {
        if (secretText(key) != null) {
            problem(key, Password.HIDDEN, remedy);
        }
    }

    private void problemUnlessKnown(String key, String remedy) {
        if (!problems.containsKey(key)) {
            problem(key, null, remedy);
        }
    }

    private void problem(String key, @Nullable Object value, String remedy) {
        problems.put(key, CrossChecks.invalid(key, value) + remedy);
    }

    private boolean isPem(String typeKey) {
        return TlsKeys.PEM.equalsIgnoreCase(text(typeKey));
    }

    private StoreType storeType(String typeKey) {
        return StoreType.valueOf(String.valueOf(text(typeKey)).toUpperCase(Locale.ROOT));
    }

    private @Nullable Path path(String key) {
        String name = text(key);
        try {
            return name == null ? null : Path.of(name);
        } catch (InvalidPathException e) {
            problem(key, name, "not the path of a file");
            return null;
        }
    }

    private List<String> words(String key) {
        return parsed.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private @Nullable String text(String key) {
        return parsed.get(key) instanceof String text && !text.isBlank() ? text : null;
    }

    private @Nullable Secret secret(String key) {
        String text = secretText(key);
        return text == null ? null : Secret.of(text);
    }

    private @Nullable String secretText(String key) {
        return parsed.get(key) instanceof Password password && !password.value().isEmpty() ? password.value() : null;
    }
}
