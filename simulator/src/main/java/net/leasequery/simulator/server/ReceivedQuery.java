package net.leasequery.simulator.server;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.report.JsonLine;
import org.jspecify.annotations.Nullable;

/**
 * A query as received, whether it was then answered or refused.
 *
 * @param time when it was read, server's clock, to the precision of that clock
 * @param peer address and port of the requestor
 * @param type DHCPACTIVELEASEQUERY or DHCPBULKLEASEQUERY, ACTIVELEASEQUERY or LEASEQUERY
 * @param xid transaction id
 * @param primary what a Bulk query asks for, several joined by +; null for an Active query for everything
 * @param queryStartTime server's clock; null if absent
 * @param queryEndTime server's clock; null if absent
 * @param vpn VPN-ID; null if absent
 * @param parameterRequestList option codes asked for; empty if the list is absent
 */
public record ReceivedQuery(
        Instant time,
        SocketAddress peer,
        String type,
        int xid,
        @Nullable String primary,
        @Nullable Instant queryStartTime,
        @Nullable Instant queryEndTime,
        @Nullable VirtualSubnet vpn,
        List<Integer> parameterRequestList) {

    /** One JSON object on one line; times as milliseconds since 1970, the xid in hexadecimal. */
    public String toJson() {
        return new JsonLine()
                .put("time", time)
                .put("peer", peer.toString())
                .put("type", type)
                .put("xid", Integer.toHexString(xid))
                .put("primary", primary)
                .put("queryStartTime", queryStartTime)
                .put("queryEndTime", queryEndTime)
                .put("vpn", vpn == null ? null : vpn.toString())
                .put("parameterRequestList", parameterRequestList)
                .toString();
    }
}
