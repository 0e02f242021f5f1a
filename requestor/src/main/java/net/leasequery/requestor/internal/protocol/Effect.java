package net.leasequery.requestor.internal.protocol;

import java.time.Duration;
import net.leasequery.requestor.Delivery;

/** An action that the I/O layer performs for a state machine, in the given order. */
public sealed interface Effect {

    /** The two connections of a requestor. */
    enum Link {
        /** For Active Leasequery. */
        LIVE,
        /** For Bulk Leasequery. */
        BULK
    }

    /** Performs effects: one method for each kind. */
    interface Performer {

        /** Performs {@link Deliver}. */
        void deliver(Delivery delivery);

        /** Performs {@link Connect}. */
        void connect(Link link);

        /** Performs {@link SendActiveQuery}. */
        void send(ActiveQuery query);

        /** Performs {@link SendBulkQuery}. */
        void send(BulkRequest request);

        /** Performs {@link CloseConnection}. */
        void close(Link link);

        /** Performs {@link AwaitBackOff}. */
        void awaitBackOff(Link link, int failures);

        /** Performs {@link AwaitNextPoll}. */
        void awaitNextPoll(Duration delay);
    }

    /** Calls the method of {@code performer} for this kind of effect. */
    void performBy(Performer performer);

    /**
     * Resolve the server's name and connect, in place of a connection that has ended; answered by ConnectionOpened,
     * ConnectFailed or Failed.
     */
    record Connect(Link link) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.connect(link);
        }
    }

    /** Send the query, and monitor its write and the server's silence from now on. */
    record SendActiveQuery(ActiveQuery query) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.send(query);
        }
    }

    /** Send a bulk query, and monitor the server's silence from now on. */
    record SendBulkQuery(BulkRequest request) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.send(request);
        }
    }

    /** Hand a delivery over to the polling thread. */
    record Deliver(Delivery delivery) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.deliver(delivery);
        }
    }

    /** Close the connection, or the attempt to make one; it causes no further events. */
    record CloseConnection(Link link) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.close(link);
        }
    }

    /**
     * Wait with back-off and jitter; answered by BackOffElapsed or WaitElapsed.
     *
     * @param failures attempts in a row that brought no progress, at least 1
     */
    record AwaitBackOff(Link link, int failures) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.awaitBackOff(link, failures);
        }
    }

    /** Wait for the next poll; answered by WaitElapsed. */
    record AwaitNextPoll(Duration delay) implements Effect {
        @Override
        public void performBy(Performer performer) {
            performer.awaitNextPoll(delay);
        }
    }
}
