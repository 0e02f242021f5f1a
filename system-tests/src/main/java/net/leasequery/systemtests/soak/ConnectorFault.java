package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectRest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/** A fault of a running connector: an operator's action through Connect's REST API, or a slow Kafka. */
enum ConnectorFault {
    /** The task is not polled for a while; its connection stays. */
    PAUSE,
    /** The task is stopped, and started again after a while. */
    STOP,
    /** Connector and task are restarted at once. */
    RESTART,
    /** The task is restarted at once. */
    RESTART_TASK,
    /** For a while Kafka accepts less than the server sends: a quota of the connector's producer. */
    SLOW_KAFKA;

    /** About 30 records a second. */
    private static final double OCTETS_PER_SECOND = 10_000;

    /** Lasts this many times as long as another fault; otherwise the producer's buffer would absorb it all. */
    private static final int SLOW_FOR = 4;

    /**
     * Inflicts the fault, and ends a lasting one after the given time.
     *
     * @throws IOException if worker or broker cannot be reached or refuse
     */
    void inflict(ConnectRest rest, String brokers, String connector, Duration length)
            throws IOException, InterruptedException {
        switch (this) {
            case PAUSE -> {
                rest.pause(connector);
                TimeUnit.MILLISECONDS.sleep(length.toMillis());
                rest.resume(connector);
            }
            case STOP -> {
                rest.stop(connector);
                TimeUnit.MILLISECONDS.sleep(length.toMillis());
                rest.resume(connector);
            }
            case RESTART -> rest.restart(connector);
            case RESTART_TASK -> rest.restartTask(connector, 0);
            case SLOW_KAFKA -> {
                limit(brokers, connector, OCTETS_PER_SECOND);
                TimeUnit.MILLISECONDS.sleep(SLOW_FOR * length.toMillis());
                limit(brokers, connector, null);
            }
        }
    }

    private static void limit(String brokers, String connector, @Nullable Double octetsPerSecond)
            throws IOException, InterruptedException {
        ClientQuotaEntity producer =
                new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "connector-producer-" + connector + "-0"));
        var rate = new ClientQuotaAlteration.Op("producer_byte_rate", octetsPerSecond);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(producer, List.of(rate))))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw new IOException("The quota of " + producer + " was not set", refused);
        }
    }
}
