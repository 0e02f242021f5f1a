package net.leasequery.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import net.leasequery.simulator.fault.FaultScript;
import net.leasequery.simulator.fault.FaultText;
import net.leasequery.simulator.server.LeasequeryServer;

/** The commands of the control port. Each answers {@code ok}, perhaps with details, or {@code error} with the reason. */
final class ControlCommands {

    private static final String HELP = "ok pause | resume | rate N | tick N | quiesce [MILLIS] | table FILE"
            + " | forget-history | step-clock SECONDS | restart keep|forget | fault FAULT | random-faults SEED COUNT MILLIS | heal"
            + " | status | stop; faults: " + FaultText.SYNTAX;

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
        } catch (NumberFormatException e) {
            return "error \"" + line.strip() + "\": a number is missing or cannot be read; say help";
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
            case "fault" -> server.inject(FaultText.parse(server.family(), argument));
            case "random-faults" -> play(argument.split(" +", -1));
            case "heal" -> server.heal();
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

    private void play(String[] numbers) {
        if (numbers.length != 3) {
            throw new IllegalArgumentException("say random-faults SEED COUNT MILLIS");
        }
        FaultScript script = FaultScript.random(
                server.family(),
                Long.parseLong(numbers[0]),
                Integer.parseInt(numbers[1]),
                Duration.ofMillis(Long.parseLong(numbers[2])),
                fault -> true);
        CompletableFuture<Void> unused = server.play(script);
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
                + " faults-pending=" + server.pendingFaults()
                + " clock=" + server.clock().now();
    }
}
