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

/** Tries to connect to the servers of a valid configuration, if {@code validate.connection} requests it. */
final class ConnectionValidator {

    /** Longer than the default of connect.timeout.ms, and half of the time that a worker allows for a validation. */
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

    /**
     * Adds a message to {@code security.protocol} for each TLS failure, and to {@code dhcp.servers} for each other
     * failure.
     */
    void addFindingsTo(Config judged) {
        for (Finding finding : findings()) {
            String key = finding.reason().isOfTls() ? "security.protocol" : "dhcp.servers";
            judged.configValues().stream()
                    .filter(value -> value.name().equals(key))
                    .forEach(value -> value.addErrorMessage("Invalid value " + value.value() + " for configuration "
                            + key + ": " + finding.sentence()));
        }
    }

    /**
     * The present for Active Leasequery, so that an answer is due at once; nothing for a poll, which asks for the
     * current bindings.
     */
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
