package net.leasequery.transforms.internal.pseudonym;

import java.util.Base64;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Accepts at least 32 octets in base64. No message contains any part of the key. */
public final class SecretKey implements ConfigDef.Validator {

    private static final int FEWEST_OCTETS = 32;

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof Password password) {
            byte[] unused = octets(key, password);
        }
    }

    /**
     * Returns the octets of a key.
     *
     * @throws ConfigException with the name of the configuration key, but not its value
     */
    public static byte[] octets(String key, Password password) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(password.value().strip());
        } catch (IllegalArgumentException e) {
            throw refused(key, "it is not base64");
        }
        if (octets.length < FEWEST_OCTETS) {
            throw refused(key, "it has " + octets.length + " octets");
        }
        return octets;
    }

    private static ConfigException refused(String key, String reason) {
        return new ConfigException(
                key,
                Password.HIDDEN,
                reason
                        + "; give at least 32 random octets in base64, as \"openssl rand -base64 32\" prints them,"
                        + " through a ConfigProvider");
    }

    @Override
    public String toString() {
        return "at least 32 octets in base64";
    }
}
