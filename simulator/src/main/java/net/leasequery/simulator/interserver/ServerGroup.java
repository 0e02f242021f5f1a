package net.leasequery.simulator.interserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;

/** Servers that share their addresses, and what can happen to them. Runs in the scheduler's thread. */
public final class ServerGroup {

    /** Fewest and most servers of a group (section 2.1 of the draft). */
    private static final int LEAST = 2;

    private static final int MOST = 16;

    private final MessageNetwork network;
    private final Map<String, GroupServer> servers = new LinkedHashMap<>();

    /**
     * Creates a group and starts it at once.
     *
     * @param members servers that belong to it from the start
     * @param outside servers that can join it
     * @param links what all of them lease
     * @param views by server name, receives every change of the server's leases, as requestors see it
     * @throws IllegalArgumentException if there are fewer than 2 or more than 16 servers
     */
    public ServerGroup(
            List<String> members,
            List<String> outside,
            GroupSettings settings,
            Scheduler scheduler,
            MessageNetwork network,
            Random random,
            List<Link> links,
            Function<String, Consumer<Lease>> views) {
        List<String> names = new ArrayList<>(members);
        names.addAll(outside);
        if (members.size() < LEAST || names.size() > MOST) {
            throw new IllegalArgumentException(
                    "a group has " + LEAST + " to " + MOST + " servers, not " + names.size());
        }
        this.network = network;
        GroupSpecifier group = new GroupSpecifier(1, 1, members);
        for (String name : names) {
            servers.put(
                    name,
                    new GroupServer(
                            name, group, settings, scheduler, network, random, links, this::server, views.apply(name)));
        }
        servers.values().forEach(GroupServer::start);
    }

    /** All of them, members or not. */
    public List<GroupServer> servers() {
        return List.copyOf(servers.values());
    }

    /**
     * The server with this name.
     *
     * @throws NoSuchElementException if there is none
     */
    public GroupServer server(String name) {
        GroupServer server = servers.get(name);
        if (server == null) {
            throw new NoSuchElementException("no server " + name + " in this group");
        }
        return server;
    }

    /** Cuts some servers from all others; clients still reach all of them. */
    public void partition(List<String> some) {
        network.partition(
                some,
                servers.keySet().stream().filter(name -> !some.contains(name)).toList());
    }

    /** Restores every path of the network. */
    public void heal() {
        network.mendAll();
    }

    /** Ends a server like a process that is killed; its stable storage survives. */
    public void crash(String name) {
        server(name).crash();
    }

    /** Starts a server after {@link #crash}. */
    public void recover(String name) {
        server(name).recover();
    }

    /** Lets a server join the group that another belongs to. */
    public void join(String name, String member) {
        server(name).join(server(member).group());
    }

    /** Lets a member take a server out of the group, permanently or until it joins again. */
    public void leave(String name, String member) {
        server(member).remove(name);
    }
}
