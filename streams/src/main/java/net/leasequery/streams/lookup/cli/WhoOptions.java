package net.leasequery.streams.lookup.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@code bin/who}.
 *
 * @param subject address, client or port
 * @param at RFC 3339; null for now
 * @param json whether the answer is printed as received
 * @param url of an instance
 * @param user name for a password; null for a token
 * @param secret file with the password of {@code user}, or with a token
 * @param ssl keys of Kafka for TLS
 * @param vpn of the address; null for the default one
 * @param reason for the record of the look-up
 */
record WhoOptions(
        String subject,
        @Nullable String at,
        boolean json,
        URI url,
        @Nullable String user,
        @Nullable Path secret,
        Map<String, String> ssl,
        @Nullable String vpn,
        @Nullable String reason) {

    private static final Set<String> WITH_VALUE = Set.of(
            "--at", "--url", "--user", "--secret-file", "--trust", "--key", "--certificate", "--vpn", "--reason");

    static final String USAGE = """
            Usage: bin/who ADDRESS|CLIENT|PORT [--at TIME] [--json] [--url URL] [--vpn NAME] [--reason TEXT]
                           [--user NAME] [--secret-file FILE] [--trust PEM] [--key PEM --certificate PEM]

            ADDRESS  10.1.2.3, 2001:db8::1 or a delegated prefix
            CLIENT   aa:bb:cc:dd:ee:ff, id:HEX, duid:HEX, or a host name (host:NAME if it looks like something else)
            PORT     ge-0/0/4 or port:TEXT, as the relay agent names it; port:hex:HEX for octets
            TIME     2026-11-26T10:15:00Z, with a time zone; default: now
            URL      of an instance of lease-streams; default: $LEASE_LOOKUP_URL or http://127.0.0.1:8089
            FILE     contains the password of --user or, without --user, a token NAME.SECRET

            Exit status: 0 a holder is known, 1 none is known, 2 the question is wrong, 3 no answer now, 4 not allowed.
            Every look-up is recorded with your name and the reason.""";

    static WhoOptions parse(String[] arguments, Map<String, String> environment) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        Map<String, String> given = new HashMap<>();
        String subject = null;
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (WITH_VALUE.contains(argument)) {
                if (rest.isEmpty()) {
                    throw new IllegalArgumentException(argument + " needs a value");
                }
                given.put(argument, rest.pop());
            } else if (argument.equals("--json")) {
                given.put(argument, "");
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException("There is no option " + argument);
            } else if (subject != null) {
                throw new IllegalArgumentException("One address, client or port is asked for at a time");
            } else {
                subject = argument;
            }
        }
        if (subject == null || subject.isBlank()) {
            throw new IllegalArgumentException("Name an address, a client or a port");
        }
        return of(subject, given, environment);
    }

    private static WhoOptions of(String subject, Map<String, String> given, Map<String, String> environment) {
        String url = given.getOrDefault("--url", environment.getOrDefault("LEASE_LOOKUP_URL", "http://127.0.0.1:8089"));
        if (!url.matches("https?://[^\\s/?#]+/?")) {
            throw new IllegalArgumentException(
                    "--url must be a URL such as https://lookup.example.net:8443, not " + url);
        }
        String secret = given.get("--secret-file");
        if (given.containsKey("--user") && secret == null) {
            throw new IllegalArgumentException("--user needs --secret-file with the password");
        }
        if (secret != null
                && url.startsWith("http:")
                && !url.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?(/.*)?")) {
            throw new IllegalArgumentException("A secret is sent over https only; use an https URL");
        }
        return new WhoOptions(
                subject.strip(),
                at(given.get("--at")),
                given.containsKey("--json"),
                URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url),
                given.get("--user"),
                secret == null ? null : Path.of(secret),
                ssl(given),
                given.get("--vpn"),
                given.get("--reason"));
    }

    private static @Nullable String at(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--at must be a time with zone such as 2026-11-26T10:15:00Z, not " + text);
        }
    }

    private static Map<String, String> ssl(Map<String, String> given) {
        Map<String, String> ssl = new HashMap<>(given);
        ssl.keySet().retainAll(Set.of("--trust", "--key", "--certificate"));
        if (ssl.containsKey("--key") != ssl.containsKey("--certificate")) {
            throw new IllegalArgumentException("--key and --certificate go together");
        }
        return ssl;
    }
}
