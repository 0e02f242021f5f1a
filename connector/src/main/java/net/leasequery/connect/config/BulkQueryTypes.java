package net.leasequery.connect.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.HardwareAddress;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code bulk.query.types}. RFC 6926 section 6.1, RFC 5460 section 5.4. */
final class BulkQueryTypes implements ConfigDef.Validator {

    static final String ALL = "all";

    private static final int LARGEST_HARDWARE_TYPE = 255;
    private static final int LONGEST_HARDWARE_ADDRESS = 16;
    private static final int SHORTEST_CLIENT_ID = 2;
    private static final int ETHERNET = 1;
    private static final int ETHERNET_OCTETS = 6;

    /** The most octets that the length of a sub-option of DHCPv4's option 82 can express. */
    private static final int LONGEST_IDENTIFIER = 255;

    private static final Pattern OCTETS = Pattern.compile("[0-9A-Fa-f]{2}(?:[:-]?[0-9A-Fa-f]{2})*");

    /** Prefix of an entry, and the families whose Bulk Leasequery has such a query. */
    private enum Type {
        ALL("all", true, false),
        HW_ADDRESS("hw-address:<type>/<mac>", true, false),
        CLIENT_ID("client-id:<hex>", true, true),
        REMOTE_ID("remote-id:<hex>", true, true),
        RELAY_ID("relay-id:<hex>", true, true),
        LINK_ADDRESS("link-address:<address>", false, true),
        ADDRESS("address:<address>", false, true);

        private final String form;
        private final boolean ipv4;
        private final boolean ipv6;

        Type(String form, boolean ipv4, boolean ipv6) {
            this.form = form;
            this.ipv4 = ipv4;
            this.ipv6 = ipv6;
        }

        private boolean isKnownTo(DhcpFamily family) {
            return switch (family) {
                case IPV4 -> ipv4;
                case IPV6 -> ipv6;
            };
        }

        private String word() {
            return form.split(":", 2)[0];
        }

        private static String formsOf(DhcpFamily family) {
            List<String> forms = new ArrayList<>();
            for (Type type : values()) {
                if (type.isKnownTo(family)) {
                    forms.add(type.form);
                }
            }
            return String.join(", ", forms);
        }
    }

    /** A parsed entry. */
    private record Entry(String text, Type type, String argument) {}

    /**
     * Returns the queries in the order given, without duplicates.
     *
     * @param key configuration key, for messages
     * @throws ConfigException that names the first entry that is malformed or not supported by {@code family}, and
     *     gives a correct form
     */
    static List<BulkQuery> parse(String key, List<String> entries, DhcpFamily family) {
        Set<BulkQuery> queries = new LinkedHashSet<>();
        for (String text : entries) {
            Entry entry = split(key, text);
            if (!entry.type().isKnownTo(family)) {
                throw new ConfigException(
                        key,
                        text,
                        "Bulk Leasequery of " + name(family) + " has no query \""
                                + entry.type().word() + "\"; expected one of " + Type.formsOf(family));
            }
            queries.add(wellFormed(key, entry, family));
        }
        return List.copyOf(queries);
    }

    /** RFC 2132 section 9.14, RFC 8415 section 11. Relay agents may put any octets into relay-ids and remote-ids. */
    private static BulkQuery wellFormed(String key, Entry entry, DhcpFamily family) {
        BulkQuery query = query(key, entry);
        if (family == DhcpFamily.IPV4 && query instanceof BulkQuery.ByClientId byClient) {
            if (byClient.clientId().length() < SHORTEST_CLIENT_ID) {
                throw malformed(key, entry, "with at least 2 octets: a type, and the identifier");
            }
        } else if (query instanceof BulkQuery.ByClientId byClient) {
            String flaw = DuidForm.flaw(byClient.clientId());
            if (flaw != null) {
                throw malformed(key, entry, "with a DUID; " + flaw);
            }
        }
        return query;
    }

