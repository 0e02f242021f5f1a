package net.leasequery.simulator.client;

import java.util.function.Consumer;

/** A DHCP server as its clients see it. Runs in the scheduler's thread. */
public interface DhcpService {

    /** Name of the server, which is also its node on the network. */
    String name();

    /** Takes a message. It is answered at once, later, or never; {@code reply} sends the answer back. */
    void receive(ClientRequest request, Consumer<ServerReply> reply);
}
