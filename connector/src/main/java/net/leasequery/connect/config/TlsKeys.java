package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.leasequery.requestor.tls.CipherSuites;
import net.leasequery.requestor.tls.TlsProtocol;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.SslConfigs;

/** The keys of TLS. Names and meanings are those of Kafka's own clients. */
final class TlsKeys {

    static final String KEYSTORE_TYPE = SslConfigs.SSL_KEYSTORE_TYPE_CONFIG;
    static final String KEYSTORE_LOCATION = SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG;
    static final String KEYSTORE_PASSWORD = SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG;
    static final String KEYSTORE_KEY = SslConfigs.SSL_KEYSTORE_KEY_CONFIG;
    static final String KEYSTORE_CHAIN = SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG;
    static final String KEY_PASSWORD = SslConfigs.SSL_KEY_PASSWORD_CONFIG;
    static final String TRUSTSTORE_TYPE = SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG;
    static final String TRUSTSTORE_LOCATION = SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG;
    static final String TRUSTSTORE_PASSWORD = SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG;
    static final String TRUSTSTORE_CERTIFICATES = SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG;
    static final String ENDPOINT_IDENTIFICATION = SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;
    static final String PROTOCOLS = SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG;
    static final String CIPHER_SUITES = SslConfigs.SSL_CIPHER_SUITES_CONFIG;

    static final String PEM = "PEM";
    static final String HTTPS = "https";

    private static final Predicate<Object> NOT_PEM = ConfigDefBuilder.is(PEM).negate();
    private static final String[] TYPES = {"JKS", "PKCS12", PEM};
    private static final List<String> PROTOCOL_NAMES =
            Stream.of(TlsProtocol.values()).map(TlsProtocol::jsseName).toList();

    private TlsKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("TLS");
        form.onlyIf(Keys.SECURITY_PROTOCOL, ConfigDefBuilder.is(Keys.SSL), () -> {
            ours(form);
            theirs(form);
            rules(form);
        });
    }

    private static void ours(ConfigDefBuilder form) {
        form.define(
                KEYSTORE_TYPE,
                STRING,
                "JKS",
                new OneOf(TYPES),
                MEDIUM,
                Width.SHORT,
                "Key store type",
                "Format of the connector's private key and certificate, which the DHCP server requests (RFC 7724"
                        + " section 8.1).");
        form.define(
                KEYSTORE_LOCATION,
                STRING,
                null,
                null,
                HIGH,
                Width.LONG,
                "Key store",
                "File on the worker with the connector's private key and certificate chain. With `PEM`, one file"
                        + " contains both. It is read at each connection, so a renewed certificate needs no restart.");
        form.onlyIf(
                KEYSTORE_TYPE,
                NOT_PEM,
                () -> secret(
                        form,
                        KEYSTORE_PASSWORD,
                        "Key store password",
                        "Password of the file `ssl.keystore.location`. A `PEM` file has none."));
        form.onlyIf(KEYSTORE_TYPE, ConfigDefBuilder.is(PEM), () -> ourPemTexts(form));
        secret(
                form,
                KEY_PASSWORD,
                "Key password",
                "Password of the private key itself. Without this key, a private key in `JKS` or `PKCS12` is"
                        + " expected to have the password of its store, and a `PEM` key to be unencrypted.");
    }

    private static void ourPemTexts(ConfigDefBuilder form) {
        secret(
                form,
                KEYSTORE_KEY,
                "Private key",
                "The connector's private key as PEM text (PKCS#8, PKCS#1 or SEC 1), instead of a file; with"
                        + " `ssl.keystore.type=PEM`. Line breaks may be missing. Pass it through a ConfigProvider,"
                        + " so that it does not stand in the configuration.");
        secret(
                form,
                KEYSTORE_CHAIN,
                "Certificate chain",
                "The connector's certificate as PEM text, followed by the intermediate certificates; required with"
                        + " `ssl.keystore.key`.");
    }

    private static void theirs(ConfigDefBuilder form) {
        form.define(
                TRUSTSTORE_TYPE,
                STRING,
                "JKS",
                new OneOf(TYPES),
                MEDIUM,
                Width.SHORT,
                "Trust store type",
                "Format of the trust store: the certificates of the authorities that are trusted to issue the DHCP"
                        + " server's certificate.");
        form.define(
                TRUSTSTORE_LOCATION,
                STRING,
                null,
                null,
                HIGH,
                Width.LONG,
                "Trust store",
                "File on the worker with the trusted certificates. It is read at each connection, so new"
                        + " certificates need no restart. The authorities that the JVM trusts by default are never"
                        + " used.");
        form.onlyIf(
                TRUSTSTORE_TYPE,
                NOT_PEM,
                () -> secret(
                        form,
                        TRUSTSTORE_PASSWORD,
                        "Trust store password",
                        "Password of the file `ssl.truststore.location`. Without it, the integrity of the file is"
                                + " not checked. A `PEM` file has none."));
        form.onlyIf(
                TRUSTSTORE_TYPE,
                ConfigDefBuilder.is(PEM),
                () -> secret(
                        form,
                        TRUSTSTORE_CERTIFICATES,
                        "Trusted certificates",
                        "The trusted certificates as PEM text, instead of a file; with `ssl.truststore.type=PEM`."));
    }

    private static void rules(ConfigDefBuilder form) {
        form.define(
                ENDPOINT_IDENTIFICATION,
                STRING,
                HTTPS,
                new EndpointIdentification(),
                LOW,
                Width.SHORT,
                "Endpoint identification",
                "`https`: the server's certificate must contain the host name or address from `dhcp.servers`. Empty:"
                        + " the name is not checked, so any machine with a certificate of a trusted authority is"
                        + " accepted as the DHCP server.");
        form.define(
                PROTOCOLS,
                LIST,
                String.join(",", PROTOCOL_NAMES),
                new SomeOf(PROTOCOL_NAMES),
                LOW,
                Width.MEDIUM,
                "TLS versions",
                "TLS versions to offer. Earlier versions must not be used (RFC 9325 section 3.1.1).");
        form.define(
                CIPHER_SUITES,
                LIST,
                String.join(",", CipherSuites.ALLOWED),
                new SomeOf(CipherSuites.ALLOWED),
                LOW,
                Width.LONG,
                "Cipher suites",
                "Cipher suites to offer, in order of preference. Only suites with forward secrecy and authenticated"
                        + " encryption are allowed (RFC 9325 section 4.2); the default is all of them. Each version"
                        + " in `ssl.enabled.protocols` needs at least one.");
    }

    private static void secret(ConfigDefBuilder form, String key, String displayName, String documentation) {
        form.define(key, PASSWORD, null, null, HIGH, Width.LONG, displayName, documentation);
    }
}
