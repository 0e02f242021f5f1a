package net.leasequery.simulator.fault;

import java.time.Duration;

/** A fault, as a value; equal faults on equal servers have the same effect. */
public sealed interface Fault
        permits ConnectionFault,
                Fault.Backlog,
                Fault.Refuse,
                Fault.SlowWrites,
                Fault.SlowReads,
                Fault.LimitConnections,
                Fault.ForgetHistory,
                Fault.StepClock,
                Fault.Restart {

    /** Passes the fault to the method for its kind. */
    void accept(Visitor visitor);

    /** One method per kind of fault, so that the compiler finds where a new kind is missing. */
    interface Visitor {

        /** Something happens to one connection. */
        void connection(ConnectionFault fault);

        /** Every Active query is blocked, and one may be reset when sending resumes. */
        void backlog(Backlog fault);

        /** Queries are refused. */
        void refuse(Refuse fault);

        /** Every message is sent with a pause after it. */
        void slowWrites(SlowWrites fault);

        /** Every request is read late. */
        void slowReads(SlowReads fault);

        /** The number of connections is limited. */
        void limitConnections(LimitConnections fault);

        /** The history is lost. */
        void forgetHistory(ForgetHistory fault);

        /** The clock is set. */
        void stepClock(StepClock fault);

        /** The server goes down and comes up again. */
        void restart(Restart fault);
    }

    /**
     * Sends nothing to Active queries for a while. The waiting changes are built into replies afterwards, with
     * base-times that run ahead of the changes still waiting (RFC 7724 section 6).
     *
     * @param length how long
     * @param messagesBeforeReset the first connection that is sent this many messages afterwards is reset; negative
     *     for none
     */
    record Backlog(Duration length, int messagesBeforeReset) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.backlog(this);
        }
    }

    /**
     * The next queries are answered with a status and nothing else; an Active query's connection is then
     * closed.
     *
     * @param target which queries
     * @param statusCode 0 to 255, defined or not
     * @param queries how many
     */
    record Refuse(Target target, int statusCode, int queries) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.refuse(this);
        }
    }

    /** Every message is followed by a pause, on all connections, until healed. */
    record SlowWrites(Duration pause) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.slowWrites(this);
        }
    }

    /** Every request is read this much later than it arrived, on all connections, until healed. */
    record SlowReads(Duration delay) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.slowReads(this);
        }
    }

    /**
     * Connections above a limit are accepted and closed; those that are open stay.
     *
     * @param limit 0 rejects every connection
     * @param length how long; zero for until healed
     */
    record LimitConnections(int limit, Duration length) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.limitConnections(this);
        }
    }

    /** The server forgets which address changed when. */
    record ForgetHistory() implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.forgetHistory(this);
        }
    }

    /** The server's clock is set forward, or back if {@code step} is negative. */
    record StepClock(Duration step) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.stepClock(this);
        }
    }

    /**
     * The server goes down and comes up again on the same port.
     *
     * @param keepHistory whether it remembers which address changed when
     * @param orderly whether it first sends QueryTerminated; otherwise it is killed
     * @param down how long it is down
     */
    record Restart(boolean keepHistory, boolean orderly, Duration down) implements Fault {

        @Override
        public void accept(Visitor visitor) {
            visitor.restart(this);
        }
    }
}
