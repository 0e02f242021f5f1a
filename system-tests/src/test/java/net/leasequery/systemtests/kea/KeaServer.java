package net.leasequery.systemtests.kea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.LogTail;
import org.jspecify.annotations.Nullable;

/**
 * A Kea server of the test's own, started by {@code dev/kea/run}. It can be killed and started again, and
 * then goes on with its lease file. One thread at a time.
 */
public final class KeaServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int SUCCESS = 0;

    /** Nothing was found. */
    private static final int EMPTY = 3;

    private final Path scripts;
    private final Path chroot;
    private final KeaFamily family;
    private final String name;
    private final int port;
    private final KeaOptions options;
    private final Path log;
    private @Nullable Process process;

    private KeaServer(Path scripts, Path chroot, KeaFamily family, String name, KeaOptions options) throws IOException {
        this.scripts = scripts;
        this.chroot = chroot;
        this.family = family;
        this.name = name;
        this.port = FreePort.next();
        this.options = options;
        this.log = Files.createTempFile(name, ".log");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end of " + name));
    }

    /**
     * Starts a server with as many leases as {@code dev/kea/make-leases} is told to write.
     *
     * @param home of this repository
     * @param chroot of {@code dev/kea/make-chroot}
     * @param name of its files, unique among servers that run at the same time
     * @return once it listens
     */
    public static KeaServer start(Path home, Path chroot, KeaFamily family, String name, KeaOptions options)
            throws IOException, InterruptedException {
        KeaServer server = new KeaServer(home.resolve("dev/kea"), chroot, family, name, options);
        Path file = Files.createTempFile(name, ".csv");
        Process generator = new ProcessBuilder(
                        server.scripts.resolve("make-leases").toString(),
                        family.text(),
                        Integer.toString(options.leases()))
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (generator.waitFor() != 0) {
            throw new IOException("make-leases failed");
        }
        server.launch(file.toString());
        Files.delete(file);
        return server;
    }

    /** Starts again with the leases that the last run left. */
    public void start() throws IOException, InterruptedException {
        launch("");
    }

    /** Ends it without a chance to clean up. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Whether it runs; after {@link #kill} it does not, nor when it has crashed by itself. */
    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** The last lines of its log. */
    public String lastWords() throws IOException {
        return LogTail.of(log);
    }

    /** {@code host:port} of Bulk Leasequery, as {@code dhcp.servers} wants it. */
    public String address() {
        return family.host() + ":" + port;
    }

    /** A connection to the Leasequery port, on which nothing is asked. */
    public SocketChannel connect() throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getByName(family.host()), port));
    }

    /** The leases that are assigned and have not expired, as Kea's own file has them. */
    public Map<String, KeaLease> leases() throws IOException {
        return KeaLeaseFile.read(leaseFile(), family);
    }

    /**
     * Sends a command to the control socket.
     *
     * @return its arguments
     * @throws IOException if Kea refuses it
     */
    public JsonNode command(String command, Map<String, ?> arguments) throws IOException {
        String request = JSON.writeValueAsString(Map.of("command", command, "arguments", arguments));
        UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(chroot.resolve("run/kea/" + name + ".sock"));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(socket);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer octets = ByteBuffer.allocate(64 * 1024);
            while (channel.read(octets) >= 0) {
                octets.flip();
                answer.writeBytes(copy(octets));
                octets.clear();
            }
        }
        JsonNode result = JSON.readTree(answer.toByteArray());
        int code = result.path("result").asInt(-1);
        if (code != SUCCESS && code != EMPTY) {
            throw new IOException(command + ": " + result.path("text").asText());
        }
        return result.path("arguments");
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private static byte[] copy(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        return copy;
    }

    private Path leaseFile() {
        return chroot.resolve("var/lib/kea/" + name + ".csv");
    }

    private void launch(String leases) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(scripts.resolve("run").toString(), family.text(), Integer.toString(port), leases, name));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("KEA_CHROOT", chroot.toString());
        builder.environment().put("KEA_CONNECTIONS", Integer.toString(options.mostConnections()));
        String clients = options.clientInterface();
        putIfGiven(builder, "KEA_INTERFACES", clients == null ? null : '"' + clients + '"');
        putIfGiven(builder, "KEA_POOLS", options.pools());
        putIfGiven(builder, "KEA_PAIR", options.pair());
        process = builder.start();
        awaitListening(process);
    }

    private static void putIfGiven(ProcessBuilder builder, String variable, @Nullable String value) {
        if (value != null) {
            builder.environment().put(variable, value);
        }
    }

    private void awaitListening(Process started) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!isListening()) {
            if (started.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                throw new IOException(name + " does not serve:\n" + LogTail.of(log));
            }
        }
    }

    private boolean isListening() {
        try (SocketChannel channel = connect()) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
