package net.leasequery.simulator.site;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.report.JsonLine;

/** What a client has held, as one JSON object. */
final class HoldingLine {

    private HoldingLine() {}

    static String of(Holding holding) {
        JsonLine line = new JsonLine().put("address", holding.address().toString());
        if (holding.client() instanceof Ipv4Client client) {
            line.put("hardwareAddress", mac(client.hardwareAddress()))
                    .put("clientId", client.clientId())
                    .put("hostname", client.hostname());
        } else if (holding.client() instanceof Ipv6Client client) {
            if (client.duid() instanceof Duid.LinkLayer made) {
                line.put("hardwareAddress", mac(made.linkLayerAddress()));
            }
            line.put("duid", client.duid().octets()).put("iaid", client.iaid()).put("fqdn", client.fqdn());
        }
        return line.put("from", holding.from())
                .put("until", holding.until())
                .put("server", holding.server())
                .put("end", holding.end() == null ? null : holding.end().name())
                .toString();
    }

    private static String mac(Octets address) {
        return address.toHex().replaceAll("(..)(?!$)", "$1:");
    }
}