    private static Entry split(String key, String text) {
        String[] parts = text.strip().split(":", 2);
        for (Type type : Type.values()) {
            boolean takesArgument = type.form.contains(":");
            if (type.word().equals(parts[0].toLowerCase(Locale.ROOT)) && takesArgument == (parts.length == 2)) {
                return new Entry(text, type, takesArgument ? parts[1].strip() : "");
            }
        }
        throw new ConfigException(
                key,
                text,
                "expected " + Type.formsOf(DhcpFamily.IPV4) + "; or for ipv6 " + Type.formsOf(DhcpFamily.IPV6));
    }

    private static BulkQuery query(String key, Entry entry) {
        return switch (entry.type()) {
            case ALL -> new BulkQuery.All();
            case HW_ADDRESS -> hardwareAddress(key, entry);
            case CLIENT_ID -> new BulkQuery.ByClientId(octets(key, entry, entry.argument(), LONGEST_IDENTIFIER));
            case REMOTE_ID -> new BulkQuery.ByRemoteId(octets(key, entry, entry.argument(), LONGEST_IDENTIFIER));
            case RELAY_ID -> new BulkQuery.ByRelayId(octets(key, entry, entry.argument(), LONGEST_IDENTIFIER));
            case LINK_ADDRESS, ADDRESS -> byIpv6Address(key, entry);
        };
    }

    private static BulkQuery byIpv6Address(String key, Entry entry) {
        try {
            return entry.type() == Type.ADDRESS
                    ? BulkQuery.ByAddress.of(entry.argument())
                    : BulkQuery.ByLinkAddress.of(entry.argument());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    key,
                    entry.text(),
                    "expected an IPv6 address, as in " + entry.type().word() + ":2001:db8::1");
        }
    }

    private static BulkQuery hardwareAddress(String key, Entry entry) {
        String[] parts = entry.argument().split("/", 2);
        if (parts.length < 2) {
            throw malformed(key, entry, "as in hw-address:1/aa:bb:cc:dd:ee:ff");
        }
        Octets octets = octets(key, entry, parts[1], LONGEST_HARDWARE_ADDRESS);
        int type = hardwareType(key, entry, parts[0]);
        if (type == ETHERNET && octets.length() != ETHERNET_OCTETS) {
            throw malformed(
                    key,
                    entry,
                    "as in hw-address:1/aa:bb:cc:dd:ee:ff; an Ethernet address (type 1) has 6 octets, this one has "
                            + octets.length());
        }
        return new BulkQuery.ByHardwareAddress(new HardwareAddress(type, octets));
    }

    private static int hardwareType(String key, Entry entry, String text) {
        try {
            int type = Integer.parseInt(text);
            if (type >= 0 && type <= LARGEST_HARDWARE_TYPE) {
                return type;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message about hardware types.
        }
        throw malformed(key, entry, "with a hardware type from 0 to 255; Ethernet is 1");
    }

    private static Octets octets(String key, Entry entry, String hex, int longest) {
        // Length first, because the regular expression needs a stack as deep as the text is long.
        if (hex.length() <= 3 * longest && OCTETS.matcher(hex).matches()) {
            Octets octets = Octets.ofHex(hex.replaceAll("[:-]", ""));
            if (octets.length() <= longest) {
                return octets;
            }
        }
        throw malformed(
                key,
                entry,
                "with 1 to " + longest + " octets, written as an even number of hexadecimal digits, as in 0a1b2c");
    }

    private static ConfigException malformed(String key, Entry entry, String remedy) {
        return new ConfigException(key, entry.text(), "expected " + entry.type().form + " " + remedy);
    }

    private static String name(DhcpFamily family) {
        return family == DhcpFamily.IPV4 ? Keys.IPV4 : Keys.IPV6;
    }

    /** Checks only the syntax; whether the family has the query is checked with the family. */
    @Override
    @SuppressWarnings("unchecked") // ConfigDef parses type LIST into strings.
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null) {
            for (String text : (List<String>) value) {
                Entry entry = split(key, text);
                if (entry.type().isKnownTo(DhcpFamily.IPV4)) {
                    BulkQuery unused = query(key, entry);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "comma-separated queries";
    }
}
