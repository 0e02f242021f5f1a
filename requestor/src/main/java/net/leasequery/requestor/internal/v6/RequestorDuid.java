package net.leasequery.requestor.internal.v6;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.DhcpServer;

/**
 * Who a requestor says that it is to a DHCPv6 server, which wants to know (RFC 5007 section 4.2.1). The same
 * after a restart and on another host, as a task that moves between workers is.
 */
public final class RequestorDuid {

    private RequestorDuid() {}

    /** The DUID that is shown to this server. */
    public static Duid talkingTo(DhcpServer server) {
        byte[] name = ("net.leasequery.requestor/" + server.name()).getBytes(StandardCharsets.UTF_8);
        return Duid.Uuid.of(UUID.nameUUIDFromBytes(name));
    }
}
