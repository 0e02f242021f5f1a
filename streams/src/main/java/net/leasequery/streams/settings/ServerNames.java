package net.leasequery.streams.settings;

import java.util.List;

/**
 * Names of servers across connectors. Servers of the first topic prefix keep their names, those of further prefixes
 * have {@code prefix/} before theirs: so a prefix that is added later renames nobody.
 */
public final class ServerNames {
    private final List<String> prefixes;

    /** @param prefixes topic prefixes of the connectors; not empty */
    public ServerNames(List<String> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /** What a server of one connector is called here. */
    public String of(String prefix, String server) {
        return prefix.equals(prefixes.get(0)) ? server : prefix + "/" + server;
    }

    /** What a server is called here that a configuration names as {@code [prefix/]server}. */
    String ofConfigured(String text) {
        String first = prefixes.get(0) + "/";
        return text.startsWith(first) ? text.substring(first.length()) : text;
    }

    /** Whether the part before a slash is a topic prefix. */
    boolean knowsPrefixOf(String text) {
        int slash = text.indexOf('/');
        return slash < 0 || prefixes.contains(text.substring(0, slash));
    }

    /** Whether a server is one of this connector. */
    public boolean isOf(String prefix, String server) {
        return prefix.equals(prefixes.get(0))
                ? prefixes.stream().skip(1).noneMatch(other -> server.startsWith(other + "/"))
                : server.startsWith(prefix + "/");
    }

    /** The prefix of a connector's topic. */
    public static String prefixOf(String topic) {
        return topic.substring(0, topic.lastIndexOf('.'));
    }

    /** Topic prefixes of the connectors. */
    public List<String> prefixes() {
        return prefixes;
    }
}
