package net.leasequery.simulator.site;

import java.util.Collection;
import java.util.List;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.interserver.GroupServer;
import net.leasequery.simulator.interserver.ServerGroup;

/**
 * Sharing in a group of servers.
 *
 * @param group all of them, members or not
 */
public record GroupSharing(ServerGroup group) implements Sharing {

    @Override
    public Collection<? extends DhcpService> services() {
        return group.servers();
    }

    @Override
    public void partition(List<String> names) {
        group.partition(names);
    }

    @Override
    public void heal() {
        group.heal();
    }

    @Override
    public void crash(String name) {
        group.crash(name);
    }

    @Override
    public void recover(String name) {
        group.recover(name);
    }

    @Override
    public void join(String name, String member) {
        group.join(name, member);
    }

    @Override
    public void leave(String name, String member) {
        group.leave(name, member);
    }

    @Override
    public String state(String name) {
        GroupServer server = group.server(name);
        if (!server.isUp()) {
            return "DOWN";
        }
        return server.isMember() ? "MEMBER of " + server.groupSize() : "OUTSIDE";
    }
}
