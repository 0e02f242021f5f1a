package net.leasequery.connect.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Parses {@code dhcp.servers}: {@code name=host[:port]}, IPv6 literals in brackets. Does not resolve names. */
final class ServerList implements ConfigDef.Validator {

    private static final Pattern ENTRY = Pattern.compile("([^=]*)=(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /**
     * Returns the servers in the order given.
     *
     * @param key configuration key, for messages
     * @throws ConfigException that names the entry and gives a correct form
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

    /**
     * Rejects two names for the same server. Host names are compared as text, because they are not resolved.
     *
     * @throws ConfigException that names both
     */
    static void refuseTwoNamesOfOne(String key, List<DhcpServer> servers) {
        Map<String, DhcpServer> byAddress = new HashMap<>();
        for (DhcpServer server : servers) {
            DhcpServer same = byAddress.putIfAbsent(addressOf(server), server);
            if (same != null) {
                throw new ConfigException(
                        key,
                        servers,
                        "\"" + same.name() + "\" and \"" + server.name() + "\" have the same address, "
                                + addressOf(server) + "; give each server once, under one name");
            }
        }
    }

    private static String addressOf(DhcpServer server) {
        String host = new HostAndPort(server.host(), null).canonicalHost();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    }

    /** Whether a server may have this name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
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
        HostAndPort address = address(key, entry, matcher.group(2).strip());
        if (address.isNoMachine()) {
            throw new ConfigException(
                    key,
                    entry,
                    matcher.group(2).strip() + " is not the address of one machine; name the DHCP server, as in"
                            + " east=dhcp1.example.net");
        }
        Integer port = address.port();
        return new DhcpServer(name, address.host(), port == null ? family.defaultPort() : port);
    }

    private static HostAndPort address(String key, String entry, String text) {
        try {
            return HostAndPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    key,
                    entry,
                    e.getMessage() + "; expected name=host or name=host:port, as in east=dhcp1.example.net");
        }
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
