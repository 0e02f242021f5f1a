package net.leasequery.simulator.client;

import java.time.Duration;
import net.leasequery.simulator.lease.LeaseAddress;

/** A server's answer to a client. */
public sealed interface ServerReply {

    /** Name of the server. */
    String server();

    /**
     * An address that the client could have.
     *
     * @param server who offers it
     * @param address what is offered
     */
    record Offer(String server, LeaseAddress address) implements ServerReply {}

    /**
     * The client has the address.
     *
     * @param server who granted it
     * @param address what was granted
     * @param lifetime from the moment at which the client sent its request (RFC 2131 section 4.4.1)
     */
    record Ack(String server, LeaseAddress address, Duration lifetime) implements ServerReply {}

    /**
     * The client may not use the address.
     *
     * @param server who refused it
     * @param address what was refused
     */
    record Nak(String server, LeaseAddress address) implements ServerReply {}
}
