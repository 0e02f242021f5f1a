package net.leasequery.simulator.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * How a server secures its connections: its identity, and the requestors that it accepts. Requestors always have to
 * present a certificate (RFC 7724 section 8.1). Immutable.
 */
public final class SecureMode {

    /** How long sending the last record may take when a connection is closed. */
    private static final long LONGEST_FAREWELL_MILLIS = 200;

    /** The default protocols. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final SslContext context;

    private SecureMode(SslContext context) {
        this.context = context;
    }

    /**
     * Accepts every requestor that has a certificate of this authority.
     *
     * @param server what the server shows
     * @param authority vouches for requestors
     */
    public static SecureMode of(Identity server, X509Certificate authority) {
        return of(server, authority, Set.of(), PROTOCOLS);
    }

    /**
     * Accepts certain requestors.
     *
     * @param server what the server shows
     * @param authority vouches for requestors
     * @param allowed common names of the accepted requestors; empty for all that have a certificate of the authority
     * @param protocols as {@code TLSv1.3}
     */
    public static SecureMode of(
            Identity server, X509Certificate authority, Set<String> allowed, List<String> protocols) {
        try {
            return new SecureMode(SslContextBuilder.forServer(server.key(), server.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols(protocols)
                    .clientAuth(ClientAuth.REQUIRE)
                    .trustManager(new RequestorTrust(authority, allowed))
                    .build());
        } catch (SSLException e) {
            throw new IllegalArgumentException("no server can be made of this", e);
        }
    }

    /** A new handler for one connection, whose handshake begins when the requestor sends. */
    SslHandler newHandler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator);
        handler.setCloseNotifyFlushTimeoutMillis(LONGEST_FAREWELL_MILLIS);
        return handler;
    }
}
