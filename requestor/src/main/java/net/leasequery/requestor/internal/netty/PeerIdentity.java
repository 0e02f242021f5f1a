package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/**
 * The identity that the server on a connection sends. All identifiers sent on one connection belong to one server, even
 * if they differ. Used on the event loop only.
 */
final class PeerIdentity {

    /** A DUID has at most 130 octets (RFC 8415 section 11.1), in hex. */
    private static final int LONGEST = 260;

    private static final String UNSPECIFIED = "0.0.0.0";

    private final @Nullable ServerIdentity configured;
    private final @Nullable String certificateSubject;
    private @Nullable String last;
    private @Nullable ServerIdentity reported;

    /**
     * Treats the identifiers in {@code configured} as those of one server.
     *
     * @param tls TLS session of the connection; null if it is not secured, or not yet
     */
    PeerIdentity(@Nullable ServerIdentity configured, @Nullable TlsSession tls) {
        this.configured = configured;
        this.certificateSubject = tls == null ? null : tls.server();
    }

    /**
     * Called after each message.
     *
     * @param identifier that applies to the message; null if none was received so far
     * @return event if the server's identity has changed or grown; null otherwise
     */
    @Nullable
    ServerIdentified heard(@Nullable String identifier, LocalMoment at) {
        if (identifier == null || identifier.equals(last)) {
            return null;
        }
        last = identifier;
        if (identifier.isEmpty() || identifier.length() > LONGEST || identifier.equals(UNSPECIFIED)) {
            return null;
        }
        ServerIdentity known = reported;
        ServerIdentity named =
                configured != null && configured.includes(identifier) ? configured : ServerIdentity.of(identifier);
        ServerIdentity now = known == null ? named : known.with(named);
        if (now.equals(known)) {
            return null;
        }
        reported = now;
        return new ServerIdentified(now, certificateSubject, at);
    }
}
