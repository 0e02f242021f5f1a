package net.leasequery.simulator.site;

import java.util.Collection;
import java.util.List;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.failover.FailoverEndpoint;
import net.leasequery.simulator.failover.FailoverPair;

/**
 * Sharing in a failover pair.
 *
 * @param pair the two
 */
public record PairSharing(FailoverPair pair) implements Sharing {

    @Override
    public Collection<? extends DhcpService> services() {
        return pair.servers();
    }

    @Override
    public void partition(List<String> names) {
        pair.partition();
    }

    @Override
    public void heal() {
        pair.heal();
    }

    @Override
    public void crash(String name) {
        pair.crash(name);
    }

    @Override
    public void recover(String name) {
        pair.recover(name, true);
    }

    @Override
    public void partnerDown(String name) {
        pair.partnerDown(name);
    }

    @Override
    public String state(String name) {
        FailoverEndpoint server = pair.server(name);
        return server.isUp() ? server.state().toString() : "DOWN";
    }
}
