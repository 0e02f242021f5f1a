package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Promise;

/** Makes connections to one server that are ready for a query. Used on the event loop only. */
interface ServerConnector {

    /** Who is told how far an attempt has come, on the event loop. Nothing is said of steps not taken. */
    interface Progress {
        /** The TCP connection stands, and the server was asked for TLS. */
        void tlsRequested();

        /** The server agreed to TLS, and the handshake has begun. */
        void tlsAgreed();
    }

    /**
     * Begins to connect.
     *
     * @param handler for the end of the new channel's pipeline
     * @return completes with the open channel, of which nothing was read for the handler yet, or fails; with
     *     a {@link SecuringFailedException} if what failed is TLS; cancel it to give up
     */
    Promise<Channel> connect(ChannelHandler handler, Progress progress);

    /** The server at the address of the last connection has answered: the next attempt begins there. */
    void answered();
}
