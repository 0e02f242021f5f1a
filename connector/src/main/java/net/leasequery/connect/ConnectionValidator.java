package net.leasequery.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.probe.ConnectionProbe;
import net.leasequery.connect.probe.Finding;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.errors.ConnectException;

/** Tries out the servers of a valid configuration, if it asks for that by {@code validate.connection}. */
final class ConnectionValidator {

    /** Longer than the default of connect.timeout.ms, and half of what a worker allows a validation to take. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    private final List<RequestorSettings> servers;

    private ConnectionValidator(List<RequestorSettings> servers) {
        this.servers = servers;
    }

    static ConnectionValidator of(LeasequeryConnectorConfig config) {
        return new ConnectionValidator(
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

    /** From now on, so that an answer to an Active Leasequery is due at once; a poll asks for what there is. */
    private static ResumeState resumeFrom(RequestorSettings settings) {
        ServerTime now = new ServerTime(Instant.now().getEpochSecond());
        return settings.queryMode() == QueryMode.ACTIVE
                ? new ResumeState(new ResumePosition(now, 0, null), null)
                : ResumeState.NONE;
    }

    private List<Finding> findings() {
        ConnectionProbe probe = new ConnectionProbe(
                settings -> LeasequeryRequestor.create(settings, resumeFrom(settings)),
                PATIENCE,
                ANSWER_TIME,
                System::nanoTime);
        try {
            return servers.isEmpty() ? List.of() : probe.tryOut(servers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while trying the servers out", e);
        }
    }
}
