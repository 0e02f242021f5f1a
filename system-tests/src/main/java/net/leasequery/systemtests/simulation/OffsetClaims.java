package net.leasequery.systemtests.simulation;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Checks that Kafka has what an offset claims: for each address whose last change lies before the resume position and
 * not in the gap, a record of that change.
 */
final class OffsetClaims {

    private final Settings settings;
    private final FollowedAddresses addresses;
    private final LastRecords last;

    OffsetClaims(Settings settings, FollowedAddresses addresses, LastRecords last) {
        this.settings = settings;
        this.addresses = addresses;
        this.last = last;
    }

    /** Describes a claim that is not true; null if there is none. */
    @Nullable
    String objection(SimulatedServer server, String name, SourceRecord acknowledged) {
        ClaimedChanges claimed = ClaimedChanges.of(settings.family(), acknowledged.sourceOffset());
        if (!name.equals(acknowledged.sourcePartition().get("server"))) {
            return null;
        }
        String topic = acknowledged.sourceOffset().get("topics") + ConnectorChoices.BINDINGS;
        for (Map.Entry<String, Integer> address : addresses.all().entrySet()) {
            Lease lease = server.leases().at(address.getValue());
            Written written = last.of(LastRecords.key(topic, name, address.getKey()));
            if (lease != null
                    && lease.isBound()
                    && addresses.isToBeInKafka(address.getValue())
                    && claimed.includes(Math.max(lease.shownChange(), lease.shownTransaction()))
                    && (written == null || written.version() < lease.version())) {
                return "an offset was stored that claims " + lease + ", and Kafka shows " + written + ": "
                        + acknowledged.sourceOffset();
            }
        }
        return null;
    }
}
