package net.leasequery.systemtests.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.leasequery.connect.LeasequerySourceConnector;
import net.leasequery.connect.offset.OffsetEdits;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.systemtests.simulation.ConnectorChoices.Switch;
import org.apache.kafka.connect.errors.ConnectException;

/** The configuration that an operator would write for a simulation. */
final class TaskConfiguration {

    /** Cached, because there are few configurations, and parsing one takes as long as some schedules. */
    private static final Map<Map<String, String>, List<Map<String, String>>> MADE = new ConcurrentHashMap<>();

    private TaskConfiguration() {}

    /** Returns the configuration that Connect gives to the task of the server. */
    static Map<String, String> of(Settings settings, ConnectorChoices chosen) {
        return tasks(settings, chosen).get(chosen.has(Switch.SECOND_FIRST) ? 1 : 0);
    }

    /** Returns the configuration that Connect gives to the task of the second server. */
    static Map<String, String> ofSecond(Settings settings, ConnectorChoices chosen) {
        return tasks(settings, chosen).get(chosen.has(Switch.SECOND_FIRST) ? 0 : 1);
    }

    private static List<Map<String, String>> tasks(Settings settings, ConnectorChoices chosen) {
        return MADE.computeIfAbsent(connector(settings, chosen), given -> {
            LeasequerySourceConnector connector = new LeasequerySourceConnector();
            connector.start(given);
            return connector.taskConfigs(2);
        });
    }

    /** Whether the connector accepts an offset that an operator edited, at this time of the worker's clock. */
    static boolean accepts(
            Settings settings, ConnectorChoices chosen, Map<String, ?> partition, Map<String, ?> offset, Instant now) {
        DhcpFamily family = settings.family() == Family.IPV6 ? DhcpFamily.IPV6 : DhcpFamily.IPV4;
        try {
            new OffsetEdits(List.of(chosen.server()), family, Clock.fixed(now, ZoneOffset.UTC))
                    .check(Map.of(partition, offset));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static Map<String, String> connector(Settings settings, ConnectorChoices chosen) {
        Map<String, String> keys = new HashMap<>();
        keys.put("name", chosen.equals(ConnectorChoices.OF_NEIGHBOUR) ? chosen.server() : ConnectorChoices.CONNECTOR);
        keys.put("connector.class", LeasequerySourceConnector.class.getName());
        keys.put("tasks.max", "2");
        keys.put("dhcp.servers", servers(chosen));
        keys.put("dhcp.family", settings.family().text());
        keys.put("topic.prefix", chosen.topicPrefix());
        keys.put("security.protocol", "PLAINTEXT");
        keys.put("malformed.message.policy", settings.policy());
        keys.put("max.queue.size", Integer.toString(settings.queueSize()));
        keys.put("max.batch.size", Integer.toString(Math.max(1, settings.queueSize() / 2)));
        keys.put("connect.timeout.ms", "3000");
        keys.put("active.receive.timeout.ms", "12000");
        keys.put("bulk.data.timeout.ms", "10000");
        keys.put("bulk.poll.interval.ms", "7000");
        keys.put("reconnect.backoff.ms", "200");
        keys.put("reconnect.backoff.max.ms", "2000");
        keys.put("heartbeat.interval.ms", "5000");
        keys.put("resume.overlap.ms", "2000");
        if (settings.isKea() || chosen.has(Switch.POLLED)) {
            keys.put("query.mode", "bulk");
        }
        if (chosen.has(Switch.NARROW)) {
            keys.put(
                    "exclude.subnets",
                    WireFormat.of(settings.family(), false, false).excludedSubnet());
        }
        if (settings.readBack()) {
            keys.put("sweep.bootstrap.servers", "kafka.test:9092");
        }
        if (chosen.has(Switch.SIGNALLED)) {
            keys.put("signal.topic", ConnectorChoices.SIGNALS);
        }
        // Refused with sweep.mode=off.
        if (!chosen.retired().isEmpty() && !chosen.has(Switch.NO_SWEEP)) {
            keys.put("retire.servers", chosen.retired());
        }
        if (settings.newestFirst()) {
            keys.put("resume.assumes", "nothing");
        }
        if (!chosen.vpn().isEmpty()) {
            keys.put("vpn.id", chosen.vpn());
        }
        if (chosen.has(Switch.NO_SWEEP)) {
            keys.put("sweep.mode", "off");
        }
        if (chosen.has(Switch.NEVER_LOADS)) {
            keys.put("snapshot.mode", "never");
        } else if (chosen.has(Switch.ALWAYS_LOADS)) {
            keys.put("snapshot.mode", "always");
        }
        if (chosen.has(Switch.TOMBSTONES)) {
            keys.put("tombstones.on.unassigned", "true");
        }
        putBulkQueries(settings, chosen, keys);
        return keys;
    }

    private static String servers(ConnectorChoices chosen) {
        String main = chosen.server() + "=dhcp.test";
        String second = chosen.ofSecond().server() + "=second.test";
        if (!chosen.has(Switch.SECOND)) {
            return main;
        }
        return chosen.has(Switch.SECOND_FIRST) ? second + "," + main : main + "," + second;
    }

    private static void putBulkQueries(Settings settings, ConnectorChoices chosen, Map<String, String> keys) {
        if (settings.family() == Family.IPV6) {
            if (settings.bulkQueries()) {
                keys.put(
                        "bulk.query.types",
                        chosen.has(Switch.FEW_QUERIES)
                                ? "link-address:2001:db8:0:1::1"
                                : "link-address:2001:db8:0:1::1,link-address:2001:db8:0:2::1");
            }
        } else if (chosen.has(Switch.FEW_QUERIES)) {
            keys.put("bulk.query.types", "relay-id:" + relay(0));
        } else if (settings.isKea()) {
            keys.put("bulk.query.types", "relay-id:" + relay(0) + ",relay-id:" + relay(1));
        }
    }

    private static String relay(int link) {
        return HexFormat.of().formatHex(Ipv4Format.relayId(link));
    }
}
