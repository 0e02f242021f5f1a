package net.leasequery.streams.lookup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.leasequery.streams.lookup.question.AddressText;
import net.leasequery.streams.lookup.question.ClientText;

/** {@code bin/who}: asks an instance over HTTP who had an address, and prints the answer in words or as JSON. */
public final class WhoCommand {
    private static final int NOBODY = 1;
    private static final int WRONG = 2;
    private static final int UNAVAILABLE = 3;
    private static final int REFUSED = 4;
    private static final int MOST_PAGES = 100;

    private final WhoOptions options;
    private final WhoClient client;
    private final PrintStream out;

    private WhoCommand(WhoOptions options, WhoClient client, PrintStream out) {
        this.options = options;
        this.client = client;
        this.out = out;
    }

    /**
     * Asks and prints.
     *
     * @param arguments as in the usage
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.getenv(), out, System.err));
    }

    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        if (arguments.length > 0 && (arguments[0].equals("-h") || arguments[0].equals("--help"))) {
            out.println(WhoOptions.USAGE);
            return 0;
        }
        WhoOptions options;
        WhoClient client;
        try {
            options = WhoOptions.parse(arguments, environment);
            client = WhoClient.of(options);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + ".");
            err.println(WhoOptions.USAGE);
            return WRONG;
        }
        try {
            return new WhoCommand(options, client, out).ask();
        } catch (WhoClient.StatusException e) {
            err.println(e.getMessage());
            return switch (e.status()) {
                case 401, 403, 429 -> REFUSED;
                case 400, 404, 405 -> WRONG;
                default -> UNAVAILABLE;
            };
        } catch (IOException e) {
            // The JDK's client throws a ConnectException without a message when nothing listens.
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            err.println(options.url() + " does not answer: " + reason + ".");
            err.println(
                    "Start lease-streams with features=merge,audit,history,lookup and http.listener, or name another"
                            + " instance with --url or LEASE_LOOKUP_URL.");
            return UNAVAILABLE;
        }
    }

    private int ask() throws IOException, InterruptedException {
        String subject = options.subject();
        String lower = subject.toLowerCase(Locale.ROOT);
        if (lower.startsWith("port:")) {
            return tenures("port", subject.substring("port:".length()));
        }
        if (ClientText.isHardware(subject) || lower.matches("(id|duid|hw|host):.*")) {
            return tenures("client", subject);
        }
        if (AddressText.looksLikeOne(subject)) {
            return leases(subject);
        }
        if (subject.matches(".*[/\\s:].*")) {
            return tenures("port", subject);
        }
        JsonNode asPort = find("port", subject);
        return asPort.path("tenures").isEmpty() ? tenures("client", "host:" + subject) : print(asPort);
    }

    private Map<String, String> parameters(String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, value);
        if (options.at() != null) {
            parameters.put("from", options.at());
            parameters.put("to", options.at());
        }
        shared(parameters);
        return parameters;
    }

    private void shared(Map<String, String> parameters) {
        if (options.vpn() != null) {
            parameters.put("vpn", options.vpn());
        }
        if (options.reason() != null) {
            parameters.put("reason", options.reason());
        }
    }

    private int leases(String address) throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("address", address);
        if (options.at() != null) {
            parameters.put("at", options.at());
        }
        shared(parameters);
        JsonNode answer = client.get("/v1/leases", parameters);
        boolean known = false;
        for (JsonNode lease : answer.path("leases")) {
            known |= !lease.path("holders").isEmpty();
        }
        if (options.json()) {
            printJson(answer);
        } else {
            answer.path("leases")
                    .forEach(lease -> out.println(lease.path("text").asText()));
            answer.path("doubts")
                    .forEach(doubt -> out.println("Note: " + doubt.path("text").asText() + "."));
            answer.path("findings")
                    .forEach(finding ->
                            out.println("Finding: " + finding.path("kind").asText() + " since "
                                    + finding.path("openedAt").asText() + ". "
                                    + finding.path("explanation").asText()));
        }
        return known ? 0 : NOBODY;
    }

    private int tenures(String name, String value) throws IOException, InterruptedException {
        return print(find(name, value));
    }

    /** Returns the first page with a tenure: a page may have none although there are more (another VPN, another time). */
    private JsonNode find(String name, String value) throws IOException, InterruptedException {
        Map<String, String> parameters = parameters(name, value);
        JsonNode page = client.get("/v1/tenures", parameters);
        for (int pages = 1; page.path("tenures").isEmpty() && page.path("next").isTextual(); pages++) {
            if (pages == MOST_PAGES) {
                throw new WhoClient.StatusException(
                        0, "No tenure is on the first " + MOST_PAGES + " pages. There are more, so there may be one.");
            }
            parameters.put("page", page.path("next").asText());
            page = client.get("/v1/tenures", parameters);
        }
        return page;
    }

    private int print(JsonNode answer) throws IOException {
        JsonNode tenures = answer.path("tenures");
        if (options.json()) {
            printJson(answer);
        } else {
            tenures.forEach(tenure -> out.println(tenure.path("text").asText()));
            if (tenures.isEmpty()) {
                out.println("No tenure is known. That does not prove that there was none.");
            }
            if (!answer.path("next").isNull()) {
                out.println("There are more; --json prints the token \"next\" for /v1/tenures.");
            }
        }
        return tenures.isEmpty() ? NOBODY : 0;
    }

    private void printJson(JsonNode answer) throws IOException {
        out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    }
}
