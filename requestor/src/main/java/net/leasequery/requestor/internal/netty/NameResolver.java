package net.leasequery.requestor.internal.netty;

import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of one host name, once. Used on the event loop only. */
public interface NameResolver extends AutoCloseable {

    /** Completes with all addresses of {@code host}, at least one, or fails. */
    Future<List<InetAddress>> resolveAll(String host);

    /** Releases resources; a pending answer fails. */
    @Override
    void close();
}
