package net.leasequery.transforms;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.leasequery.transforms.internal.address.Subnets;
import net.leasequery.transforms.internal.config.Choice;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.config.SubnetList;
import net.leasequery.transforms.internal.pseudonym.Action;
import net.leasequery.transforms.internal.pseudonym.ProtectedField;
import net.leasequery.transforms.internal.pseudonym.Rules;
import net.leasequery.transforms.internal.pseudonym.SecretKey;
import net.leasequery.transforms.internal.pseudonym.TokenKey;
import net.leasequery.transforms.internal.pseudonym.Truncation;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The keys of {@link PseudonymizeBinding}. */
final class PseudonymKeys {

    static final String KEY = "hmac.key";
    static final String KEY_ID = "hmac.key.id";
    static final String PREVIOUS_KEY = "hmac.previous.key";
    static final String PREVIOUS_KEY_ID = "hmac.previous.key.id";
    static final String IPV4_LENGTH = "truncate.ipv4.prefix.length";
    static final String IPV6_LENGTH = "truncate.ipv6.prefix.length";
    static final String EXCLUDE_SUBNETS = "exclude.subnets";
    static final String HEADERS = "headers.keep";
    static final String ON_UNKNOWN = "on.unknown.record";
    static final String FIELD = "field.";

    private PseudonymKeys() {}

    static ConfigDef definition() {
        ConfigDef definition = new ConfigDef()
                .define(
                        KEY,
                        ConfigDef.Type.PASSWORD,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new SecretKey(),
                        Importance.HIGH,
                        "Secret key of the tokens: at least 32 random octets in base64 (`openssl rand -base64 32`)."
                                + " Pass it through a ConfigProvider, and use the same key wherever tokens must"
                                + " match. Anyone who has the key can find out by trial whose token it is; once the"
                                + " key is destroyed, nobody can.")
                .define(
                        KEY_ID,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new KeyId(),
                        Importance.HIGH,
                        "Name of the key. Each token begins with it. Use a new name for each new key.")
                .define(
                        PREVIOUS_KEY,
                        ConfigDef.Type.PASSWORD,
                        null,
                        new SecretKey(),
                        Importance.MEDIUM,
                        "The previous key, during a key rotation. Each record then has a header"
                                + " `leasequery.previous.tokens` with its tokens under that key. Remove this key"
                                + " once consumers have matched old and new tokens.")
                .define(
                        PREVIOUS_KEY_ID,
                        ConfigDef.Type.STRING,
                        null,
                        new KeyId(),
                        Importance.MEDIUM,
                        "Name of the previous key.");
        defineRest(definition);
        for (ProtectedField field : ProtectedField.values()) {
            defineField(definition, field);
        }
        return definition;
    }

    private static void defineRest(ConfigDef definition) {
        definition
                .define(
                        EXCLUDE_SUBNETS,
                        ConfigDef.Type.LIST,
                        "",
                        new SubnetList(false),
                        Importance.MEDIUM,
                        "Subnets whose bindings are not pseudonymized, such as those of servers and printers:"
                                + " `192.0.2.0/24,2001:db8::/32`. Empty means none.")
                .define(
                        IPV4_LENGTH,
                        ConfigDef.Type.INT,
                        24,
                        ConfigDef.Range.between(0, 32),
                        Importance.LOW,
                        "Number of leading bits of an IPv4 address that `truncate` keeps.")
                .define(
                        IPV6_LENGTH,
                        ConfigDef.Type.INT,
                        48,
                        ConfigDef.Range.between(0, 128),
                        Importance.LOW,
                        "Number of leading bits of an IPv6 address or delegated prefix that `truncate` keeps.")
                .define(
                        HEADERS,
                        ConfigDef.Type.LIST,
                        "leasequery.server,leasequery.origin,leasequery.state",
                        Importance.LOW,
                        "Headers to keep. All others are removed, because they may have been derived from the value."
                                + " `leasequery.table` is always removed: it contains digests of the binding.")
                .define(
                        ON_UNKNOWN,
                        ConfigDef.Type.STRING,
                        "fail",
                        new Choice("fail", "drop", "pass"),
                        Importance.MEDIUM,
                        "What happens to a record that is not one of the connector's, or whose key has another"
                                + " format, because it may contain personal data in unknown places. `fail`: the"
                                + " transform fails, and `errors.tolerance` decides what follows. `drop`: the record"
                                + " is dropped. `pass`: it is passed on unchanged.");
    }

