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
                        "Secret key of the tokens: at least 32 random octets in base64 (`openssl rand -base64 32`). Give it"
                                + " through a ConfigProvider, the same wherever tokens have to agree. Who has it can find"
                                + " out by trial whose token it is; when it is destroyed, nobody can.")
                .define(
                        KEY_ID,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new KeyId(),
                        Importance.HIGH,
                        "Name of the key, with which each token begins. Take a new one with each new key.")
                .define(
                        PREVIOUS_KEY,
                        ConfigDef.Type.PASSWORD,
                        null,
                        new SecretKey(),
                        Importance.MEDIUM,
                        "The key before, during a rotation: each record then carries, in the header"
                                + " `leasequery.previous.tokens`, what its tokens were. Remove it when consumers have joined"
                                + " old and new.")
                .define(
                        PREVIOUS_KEY_ID,
                        ConfigDef.Type.STRING,
                        null,
                        new KeyId(),
                        Importance.MEDIUM,
                        "Name of the key before.");
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
                        "Subnets whose bindings stay as they are, as of servers and printers: `192.0.2.0/24,2001:db8::/32`.")
                .define(
                        IPV4_LENGTH,
                        ConfigDef.Type.INT,
                        24,
                        ConfigDef.Range.between(0, 32),
                        Importance.LOW,
                        "Bits of an IPv4 address that `truncate` leaves.")
                .define(
                        IPV6_LENGTH,
                        ConfigDef.Type.INT,
                        48,
                        ConfigDef.Range.between(0, 128),
                        Importance.LOW,
                        "Bits of an IPv6 address or delegated prefix that `truncate` leaves.")
                .define(
                        HEADERS,
                        ConfigDef.Type.LIST,
                        "leasequery.server,leasequery.origin,leasequery.state",
                        Importance.LOW,
                        "Headers that stay. Every other header is left out, as it may have been made from the value."
                                + " `leasequery.table` never stays: it has digests of the binding.")
                .define(
                        ON_UNKNOWN,
                        ConfigDef.Type.STRING,
                        "fail",
                        new Choice("fail", "drop", "pass"),
                        Importance.MEDIUM,
                        "What happens to a record that is none of the connector's, or whose key has another form: nobody"
                                + " knows what it tells. `fail`: it is refused, and `errors.tolerance` decides. `drop`: it"
                                + " is left out. `pass`: it is passed on as it is.");
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
                "What happens to `" + field.path() + "`." + note(field),
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
                " The record key gets a token unless it is `keep`, also with `truncate`: two bindings must not share a"
                        + " key.";
            case IAID -> " Its token is a number of 32 bits, without the key's name.";
            case OPTIONS -> " Options may hold any of the other fields once more; `drop` leaves an empty map or `{}`.";
            case FQDN -> " `truncate` leaves the domain.";
            case HARDWARE_ADDRESS -> " `truncate` leaves the vendor's half of a MAC address.";
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
