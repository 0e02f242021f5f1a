package net.leasequery.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.CipherSuites;
import net.leasequery.requestor.tls.KeyMaterial;
import net.leasequery.requestor.tls.TlsProtocol;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TrustMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Creates TLS settings from the parsed values of {@link TlsKeys}, or reports conflicts between them. Keys and
 * certificates given as text are parsed; only {@link #inspectFiles} accesses files.
 */
final class TlsSettingsReader {

    private final TlsValues values;
    private final KeyStoreReader keys;
    private final TrustStoreReader trust;

    /**
     * @param parsed values by key; a value that is not valid by itself is missing, and values that depend on it are not
     *     checked
     */
    TlsSettingsReader(Map<String, ?> parsed) {
        this.values = new TlsValues(parsed);
        this.keys = new KeyStoreReader(values);
        this.trust = new TrustStoreReader(values);
    }

    /** Messages by key; empty before {@link #settings} and if there are no errors. */
    Map<String, String> problems() {
        return values.problems();
    }

    /** The settings; null if there are {@link #problems}, or if a value is missing. */
    @Nullable
    TlsSettings settings() {
        KeyMaterial ours = values.has(TlsKeys.KEYSTORE_TYPE) ? keys.material() : null;
        TrustMaterial theirs = values.has(TlsKeys.TRUSTSTORE_TYPE) ? trust.material() : null;
        Set<TlsProtocol> protocols = protocols();
        List<String> suites = values.words(TlsKeys.CIPHER_SUITES);
        checkThatEachHasASuite(protocols, suites);
        if (ours == null
                || theirs == null
                || protocols.isEmpty()
                || suites.isEmpty()
                || !problems().isEmpty()) {
            return null;
        }
        boolean verifyHostName = values.text(TlsKeys.ENDPOINT_IDENTIFICATION) != null;
        return new TlsSettings(ours, theirs, protocols, suites, verifyHostName);
    }

    /**
     * Checks whether the files of these settings are usable, if they exist: a file that is missing here may exist on
     * the worker that will run the task.
     */
    void inspectFiles(TlsSettings settings) {
        keys.inspectFile(settings.keys());
        trust.inspectFile(settings.trust());
    }

    private void checkThatEachHasASuite(Set<TlsProtocol> protocols, List<String> suites) {
        protocols.stream()
                .filter(protocol ->
                        !suites.isEmpty() && suites.stream().noneMatch(suite -> CipherSuites.fits(suite, protocol)))
                .findFirst()
                .ifPresent(protocol -> values.problem(
                        TlsKeys.CIPHER_SUITES,
                        String.join(",", suites),
                        "none of them is for " + protocol.jsseName() + "; add one of "
                                + CipherSuites.ALLOWED.stream()
                                        .filter(suite -> CipherSuites.fits(suite, protocol))
                                        .collect(Collectors.joining(", "))
                                + ", or take " + protocol.jsseName() + " out of " + TlsKeys.PROTOCOLS));
    }

    private Set<TlsProtocol> protocols() {
        List<String> names = values.words(TlsKeys.PROTOCOLS);
        return Stream.of(TlsProtocol.values())
                .filter(protocol -> names.contains(protocol.jsseName()))
                .collect(Collectors.toSet());
    }
}
