package net.leasequery.streams.settings;

import java.util.List;

/**
 * Names of servers across connectors. Servers of the first topic prefix keep their names. Names of servers of further
 * prefixes begin with {@code prefix/}, so that a prefix that is added later does not rename servers.
 */
public final class ServerNames {
    private final List<String> prefixes;

    /** @param prefixes topic prefixes of the connectors; not empty */
    public ServerNames(List<String> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /** Returns the name of a server of one connector. */
    public String of(String prefix, String server) {
        return prefix.equals(prefixes.get(0)) ? server : prefix + "/" + server;
    }

    /** Returns the name of a server that is configured as {@code [prefix/]server}. */
    String ofConfigured(String text) {
        String first = prefixes.get(0) + "/";
        return text.startsWith(first) ? text.substring(first.length()) : text;
    }

    /** Whether the part before the slash is a topic prefix; true if there is no slash. */
    boolean knowsPrefixOf(String text) {
        int slash = text.indexOf('/');
        return slash < 0 || prefixes.contains(text.substring(0, slash));
    }

    /** Whether a server belongs to this connector. */
    public boolean isOf(String prefix, String server) {
        return prefix.equals(prefixes.get(0))
                ? prefixes.stream().skip(1).noneMatch(other -> server.startsWith(other + "/"))
                : server.startsWith(prefix + "/");
    }

    /** Returns the prefix of a connector's topic. */
    public static String prefixOf(String topic) {
        return topic.substring(0, topic.lastIndexOf('.'));
    }

    /** Returns the topic prefixes of the connectors. */
    public List<String> prefixes() {
        return prefixes;
    }
}
