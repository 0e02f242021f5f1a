package net.leasequery.quickstart.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.quickstart.process.ChildProcess;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.JavaCommand;
import net.leasequery.quickstart.process.Readiness;

/** A DHCP server with Leasequery: the repository's own {@code simulator} command, driven through its control port. */
public final class SimulatorProcess implements LocalService {
    private static final String HEAP = "384m";
    private static final String COMMAND = "net.leasequery.simulator.cli.SimulatorCommand";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REPLY_TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final int controlPort = FreePort.next();
    private final Path folder;
    private final ChildProcess process;

    /** Creates a server that will listen on the port. Not started yet. */
    public SimulatorProcess(Installation installation, WorkFolder work, int port, SimulatorOptions options) {
        this.port = port;
        this.folder = work.of(options.name());
        JavaCommand command = JavaCommand.mainClass(installation.simulatorJars(), COMMAND, HEAP)
                .with("--bind", "127.0.0.1", "--port", Integer.toString(port))
                .with("--control-port", Integer.toString(controlPort))
                .with("--range", options.range())
                .with("--rate", Integer.toString(options.rate()))
                .with("--seed", Long.toString(options.seed()))
                .with("--query-log", queryLog().toString())
                .with(options.more().toArray(String[]::new));
        this.process = new ChildProcess(
                options.name(), command, installation.leashJar(), work.logs(), Readiness.portOpen(controlPort));
    }

    /** The port that requestors connect to. */
    public int port() {
        return port;
    }

    /**
     * Stops all changes, expiries included, and waits until all messages have been sent to every connected requestor.
     */
    public void quiesce() throws IOException {
        control("quiesce");
    }

    /** Ends {@link #quiesce}. */
    public void resume() throws IOException {
        control("resume");
    }

    /** Sets the rate of automatic changes per second; expiries come in addition. */
    public void rate(int changesPerSecond) throws IOException {
        control("rate " + changesPerSecond);
    }

    /** Writes the current lease table to a file of JSON lines. */
    public Path table() throws IOException {
        Path file = folder.resolve("table.jsonl");
        control("table " + file);
        return file;
    }

    /** Every query received so far, over restarts, oldest first. */
    public List<JsonNode> queries() throws IOException {
        List<JsonNode> queries = new ArrayList<>();
        if (Files.exists(queryLog())) {
            for (String line : Files.readAllLines(queryLog())) {
                queries.add(JSON.readTree(line));
            }
        }
        return queries;
    }

    /**
     * Sends one line to the control port and returns the answer.
     *
     * @throws IOException if the simulator does not answer within a minute, or answers with an error
     */
    public String control(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), controlPort)) {
            socket.setSoTimeout(REPLY_TIMEOUT_MILLIS);
            Writer writer = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            writer.write(line + "\n");
            writer.flush();
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (answer == null || !answer.startsWith("ok")) {
                throw new IOException("The simulator answered \"" + line + "\" with \"" + answer + "\"");
            }
            return answer;
        }
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder);
    }

    private Path queryLog() {
        return folder.resolve("queries.jsonl");
    }
}
