package net.leasequery.streams.lookup.http;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Reads certificate, key and trust by Kafka's {@code ssl.*} keys: PEM, PKCS12 or JKS. */
public final class Tls {

    private Tls() {}

    /**
     * Reads certificate, key and trust.
     *
     * @param ssl keys of Kafka
     * @return null without TLS
     * @throws ConfigException if a file cannot be read or used
     */
    public static @Nullable SSLContext of(Map<String, String> ssl) {
        if (ssl.isEmpty()) {
            return null;
        }
        ConfigDef keys = new ConfigDef();
        SslConfigs.addClientSslSupport(keys);
        Map<String, String> own = new HashMap<>(ssl);
        own.remove("ssl.client.auth");
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(new AbstractConfig(keys, own, false).values());
            return factory.sslContext();
        } catch (KafkaException e) {
            throw new ConfigException("http.ssl.*: " + message(e));
        }
    }

    private static String message(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + cause.getMessage();
    }
}
