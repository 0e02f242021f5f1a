package net.leasequery.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.leasequery.simulator.server.LeasequeryServer;

/** The commands of the control port. Each answers {@code ok}, perhaps with details, or {@code error} with the reason. */
final class ControlCommands {

    private static final String HELP = "ok pause | resume | rate N | tick N | quiesce [MILLIS] | table FILE"
            + " | forget-history | step-clock SECONDS | restart keep|forget | status | stop";

    private static final Duration QUIESCE_PATIENCE = Duration.ofSeconds(30);

    private final LeasequeryServer server;
    private final Runnable stop;

    /**
     * Commands for a server.
     *
     * @param stop asks the program to end
     */
    ControlCommands(LeasequeryServer server, Runnable stop) {
        this.server = server;
        this.stop = stop;
    }

    /** Executes one line; never throws. */
    String execute(String line) {
        String[] words = line.split(" +", 2);
        try {
            return execute(words[0], words.length == 1 ? "" : words[1].strip());
        } catch (IOException | TimeoutException | RuntimeException e) {
            return "error " + e.getMessage();
        }
    }

    private String execute(String command, String argument) throws IOException, TimeoutException {
        switch (command) {
            case "help" -> {
                return HELP;
            }
            case "pause" -> server.churn().pause();
            case "resume" -> {
                server.churn().resume();
                server.resume();
            }
            case "rate" -> server.churn().rate(Double.parseDouble(argument));
            case "tick" -> server.churn().tick(Integer.parseInt(argument));
            case "quiesce" ->
                server.quiesce(argument.isEmpty() ? QUIESCE_PATIENCE : Duration.ofMillis(Long.parseLong(argument)));
            case "table" -> server.writeTable(Path.of(argument));
            case "forget-history" -> server.forgetHistory();
            case "step-clock" -> server.stepClock(Duration.ofSeconds(Long.parseLong(argument)));
            case "restart" -> server.restart(keepsHistory(argument));
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

    private static boolean keepsHistory(String argument) {
        return switch (argument) {
            case "keep" -> true;
            case "forget" -> false;
            default -> throw new IllegalArgumentException("say restart keep or restart forget");
        };
    }

    private String status() {
        return "ok connections=" + server.connections()
                + " changes=" + server.churn().changes()
                + " rate=" + server.churn().rate()
                + " clock=" + server.clock().now();
    }
}
