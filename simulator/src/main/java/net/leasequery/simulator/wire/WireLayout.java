package net.leasequery.simulator.wire;

import io.netty.buffer.ByteBuf;
import java.util.Set;

/** Where faults find what they tamper with in the octets of one message, its frame's length not included. */
public interface WireLayout {

    /** Changes the transaction id into one that was not asked with. */
    void alienateXid(ByteBuf message);

    /**
     * What the message is about, if it may change places with messages about other things.
     *
     * @return empty if it must stay where it is
     */
    Set<?> subjects(ByteBuf message);
}
