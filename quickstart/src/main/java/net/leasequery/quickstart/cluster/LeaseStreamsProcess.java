package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import net.leasequery.quickstart.process.ChildProcess;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.quickstart.process.JavaCommand;
import net.leasequery.quickstart.process.Readiness;

/** An instance of {@code lease-streams} that reads and writes Avro through the registry, as the worker does. */
public final class LeaseStreamsProcess implements LocalService {
    private static final String HEAP = "384m";

    private final Path folder;
    private final Map<String, String> configuration = new TreeMap<>();
    private URI health;
    private Readiness readiness;
    private final ChildProcess process;

    /**
     * Creates an instance that is not started yet. Its state is in its folder and survives a kill.
     *
     * @param name a word for folder, log files and messages
     * @param settings as in {@code docs/network.md}, without those of the cluster
     */
    public LeaseStreamsProcess(
            Installation installation,
            WorkFolder work,
            ConnectCluster cluster,
            String name,
            Map<String, String> settings) {
        this.folder = work.of(name);
        int port = FreePort.next();
        configuration.put("bootstrap.servers", cluster.broker().bootstrapServers());
        configuration.put("http.listener", Integer.toString(port));
        configuration.put("plugin.path", installation.converterPlugins().toString());
        configuration.put("streams.state.dir", folder.resolve("state").toString());
        // An instance that was killed holds its partitions for this long
        configuration.put("streams.consumer.session.timeout.ms", "6000");
        configuration.putAll(cluster.registry().avroConverter("key.converter"));
        configuration.putAll(cluster.registry().avroConverter("value.converter"));
        configuration.putAll(settings);
        this.health = URI.create("http://127.0.0.1:" + port + "/health");
        this.readiness = Readiness.answersOk(health);
        JavaCommand command = new JavaCommand(
                List.of(
                        "-Xmx" + HEAP,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=net/leasequery/streams/app/logback.xml"),
                List.of("-cp", installation.leaseStreamsClasses(), "net.leasequery.streams.app.LeaseStreamsCommand"),
                List.of(configurationFile().toString()),
                Map.of());
        this.process = new ChildProcess(name, command, installation.leashJar(), work.logs(), () -> readiness.isReady());
    }

    /**
     * Makes it one of several instances that query each other for parts of the history; must be called before the
     * start.
     *
     * @param forwardingKey file with the secret that all of them share
     */
    public LeaseStreamsProcess asOneOfSeveral(Path forwardingKey) {
        configuration.put("streams.application.server", health.getAuthority());
        configuration.put("http.forwarding.key.file", forwardingKey.toString());
        return this;
    }

    /**
     * Makes it use TLS; must be called before the start.
     *
     * @param settings {@code http.ssl.*} and {@code http.credentials.file}
     * @param tls TLS context for its health check
     */
    public LeaseStreamsProcess secured(Map<String, String> settings, SSLContext tls) {
        configuration.putAll(settings);
        health = URI.create("https://" + health.getAuthority() + health.getPath());
        readiness = Readiness.answersOk(health, tls);
        return this;
    }

    /** The configuration file that the process reads when it starts. */
    public Path configurationFile() {
        return folder.resolve("streams.properties");
    }

    /** The address that shows whether the instance runs and has caught up. */
    public URI health() {
        return health;
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    @Override
    public void prepare() throws IOException {
        PropertiesFile.write(configurationFile(), configuration);
    }
}
