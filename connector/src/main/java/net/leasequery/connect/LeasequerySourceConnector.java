package net.leasequery.connect;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.config.ConfigValidation;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.OffsetEdits;
import net.leasequery.requestor.DhcpServer;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lease databases of DHCP servers by Leasequery and mirrors them in a Kafka topic. Each server is one task.
 */
public final class LeasequerySourceConnector extends SourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(LeasequerySourceConnector.class);

    private @Nullable LeasequeryConnectorConfig config;

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public ConfigDef config() {
        return LeasequeryConnectorConfig.definition();
    }

    /** Adds an error message to each invalid value. Connects to the servers only if configured to, and then last. */
    @Override
    public Config validate(Map<String, String> given) {
        Config judged = ConfigValidation.validate(given);
        if (judged.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            ConnectionValidator.of(new LeasequeryConnectorConfig(given)).addFindingsTo(judged);
        }
        return judged;
    }

    /**
     * Reads the configuration without connecting to a server.
     *
     * @throws ConfigException if it is not valid
     */
    @Override
    public void start(Map<String, String> given) {
        config = new LeasequeryConnectorConfig(given);
        config.warnings().forEach(LOG::warn);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return LeasequerySourceTask.class;
    }

    /**
     * Returns one task configuration per server.
     *
     * @throws ConnectException if fewer tasks are allowed than there are servers
     */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        LeasequeryConnectorConfig started = Objects.requireNonNull(config, "start() comes first");
        List<DhcpServer> servers = started.servers();
        if (maxTasks < servers.size()) {
            throw new ConnectException(
                    "dhcp.servers names " + servers.size() + " servers, each needs a task of its own," + " and only "
                            + maxTasks + " may run; set tasks.max to at least " + servers.size());
        }
        return servers.stream().map(started::forTask).toList();
    }

    @Override
    public void stop() {
        // The connector itself runs nothing; the tasks do all the work.
    }

    /**
     * Supported: the offset of each record is the resume state that holds once that record is stored.
     */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /**
     * Checks an edit of the stored offsets (KIP-875).
     *
     * @return true: an edit that is not rejected may be stored
     * @throws ConnectException that names the rejected edit, the reason, and a correct form
     */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<Map<String, ?>, Map<String, ?>> offsets) {
        if (offsets.values().stream().allMatch(Objects::isNull)) {
            return true; // A reset, also with a configuration that this version does not accept
        }
        LeasequeryConnectorConfig edited = new LeasequeryConnectorConfig(given);
        List<String> names = edited.servers().stream().map(DhcpServer::name).toList();
        new OffsetEdits(names, edited.family(), Clock.systemUTC()).check(offsets);
        return true;
    }
}
