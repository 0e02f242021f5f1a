package net.leasequery.requestor.bulk;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.delivery.DisconnectReason;
import org.jspecify.annotations.Nullable;

/** Something that happened on the bulk connection, in terms common to DHCPv4 and DHCPv6. */
public sealed interface BulkEvent {

    /** One constant per event, so that a {@code switch} over events is complete. */
    enum Kind {
        WAIT_ELAPSED,
        CONNECTION_OPENED,
        BINDINGS,
        DONE,
        REFUSED,
        UNEXPECTED_MESSAGE,
        MALFORMED_MESSAGE,
        FAILED,
        STOPPED
    }

    /** Which event this is. */
    Kind kind();

    /** When it happened. */
    LocalMoment at();

    /** The wait for the next attempt is over; before the first there is none. */
    record WaitElapsed(LocalMoment at) implements BulkEvent {
        @Override
        public Kind kind() {
            return Kind.WAIT_ELAPSED;
        }
    }

    /**
     * The connection can carry queries.
     *
     * @param peer remote address and port
     * @param security how the connection is secured, for people
     * @param firstXid transaction-id for the first of them; those of the others follow
     */
    record ConnectionOpened(String peer, String security, int firstXid, LocalMoment at) implements BulkEvent {
        @Override
        public Kind kind() {
            return Kind.CONNECTION_OPENED;
        }
    }

    /** A well-formed message of the server. */
    sealed interface FromServer extends BulkEvent {

        /** Transaction-id that the message carries. */
        int xid();

        /** base-time, server clock; null if the message has none. */
        @Nullable
        ServerTime baseTime();
    }

    /** Bindings of one message, in its order. */
    record Bindings(int xid, @Nullable ServerTime baseTime, List<Binding> bindings, LocalMoment at)
            implements FromServer {

        /** Makes the list immutable. */
        public Bindings {
            bindings = List.copyOf(bindings);
        }

        @Override
        public Kind kind() {
            return Kind.BINDINGS;
        }
    }

    /** The answer is whole (RFC 6926 section 7.3). */
    record Done(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.DONE;
        }
    }

    /**
     * The answer ends with an error; what came before it is valid.
     *
     * @param refusal what the error means
     * @param detail status and text, for people
     */
    record Refused(int xid, @Nullable ServerTime baseTime, Refusal refusal, String detail, LocalMoment at)
            implements FromServer {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /**
     * A message that does not answer the query.
     *
     * @param detail what came, for people
     */
    record UnexpectedMessage(int xid, @Nullable ServerTime baseTime, String detail, LocalMoment at)
            implements FromServer {
        @Override
        public Kind kind() {
            return Kind.UNEXPECTED_MESSAGE;
        }
    }

    /**
     * A message that cannot be decoded or means nothing.
     *
     * @param reason what is wrong with it, and where
     * @param octets of the message, as far as they are at hand
     */
    record MalformedMessage(String reason, Octets octets, LocalMoment at) implements BulkEvent {
        @Override
        public Kind kind() {
            return Kind.MALFORMED_MESSAGE;
        }
    }

    /**
     * There is no connection, or it is gone, or it has stalled.
     *
     * @param detail for people
     */
    record Failed(DisconnectReason reason, String detail, LocalMoment at) implements BulkEvent {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The requestor shall end for good. */
    record Stopped(LocalMoment at) implements BulkEvent {
        @Override
        public Kind kind() {
            return Kind.STOPPED;
        }
    }
}
