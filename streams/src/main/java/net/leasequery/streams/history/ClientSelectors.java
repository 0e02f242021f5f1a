package net.leasequery.streams.history;

import java.util.HashSet;
import java.util.Set;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes the selectors by which the client of a tenure can be looked up. */
final class ClientSelectors {

    private ClientSelectors() {}

    static Set<ClientSelector> of(GenericRecord tenure) {
        Set<ClientSelector> selectors = new HashSet<>();
        add(selectors, ClientSelector.Kind.HARDWARE_ADDRESS, State.text(tenure, "hardwareAddress"));
        add(selectors, ClientSelector.Kind.CLIENT_ID, TenureRecord.hex(tenure, "clientId"));
        add(selectors, ClientSelector.Kind.DUID, TenureRecord.hex(tenure, "duid"));
        add(selectors, ClientSelector.Kind.HOST_NAME, State.text(tenure, "hostname"));
        add(selectors, ClientSelector.Kind.HOST_NAME, State.text(tenure, "fqdn"));
        if (tenure.get("relay") instanceof GenericRecord relay) {
            for (String field : new String[] {"circuitId", "interfaceId", "remoteId", "subscriberId"}) {
                add(selectors, ClientSelector.Kind.PORT, TenureRecord.hex(relay, field));
            }
        }
        return selectors;
    }

    /** Skips values that cannot be an identifier: clients and relay agents may send anything. */
    private static void add(Set<ClientSelector> selectors, ClientSelector.Kind kind, @Nullable String value) {
        if (value != null && ClientSelector.isPossible(kind, value)) {
            selectors.add(new ClientSelector(kind, value));
        }
    }
}
