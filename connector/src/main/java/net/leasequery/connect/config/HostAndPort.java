package net.leasequery.connect.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port as written in a configuration: {@code host:port}, with an IPv6 address in brackets. Names are not
 * resolved.
 *
 * @param host name or address; an IPv6 address without its brackets
 * @param port null if none is given
 */
record HostAndPort(String host, @Nullable Integer port) {

    private static final Pattern BRACKETED = Pattern.compile("(\\[[^\\]]*\\])(?::(.*))?");
    private static final Pattern PLAIN = Pattern.compile("([^:]*)(?::([^:]*))?");
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_][A-Za-z0-9_-]{0,62}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern ONLY_DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final String BROADCAST = "255.255.255.255";
    private static final int MAX_PORT = 65_535;

    /**
     * Parses a host and a port.
     *
     * @throws IllegalArgumentException with a message that gives the error
     */
    static HostAndPort parse(String text) {
        Matcher parts = (text.startsWith("[") ? BRACKETED : PLAIN).matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "expected host:port; an IPv6 address goes in brackets, as in" + " [2001:db8::1]:67");
        }
        return new HostAndPort(host(parts.group(1)), port(parts.group(2)));
    }

    /** Returns the same text for all spellings of a name or address. */
    String canonicalHost() {
        if (host.contains(":")) {
            return address("[" + host + "]").getHostAddress();
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether this is an unspecified, multicast or broadcast address. Names are not resolved. */
    boolean isNoMachine() {
        boolean numeric =
                host.contains(":") || ONLY_DIGITS_AND_DOTS.matcher(host).matches();
        if (!numeric) {
            return false;
        }
        InetAddress address = address(host.contains(":") ? "[" + host + "]" : host);
        return address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || BROADCAST.equals(address.getHostAddress());
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            InetAddress unused = address(host);
            return host.substring(1, host.length() - 1);
        }
        boolean numeric = ONLY_DIGITS_AND_DOTS.matcher(host).matches();
        if (!(numeric ? IPV4 : DNS_NAME).matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + host + "\" is neither a host name nor an IP address");
        }
        return host;
    }

    /** InetAddress parses text in brackets, or of digits and dots, and never resolves it. */
    private static InetAddress address(String bracketed) {
        try {
            return InetAddress.getByName(bracketed);
        } catch (UnknownHostException e) {
            if (bracketed.contains("%")) {
                throw new IllegalArgumentException(
                        bracketed + " is not an IPv6 address with an interface that this worker has", e);
            }
            throw new IllegalArgumentException(bracketed + " is not an IPv6 address", e);
        }
    }

    private static @Nullable Integer port(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // Kafka's clients take no sign and no digits of other scripts.
        if (PORT.matcher(text).matches()) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a port; expected 1 to " + MAX_PORT);
    }
}
