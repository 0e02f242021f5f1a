package net.leasequery.streams.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/** Reads {@code http.*}. Lease data is personal: without TLS and authentication, only loopback is allowed. */
final class HttpSettingsReader {
    private static final String OFF = "off";
    private static final String LOOPBACK = "127.0.0.1";
    private static final long DEFAULT_RETENTION_MILLIS = 400L * 24 * 60 * 60 * 1000;

    private final Map<String, String> given;

    HttpSettingsReader(Map<String, String> given) {
        this.given = given;
    }

    /** Returns all keys of TLS. */
    static List<String> sslKeys() {
        ConfigDef kafka = new ConfigDef();
        SslConfigs.addClientSslSupport(kafka);
        return Stream.concat(kafka.names().stream(), Stream.of("ssl.client.auth"))
                .map(name -> "http." + name)
                .toList();
    }

    /** Returns the settings; null if there is no listener. */
    @Nullable
    HttpSettings read() {
        String listener = given.getOrDefault(Keys.HTTP_LISTENER, OFF);
        if (listener.equals(OFF)) {
            return null;
        }
        int colon = listener.lastIndexOf(':');
        String host = colon < 0 ? LOOPBACK : unbracketed(listener.substring(0, colon));
        HttpSettings settings = new HttpSettings(
                host,
                port(listener, listener.substring(colon + 1)),
                ssl(),
                file(Keys.HTTP_CREDENTIALS),
                anonymousRoles(),
                file(Keys.HTTP_FORWARDING_KEY),
                number(Keys.HTTP_REQUESTS_PER_SECOND, 20, 1, 100_000),
                number(Keys.HTTP_PAGE_SIZE_MAX, 1_000, 1, 1_000),
                SettingsReader.millis(given, Keys.HTTP_LOOKUPS_RETENTION, DEFAULT_RETENTION_MILLIS, 60_000));
        if (!isLoopback(listener, host)) {
            refuseUnprotected(listener, settings);
        }
        return settings;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String listener, String number) {
        if (!number.matches("\\d{1,5}") || Integer.parseInt(number) > 65_535) {
            throw new ConfigException(
                    Keys.HTTP_LISTENER, listener, "must be off, a port, or address:port such as 127.0.0.1:8089");
        }
        return Integer.parseInt(number);
    }

    private static boolean isLoopback(String listener, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    Keys.HTTP_LISTENER,
                    listener,
                    "names no address of this machine; use its address, or only a port for 127.0.0.1");
        }
    }

    private void refuseUnprotected(String listener, HttpSettings settings) {
        String why = "can be reached from other machines, and lease data is personal: ";
        if (!settings.ssl().containsKey("ssl.keystore.location")
                && !settings.ssl().containsKey("ssl.keystore.key")) {
            throw new ConfigException(
                    Keys.HTTP_LISTENER,
                    listener,
                    why + "set " + Keys.HTTP_SSL + "keystore.* to a certificate and key, or listen on 127.0.0.1");
        }
        if (settings.credentials() == null) {
            throw new ConfigException(
                    Keys.HTTP_LISTENER,
                    listener,
                    why + "set " + Keys.HTTP_CREDENTIALS + " to a file of callers, or listen on 127.0.0.1");
        }
    }

    private Map<String, String> ssl() {
        Map<String, String> ssl = new HashMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(Keys.HTTP_SSL)) {
                ssl.put(key.substring("http.".length()), value);
            }
        });
        String clientAuth = ssl.getOrDefault("ssl.client.auth", "none");
        if (!List.of("none", "requested", "required").contains(clientAuth)) {
            throw new ConfigException(
                    Keys.HTTP_SSL + "client.auth", clientAuth, "must be one of none, requested, required");
        }
        return ssl;
    }

    private @Nullable Path file(String key) {
        String text = given.get(key);
        if (text == null) {
            return null;
        }
        Path file = SettingsReader.path(text);
        if (file == null || !Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigException(key, text, "must be a file that this process can read");
        }
        return file;
    }

    private Set<Role> anonymousRoles() {
        String text = given.getOrDefault(Keys.HTTP_ANONYMOUS_ROLES, "read");
        if (given.containsKey(Keys.HTTP_CREDENTIALS)) {
            if (given.containsKey(Keys.HTTP_ANONYMOUS_ROLES)) {
                throw new ConfigException(
                        Keys.HTTP_ANONYMOUS_ROLES,
                        text,
                        "has no meaning beside " + Keys.HTTP_CREDENTIALS + "; remove one of the two");
            }
            return Set.of();
        }
        return roles(Keys.HTTP_ANONYMOUS_ROLES, text);
    }

    private static Set<Role> roles(String key, String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : SettingsReader.list(text)) {
            roles.add(List.of(Role.values()).stream()
                    .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ConfigException(key, name, "must be some of read, erase, audit")));
        }
        return roles;
    }

    private int number(String key, int otherwise, int least, int most) {
        String text = given.get(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new ConfigException(key, text, "must be a number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }
}
