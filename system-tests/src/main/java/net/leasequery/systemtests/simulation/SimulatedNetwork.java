package net.leasequery.systemtests.simulation;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.leasequery.requestor.internal.netty.NameResolver;

/** Names, addresses and connections between a requestor and its servers. */
final class SimulatedNetwork {

    private static final byte[] FIRST_ADDRESS = {(byte) 192, 0, 2, 1};

    private final VirtualTime time;
    private final List<SimulatedServer> servers;
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private long latencyMillis = 2;
    private long refusedUntil;
    private boolean silent;
    private int segmentOctets = Integer.MAX_VALUE;
    private int first;

    SimulatedNetwork(VirtualTime time, List<SimulatedServer> servers) {
        this.time = time;
        this.servers = servers;
    }

    SimulatedChannel socket() {
        return new SimulatedChannel(this);
    }

    /** Resolves the name to all servers, in the current order. */
    NameResolver resolver(EventLoop eventLoop) {
        return new NameResolver() {
            @Override
            public Future<List<InetAddress>> resolveAll(String host) {
                List<InetAddress> addresses = new ArrayList<>();
                for (int i = 0; i < servers.size(); i++) {
                    addresses.add(address((first + i) % servers.size()));
                }
                Promise<List<InetAddress>> answer = eventLoop.newPromise();
                // Answers later, like a resolver that has to query.
                eventLoop.execute(() -> answer.trySuccess(addresses));
                return answer;
            }

            @Override
            public void close() {
                // There are no resources to release.
            }
        };
    }

    /** From now on the resolver returns the addresses in another order. */
    void rotateAddresses() {
        first = (first + 1) % servers.size();
    }

    void connect(SimulatedChannel client, InetSocketAddress to) {
        int number = Byte.toUnsignedInt(to.getAddress().getAddress()[3]) - FIRST_ADDRESS[3];
        SimulatedServer server = servers.get(number);
        time.after(latencyMillis, () -> {
            boolean refused = time.millis() < refusedUntil;
            if (refused && silent) {
                return;
            }
            if (refused || !server.isUp()) {
                client.refused();
            } else {
                SimulatedConnection made = new SimulatedConnection(time, client, server, latencyMillis);
                connections.removeIf(SimulatedConnection::isClosed);
                made.segment(segmentOctets);
                connections.add(made);
                client.connected(made);
            }
        });
    }

    /** Connections are refused for a while, or nothing answers them. */
    void refuse(long millis, boolean silently) {
        silent = silently;
        refusedUntil = time.millis() + millis;
    }

    /** The open connections whose session matches and on which data arrives. */
    List<SimulatedConnection> connections(Predicate<ServerSession> which) {
        return connections.stream()
                .filter(connection ->
                        !connection.isClosed() && !connection.isLost() && which.test(connection.session()))
                .toList();
    }

    /** All connections send segments of this size from now on. */
    void segment(int octets) {
        segmentOctets = octets;
        connections.forEach(connection -> connection.segment(octets));
    }

    /** Ends refusals and delays of connections. */
    void heal() {
        refusedUntil = 0;
        connections.forEach(connection -> connection.latency(latencyMillis));
    }

    private static InetAddress address(int number) {
        byte[] octets = FIRST_ADDRESS.clone();
        octets[3] += (byte) number;
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
