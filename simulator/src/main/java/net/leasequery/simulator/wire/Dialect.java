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

    /** Whether the server forgets what comes behind a message in the same read of the socket. */
    boolean takesOneMessagePerRead();

    /** Adds the handlers that turn octets of one message into a message, and back. */
    void addCodec(ChannelPipeline pipeline);

    /** Where things are in the octets of a message. */
    WireLayout layout();

    /** What a message asks for; null if it has no place on this connection. */
    @Nullable
    Request request(Object message);

    /** Why a message has no place on this connection, for the log. */
    String objection(Object message);

    /** Whether Active queries are a part of what this kind of server speaks. */
    boolean knowsActiveQueries();

    /** What to say to an Active query if there is none of that here; null if the connection is closed without a word. */
    @Nullable
    Verdict notSupported();

    /** The query makes no sense. */
    Verdict malformed(String text);

    /** The query is not allowed here and now. */
    Verdict notAllowed(String text);

    /** The server gives the query up. */
    Verdict terminated(String text);

    /** What a requestor can know of the lease table at best. */
    TableView view();
}
