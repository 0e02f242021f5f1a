package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.quickstart.process.ChildProcess;
import net.leasequery.quickstart.process.JavaCommand;
import net.leasequery.quickstart.process.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * A distributed Connect worker. Keys and values are written as Avro in Confluent's wire format unless a
 * connector asks for another converter. Offsets are flushed every second.
 */
public final class ConnectWorker implements LocalService {
    private static final String DIRECTORY_PROVIDER = "org.apache.kafka.common.config.provider.DirectoryConfigProvider";
    private static final String FILE_PROVIDER = "org.apache.kafka.common.config.provider.FileConfigProvider";
    private static final String HEAP = "512m";

    private final Installation installation;
    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private final WorkerOptions options;
    private final URI address;
    private final Path configuration;
    private final PluginFolder plugins;
    private final ChildProcess process;

    /** Creates a worker whose REST API will listen on the port. Not started yet. */
    public ConnectWorker(
            Installation installation,
            WorkFolder work,
            String bootstrapServers,
            SchemaRegistry registry,
            int port,
            WorkerOptions options) {
        this.installation = installation;
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
        this.options = options;
        this.address = URI.create("http://127.0.0.1:" + port);
        this.configuration = work.of(options.name()).resolve("connect.properties");
        this.plugins = new PluginFolder(work.of(options.name()).resolve("plugins"));
        @Nullable WorkerRuntime chosen = options.runtime();
        WorkerRuntime runtime = chosen == null ? WorkerRuntime.of(installation) : chosen;
        JavaCommand command = JavaCommand.mainClass(
                        runtime.jars(), "org.apache.kafka.connect.cli.ConnectDistributed", HEAP)
                .withJavaHome(runtime.javaHome())
                .withJvmOptions(WorkFolder.LOG4J)
                .withJvmOptions(options.jvmOptions().toArray(String[]::new))
                .with(configuration.toString());
        this.process = new ChildProcess(
                options.name(),
                command,
                installation.leashJar(),
                work.logs(),
                Readiness.answersOk(address.resolve(runtime.readyPath())));
    }

    /** A new client of this worker's REST API. */
    public ConnectRest rest() {
        return new ConnectRest(address);
    }

    /** Value for {@code bootstrap.servers} of the cluster that this worker writes to. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    public URI address() {
        return address;
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(plugins.path());
        for (Path zip : options.pluginZips()) {
            plugins.unzip(zip);
        }
        PropertiesFile.write(configuration, configuration());
    }

    private Map<String, String> configuration() {
        String group = options.group();
        Map<String, String> entries = new HashMap<>();
        entries.put("bootstrap.servers", bootstrapServers);
        entries.put("listeners", address.toString());
        entries.put("rest.advertised.host.name", address.getHost());
        entries.put("plugin.path", pluginPath());
        entries.put("plugin.discovery", "service_load");
        entries.put("group.id", group);
        for (String topic : new String[] {"config", "offset", "status"}) {
            entries.put(topic + ".storage.topic", group + "-" + topic);
            entries.put(topic + ".storage.replication.factor", "1");
        }
        entries.put("offset.storage.partitions", "2");
        entries.put("status.storage.partitions", "1");
        entries.put("offset.flush.interval.ms", "1000");
        entries.put("scheduled.rebalance.max.delay.ms", "0");
        // A worker that was killed keeps its place in the group, and its tasks, for this long
        entries.put("session.timeout.ms", "4000");
        entries.put("heartbeat.interval.ms", "1000");
        // So that a connector's configuration can refer to a file instead of holding a secret
        entries.put("config.providers", "dir,file");
        entries.put("config.providers.dir.class", DIRECTORY_PROVIDER);
        entries.put("config.providers.file.class", FILE_PROVIDER);
        entries.put("exactly.once.source.support", options.exactlyOnce() ? "enabled" : "disabled");
        if (options.exactlyOnce()) {
            // A worker that was killed leaves a transaction open, and the next worker cannot read its offsets before
            // that ends
            entries.put("producer.transaction.timeout.ms", "5000");
        }
        entries.putAll(registry.avroConverter("key.converter"));
        entries.putAll(registry.avroConverter("value.converter"));
        entries.putAll(options.overrides());
        return entries;
    }

    private String pluginPath() {
        return Stream.concat(
                        Stream.of(plugins.path(), installation.converterPlugins()), options.pluginFolders().stream())
                .map(Path::toString)
                .collect(Collectors.joining(","));
    }
}
