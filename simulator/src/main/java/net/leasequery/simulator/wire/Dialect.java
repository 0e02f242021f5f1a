package net.leasequery.simulator.wire;

import io.netty.channel.ChannelPipeline;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.report.TableView;
import net.leasequery.simulator.tls.TlsMessages;
import org.jspecify.annotations.Nullable;

/** How a server speaks the protocol of one family. Serves all connections of the server, on its event loop. */
public interface Dialect extends TlsMessages {

    /** Which family. */
    Family family();

    /** Whether the server drops the octets that follow a message in the same read of the socket. */
    boolean takesOneMessagePerRead();

    /** Adds the handlers that decode and encode one message. */
    void addCodec(ChannelPipeline pipeline);

    /** The layout of a message. */
    WireLayout layout();

    /** The request in a message; null if the message does not belong on this connection. */
    @Nullable
    Request request(Object message);

    /** Why a message does not belong on this connection, for the log. */
    String objection(Object message);

    /** Whether this kind of server knows Active queries. */
    boolean knowsActiveQueries();

    /**
     * The status for an Active query if the server does not support it; null if the connection is closed without a
     * message.
     */
    @Nullable
    Verdict notSupported();

    /** The query is malformed. */
    Verdict malformed(String text);

    /** The query is not allowed here and now. */
    Verdict notAllowed(String text);

    /** The server terminates the query. */
    Verdict terminated(String text);

    /** What a requestor can know of the lease table at most. */
    TableView view();
}
