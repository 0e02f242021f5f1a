package net.leasequery.systemtests.kea;

import java.util.Map;

/**
 * What Kea's lease file says of one lease, in the words and forms of a binding's record.
 *
 * @param fields text by name; parts of {@code relay} as {@code relay.remoteId}
 * @param expiryEpochSecond when it ends, in the server's clock
 */
public record KeaLease(Map<String, String> fields, long expiryEpochSecond) {

    public KeaLease {
        fields = Map.copyOf(fields);
    }
}
