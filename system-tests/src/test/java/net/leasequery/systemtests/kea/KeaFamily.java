package net.leasequery.systemtests.kea;

/** Which of Kea's two servers; the constants' texts are those of {@code dev/kea} and {@code dhcp.family}. */
public enum KeaFamily {
    IPV4("ipv4", "127.0.0.1"),
    IPV6("ipv6", "[::1]");

    private final String text;
    private final String host;

    KeaFamily(String text, String host) {
        this.text = text;
        this.host = host;
    }

    /** As {@code dhcp.family} wants it. */
    public String text() {
        return text;
    }

    /** Where the server listens, as {@code dhcp.servers} wants it. */
    public String host() {
        return host;
    }
}
