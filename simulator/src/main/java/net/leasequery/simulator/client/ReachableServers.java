package net.leasequery.simulator.client;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.leasequery.simulator.network.MessageNetwork;

/** The servers as one client reaches them: messages and answers cross the network and may be lost. */
final class ReachableServers {

    private final MessageNetwork network;
    private final String node;
    private final Supplier<? extends Collection<? extends DhcpService>> servers;

    /**
     * Creates the view that a node has of its servers.
     *
     * @param servers queried with every message
     */
    ReachableServers(
            MessageNetwork network, String node, Supplier<? extends Collection<? extends DhcpService>> servers) {
        this.network = network;
        this.node = node;
        this.servers = servers;
    }

    /** Sends to all; each may answer. */
    void broadcast(ClientRequest request, Consumer<ServerReply> reply) {
        servers.get().forEach(server -> deliver(server, request, reply));
    }

    /** Sends to the server with this name, which may have several failover relationships. */
    void send(String name, ClientRequest request, Consumer<ServerReply> reply) {
        servers.get().stream()
                .filter(server -> server.name().equals(name))
                .forEach(server -> deliver(server, request, reply));
    }

    private void deliver(DhcpService server, ClientRequest request, Consumer<ServerReply> reply) {
        Consumer<ServerReply> back = answer -> network.send(server.name(), node, () -> reply.accept(answer));
        network.send(node, server.name(), () -> server.receive(request, back));
    }
}
