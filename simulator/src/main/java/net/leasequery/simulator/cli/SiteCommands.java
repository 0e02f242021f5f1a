package net.leasequery.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import net.leasequery.simulator.fault.FaultText;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.site.SimulatedSite;

/**
 * The commands of the control port of a pair or group. Each answers {@code ok}, perhaps with details, or {@code error}
 * with the reason.
 */
final class SiteCommands {

    private static final String HELP = "ok partition NAME… | heal | crash NAME | recover NAME | partner-down NAME"
            + " | join NAME MEMBER | leave NAME MEMBER | settle | quiesce [MILLIS] | holdings FILE | table NAME FILE"
            + " | fault NAME FAULT | step-clock NAME SECONDS | status | stop; faults: " + FaultText.SYNTAX;

    private static final Duration QUIESCE_PATIENCE = Duration.ofSeconds(30);

    private final SimulatedSite site;
    private final Runnable stop;

    /**
     * Commands for a site.
     *
     * @param stop asks the program to end
     */
    SiteCommands(SimulatedSite site, Runnable stop) {
        this.site = site;
        this.stop = stop;
    }

    /** Executes one line; never throws. */
    String execute(String line) {
        List<String> words = List.of(line.strip().split(" +"));
        try {
            return execute(words.get(0), words.subList(1, words.size()));
        } catch (NumberFormatException e) {
            return "error \"" + line.strip() + "\": a number is missing or cannot be read; say help";
        } catch (IOException | TimeoutException | RuntimeException e) {
            return "error " + e.getMessage();
        }
    }

    private String execute(String command, List<String> words) throws IOException, TimeoutException {
        switch (command) {
            case "help" -> {
                return HELP;
            }
            case "partition" -> site.partition(need(command, words, 1, Integer.MAX_VALUE));
            case "heal" -> site.heal();
            case "crash" -> site.crash(need(command, words, 1, 1).get(0));
            case "recover" -> site.recover(need(command, words, 1, 1).get(0));
            case "partner-down" -> site.partnerDown(need(command, words, 1, 1).get(0));
            case "join" -> site.join(need(command, words, 2, 2).get(0), words.get(1));
            case "leave" -> site.leave(need(command, words, 2, 2).get(0), words.get(1));
            case "settle" -> site.settle();
            case "quiesce" -> quiesce(need(command, words, 0, 1));
            case "holdings" ->
                site.writeHoldings(Path.of(need(command, words, 1, 1).get(0)));
            case "table" -> site.server(need(command, words, 2, 2).get(0)).writeTable(Path.of(words.get(1)));
            case "fault" -> inject(need(command, words, 2, Integer.MAX_VALUE));
            case "step-clock" ->
                site.server(need(command, words, 2, 2).get(0))
                        .stepClock(Duration.ofSeconds(Long.parseLong(words.get(1))));
            case "status" -> {
                return status();
            }
            case "stop" -> stop.run();
            default -> {
                return "error no such command: \"" + command + "\"; say help";
            }
        }
        return "ok";
    }

    private void quiesce(List<String> words) throws TimeoutException {
        Duration patience = words.isEmpty() ? QUIESCE_PATIENCE : Duration.ofMillis(Long.parseLong(words.get(0)));
        for (LeasequeryServer server : site.servers().values()) {
            if (server.isListening()) {
                server.quiesce(patience);
            }
        }
    }

    private void inject(List<String> words) {
        LeasequeryServer server = site.server(words.get(0));
        server.inject(FaultText.parse(server.family(), String.join(" ", words.subList(1, words.size()))));
    }

    private String status() {
        String servers = site.servers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(server -> server.getKey() + "=\"" + site.state(server.getKey()) + "\" connections="
                        + server.getValue().connections())
                .collect(Collectors.joining(" "));
        return "ok " + servers + " held=" + site.held().size();
    }

    private static List<String> need(String command, List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            throw new IllegalArgumentException("wrong number of words after " + command + "; say help");
        }
        return words;
    }
}
