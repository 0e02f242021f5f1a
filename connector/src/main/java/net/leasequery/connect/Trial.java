package net.leasequery.connect;

import java.time.Duration;
import java.util.List;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.probe.ConnectionProbe;
import net.leasequery.connect.probe.Finding;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.settings.RequestorSettings;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.errors.ConnectException;

/** Tries out the servers of a valid configuration, if it asks for that by {@code validate.connection}. */
final class Trial {

    /** Longer than the default of connect.timeout.ms, and half of what a worker allows a validation to take. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final List<RequestorSettings> servers;

    private Trial(List<RequestorSettings> servers) {
        this.servers = servers;
    }

    static Trial of(LeasequeryConnectorConfig config) {
        return new Trial(
                config.triesConnections()
                        ? config.servers().stream().map(config::probeSettings).toList()
                        : List.of());
    }

    /** Adds a message to {@code security.protocol} for what TLS stands against, and to {@code dhcp.servers} for the rest. */
    void addFindingsTo(Config judged) {
        for (Finding finding : findings()) {
            String key = finding.reason().isOfTls() ? "security.protocol" : "dhcp.servers";
            judged.configValues().stream()
                    .filter(value -> value.name().equals(key))
                    .forEach(value -> value.addErrorMessage("Invalid value " + value.value() + " for configuration "
                            + key + ": " + finding.sentence()));
        }
    }

    private List<Finding> findings() {
        ConnectionProbe probe = new ConnectionProbe(
                settings -> LeasequeryRequestor.create(settings, ResumeState.NONE), PATIENCE, QUIET, System::nanoTime);
        try {
            return servers.isEmpty() ? List.of() : probe.tryOut(servers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while trying the servers out", e);
        }
    }
}
