package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import net.leasequery.requestor.internal.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/**
 * Who the server on the other end of a connection says it is. What it says on one connection is one server's
 * identity, even if the identifiers differ. Lives on the event loop.
 */
final class PeerIdentity {

    /** A DUID has at most 130 octets (RFC 8415 section 11.1), in hex. */
    private static final int LONGEST = 260;

    private static final String UNSPECIFIED = "0.0.0.0";

    private final @Nullable ServerIdentity configured;
    private final @Nullable String certificateSubject;
    private @Nullable String last;
    private @Nullable ServerIdentity told;

    /**
     * Takes the identifiers in {@code configured} for those of one server.
     *
     * @param tls how the connection is secured; null if it is not, or not yet
     */
    PeerIdentity(@Nullable ServerIdentity configured, @Nullable TlsSession tls) {
        this.configured = configured;
        this.certificateSubject = tls == null ? null : tls.server();
    }

    /**
     * After each message.
     *
     * @param identifier that holds for it; null if none has come so far
     * @return what is new about the server's identity; null if nothing
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
        ServerIdentity known = told;
        ServerIdentity named =
                configured != null && configured.includes(identifier) ? configured : ServerIdentity.of(identifier);
        ServerIdentity now = known == null ? named : known.with(named);
        if (now.equals(known)) {
            return null;
        }
        told = now;
        return new ServerIdentified(now, certificateSubject, at);
    }
}
