package net.leasequery.systemtests.path.replay;

import java.util.List;
import java.util.Map;
import net.leasequery.connect.LeasequerySourceConnector;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** A {@link LeasequerySourceConnector} with the same configuration but a different task. */
public final class ReplayConnector extends SourceConnector {

    private final LeasequerySourceConnector connector = new LeasequerySourceConnector();

    @Override
    public void start(Map<String, String> given) {
        connector.start(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ReplayTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return connector.taskConfigs(maxTasks);
    }

    @Override
    public void stop() {
        connector.stop();
    }

    @Override
    public ConfigDef config() {
        return connector.config();
    }

    @Override
    public String version() {
        return connector.version();
    }
}
