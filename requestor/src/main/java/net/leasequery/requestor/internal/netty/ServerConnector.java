package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Promise;

/** Makes connections to one server that are ready for a query. Used on the event loop only. */
interface ServerConnector {

    /** Receives the progress of an attempt, on the event loop. Skipped steps are not reported. */
    interface Progress {
        /** The TCP connection is open, and TLS was requested. */
        void tlsRequested();

        /** The server agreed to TLS, and the handshake has begun. */
        void tlsAgreed();
    }

    /**
     * Begins to connect.
     *
     * @param handler appended to the new channel's pipeline
     * @return completes with the open channel, from which nothing was read for the handler yet; or fails, with a {@link
     *     SecuringFailedException} if TLS failed; cancel it to give up
     */
    Promise<Channel> connect(ChannelHandler handler, Progress progress);

    /** Called when the server at the address of the last connection has answered: the next attempt begins there. */
    void answered();
}
