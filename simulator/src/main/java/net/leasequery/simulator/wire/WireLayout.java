package net.leasequery.simulator.wire;

import io.netty.buffer.ByteBuf;
import java.util.Set;

/** Where faults find the fields to tamper with in the octets of one message, without the length of its frame. */
public interface WireLayout {

    /** Changes the transaction id into one that no query uses. */
    void alienateXid(ByteBuf message);

    /**
     * The subjects of the message, if it may change places with messages about other subjects.
     *
     * @return empty if the message must keep its place
     */
    Set<?> subjects(ByteBuf message);
}
