package net.leasequery.requestor.internal.protocol;

import java.util.List;
import java.util.Objects;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** An event that means the same on the live connection and on the bulk connection. */
public sealed interface SharedEvent extends ConversationEvent, BulkEvent {

    /**
     * The connection can carry queries: in secure mode, the TLS handshake is complete.
     *
     * @param peer remote address and port
     * @param security how the connection is secured, for people
     * @param firstXid transaction-id for the first query, unique on this connection; those of further queries follow
     */
    record ConnectionOpened(String peer, String security, int firstXid, LocalMoment at) implements SharedEvent {}

    /**
     * The server has sent its identity, or another of its identifiers. Comes before the event of the message that
     * carried it.
     *
     * @param server all identifiers that it has sent on this connection, and those configured for the same server
     * @param certificateSubject of the server; null in clear text. For people: renewals change it
     */
    record ServerIdentified(ServerIdentity server, @Nullable String certificateSubject, LocalMoment at)
            implements SharedEvent {
        /** Returns the notice that this is not the server of {@code before}, which must have an identity. */
        public Notice.ServerChanged changedFrom(ResumeState before) {
            return new Notice.ServerChanged(Objects.requireNonNull(before.server()), server, certificateSubject);
        }
    }

    /**
     * Bindings of one message: one of DHCPv4, any number of DHCPv6.
     *
     * @param bindings in the order of the message
     */
    record Bindings(int xid, @Nullable ServerTime baseTime, List<Binding> bindings, LocalMoment at)
            implements SharedEvent, ServerMessage {

        /** Makes the list immutable. */
        public Bindings {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * A message that does not answer the query.
     *
     * @param detail description of the message, for people
     */
    record UnexpectedMessage(int xid, @Nullable ServerTime baseTime, String detail, LocalMoment at)
            implements SharedEvent, ServerMessage {}

    /**
     * A message that cannot be decoded or makes no sense.
     *
     * @param reason what is wrong with it, and where
     * @param octets octets of the message, without its length field
     */
    record MalformedMessage(String reason, Octets octets, LocalMoment at) implements SharedEvent {

        /**
         * Returns the notice about the message, which is delivered under every policy.
         *
         * @param inAnswer whether it was part of an answer that lists existing bindings
         */
        public Notice.MalformedMessage notice(boolean inAnswer) {
            return Notice.MalformedMessage.of(reason, octets, inAnswer);
        }

        /** Returns the octets of the message as a delivery. */
        public Delivery.OfQuarantined quarantined(ResumeState resumeState) {
            return new Delivery.OfQuarantined(octets, reason, at.epochMilli(), resumeState);
        }
    }

    /** The requestor stops permanently. */
    record Stopped(LocalMoment at) implements SharedEvent {}
}