    private static void defineField(ConfigDef definition, ProtectedField field) {
        Choice actions =
                new Choice(field.allowed().stream().map(PseudonymKeys::word).toArray(String[]::new));
        definition.define(
                FIELD + field.path(),
                ConfigDef.Type.STRING,
                word(field.byDefault()),
                actions,
                Importance.MEDIUM,
                ("What happens to `" + field.path() + "`. " + note(field)).strip(),
                null,
                -1,
                ConfigDef.Width.SHORT,
                FIELD + field.path(),
                List.of(),
                actions);
    }

    private static String note(ProtectedField field) {
        return switch (field) {
            case ADDRESS ->
                "With `hmac` and with `truncate`, the record key gets a token, because two bindings must not share a"
                        + " key.";
            case IAID -> "Its token is a 32-bit number without the name of the key.";
            case OPTIONS -> "Options can repeat any of the other fields. `drop` leaves an empty map or `{}`.";
            case FQDN -> "`truncate` keeps the domain only.";
            case HARDWARE_ADDRESS -> "`truncate` keeps the vendor's half of a MAC address.";
            default -> "";
        };
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    static Rules rules(ParsedKeys keys) {
        Map<ProtectedField, Action> actions = new EnumMap<>(ProtectedField.class);
        for (ProtectedField field : ProtectedField.values()) {
            actions.put(field, Action.valueOf(keys.text(FIELD + field.path()).toUpperCase(Locale.ROOT)));
        }
        Password secret = keys.password(KEY);
        if (secret == null) {
            throw new ConfigException(KEY, null, "give the key of the tokens");
        }
        byte[] octets = SecretKey.octets(KEY, secret);
        return new Rules(
                new TokenKey(keys.text(KEY_ID), octets),
                previous(keys, octets),
                actions,
                new Truncation(keys.number(IPV4_LENGTH), keys.number(IPV6_LENGTH)),
                Subnets.parse(keys.list(EXCLUDE_SUBNETS)));
    }

    private static @Nullable TokenKey previous(ParsedKeys keys, byte[] current) {
        Password secret = keys.password(PREVIOUS_KEY);
        String id = keys.optionalText(PREVIOUS_KEY_ID);
        if (secret == null && id == null) {
            return null;
        }
        if (secret == null || id == null) {
            throw new ConfigException("Invalid configuration: " + PREVIOUS_KEY + " and " + PREVIOUS_KEY_ID
                    + " belong together; set both, or neither");
        }
        if (id.equals(keys.text(KEY_ID))) {
            throw new ConfigException(PREVIOUS_KEY_ID, id, "is also " + KEY_ID + "; give each key a name of its own");
        }
        byte[] octets = SecretKey.octets(PREVIOUS_KEY, secret);
        if (MessageDigest.isEqual(octets, current)) {
            throw new ConfigException(
                    PREVIOUS_KEY, Password.HIDDEN, "is the same as " + KEY + "; a rotation needs a new key");
        }
        return new TokenKey(id, octets);
    }

    /** A name that may stand at the beginning of a DNS label. */
    private static final class KeyId implements ConfigDef.Validator {

        @Override
        public void ensureValid(String key, @Nullable Object value) {
            if (value != null && !value.toString().matches("[a-z0-9]{1,16}")) {
                throw new ConfigException(key, value, "use 1 to 16 lower-case letters and digits, as k2026");
            }
        }

        @Override
        public String toString() {
            return "1 to 16 lower-case letters and digits";
        }
    }
}
