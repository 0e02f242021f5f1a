package net.leasequery.connect.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.leasequery.requestor.binding.DhcpFamily;
import net.leasequery.requestor.settings.DhcpServer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code dhcp.servers}: {@code name=host[:port]}, IPv6 literals in brackets. Resolves nothing. */
final class ServerList implements ConfigDef.Validator {

    private static final Pattern ENTRY = Pattern.compile("([^=]*)=(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern BRACKETED = Pattern.compile("(\\[[^\\]]*\\])(?::(.*))?");
    private static final Pattern PLAIN = Pattern.compile("([^:]*)(?::([^:]*))?");
    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})");
    private static final Pattern ONLY_DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final int MAX_PORT = 65_535;

    /**
     * The servers in the order given.
     *
     * @param key configuration key, for messages
     * @throws ConfigException that names the entry and says what would be right
     */
    static List<DhcpServer> parse(String key, List<String> entries, DhcpFamily family) {
        if (entries.isEmpty()) {
            throw new ConfigException(key, entries, "name at least one server, as in east=dhcp1.example.net");
        }
        List<DhcpServer> servers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String entry : entries) {
            DhcpServer server = parseEntry(key, entry, family);
            if (!names.add(server.name())) {
                throw new ConfigException(
                        key, entries, "the name \"" + server.name() + "\" is given twice; names must differ");
            }
            servers.add(server);
        }
        return List.copyOf(servers);
    }

    private static DhcpServer parseEntry(String key, String entry, DhcpFamily family) {
        Matcher matcher = ENTRY.matcher(entry.strip());
        if (!matcher.matches()) {
            throw new ConfigException(
                    key,
                    entry,
                    "expected name=host or name=host:port; the name is the identity in records and offsets");
        }
        String name = matcher.group(1).strip();
        if (!NAME.matcher(name).matches()) {
            throw new ConfigException(
                    key,
                    entry,
                    "the name \"" + name + "\" must be 1 to 100 letters, digits, dots, hyphens or underscores");
        }
        String address = matcher.group(2).strip();
        Matcher parts = (address.startsWith("[") ? BRACKETED : PLAIN).matcher(address);
        if (!parts.matches()) {
            throw new ConfigException(
                    key,
                    entry,
                    "expected name=host:port; an IPv6 address goes in brackets, as in east=[2001:db8::1]:67");
        }
        return new DhcpServer(
                name, host(key, entry, parts.group(1)), port(key, entry, parts.group(2), family.defaultPort()));
    }

    private static String host(String key, String entry, String host) {
        if (host.startsWith("[")) {
            return ipv6Literal(key, entry, host);
        }
        boolean numeric = ONLY_DIGITS_AND_DOTS.matcher(host).matches();
        if (!(numeric ? IPV4 : DNS_NAME).matcher(host).matches()) {
            throw new ConfigException(key, entry, "\"" + host + "\" is neither a host name nor an IP address");
        }
        return host;
    }

    /** Brackets make InetAddress parse and never resolve. */
    private static String ipv6Literal(String key, String entry, String bracketed) {
        try {
            InetAddress unused = InetAddress.getByName(bracketed);
        } catch (UnknownHostException e) {
            throw new ConfigException(key, entry, bracketed + " is not an IPv6 address");
        }
        return bracketed.substring(1, bracketed.length() - 1);
    }

    private static int port(String key, String entry, @Nullable String text, int defaultPort) {
        if (text == null) {
            return defaultPort;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message about ports.
        }
        throw new ConfigException(key, entry, "\"" + text + "\" is not a port; expected 1 to " + MAX_PORT);
    }

    @Override
    @SuppressWarnings("unchecked") // ConfigDef parses type LIST into strings.
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null) {
            parse(key, (List<String>) value, DhcpFamily.IPV4);
        }
    }

    @Override
    public String toString() {
        return "comma-separated name=host[:port]";
    }
}
