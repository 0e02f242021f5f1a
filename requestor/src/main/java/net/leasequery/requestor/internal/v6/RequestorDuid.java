package net.leasequery.requestor.internal.v6;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.DhcpServer;

/**
 * The DUID with which a requestor identifies itself to a DHCPv6 server, as RFC 5007 section 4.2.1 requires. It stays
 * the same after a restart and on another host, because a task may move between workers.
 */
public final class RequestorDuid {

    private RequestorDuid() {}

    /** Returns the DUID to send to this server. */
    public static Duid talkingTo(DhcpServer server) {
        byte[] name = ("net.leasequery.requestor/" + server.name()).getBytes(StandardCharsets.UTF_8);
        return Duid.Uuid.of(UUID.nameUUIDFromBytes(name));
    }
}
