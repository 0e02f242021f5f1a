package net.leasequery.simulator.failover;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import net.leasequery.simulator.lease.Client;

/**
 * Divides clients between two servers by a hash, as RFC 3074 does. The hash is CRC-32, not the table of RFC 3074: a
 * simulated pair only needs to agree with itself.
 */
final class ClientHash {

    private ClientHash() {}

    /** Whether the primary answers this client; true for about half of them. */
    static boolean isForPrimary(Client client) {
        CRC32 crc = new CRC32();
        crc.update(client.toString().getBytes(StandardCharsets.UTF_8));
        return (crc.getValue() >>> 7 & 1) == 0;
    }
}
