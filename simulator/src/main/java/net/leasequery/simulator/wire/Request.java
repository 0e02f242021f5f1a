package net.leasequery.simulator.wire;

import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.fault.Target;
import org.jspecify.annotations.Nullable;

/** A query as received. */
public interface Request {

    /** ACTIVE or BULK. */
    Target kind();

    /** Name of the message. */
    String typeName();

    /** Transaction id. */
    int xid();

    /** What a Bulk query asks for, several joined by +; null if the query has no such part. */
    @Nullable
    String primary();

    /** query-start-time, server's clock; null if absent. */
    @Nullable
    Instant start();

    /** query-end-time, server's clock; null if absent. */
    @Nullable
    Instant end();

    /** VPN-ID; null if absent. */
    @Nullable
    VirtualSubnet vpn();

    /** Codes of the options that are asked for. */
    List<Integer> requestedOptions();

    /** The status with which the query is refused; null if it is valid. */
    @Nullable
    Verdict violation();

    /** Slots of the leases that the query is about, by their state when tested. Only if there is no violation. */
    IntPredicate selection();

    /** Builds the messages of the answer; always the same instance. */
    Replies replies();
}
