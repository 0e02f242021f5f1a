package net.leasequery.simulator.interserver;

import java.util.List;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import org.jspecify.annotations.Nullable;

/** Messages between servers (draft-ietf-dhc-interserver-alt-00 section 5), as values. */
sealed interface GroupMessage {

    /** Takes each kind of message from the server that sent it. */
    interface Receiver {

        /** Takes {@link AddressRequest}. */
        void take(String from, AddressRequest request);

        /** Takes {@link AddressReply}. */
        void take(String from, AddressReply reply);

        /** Takes {@link Update}. */
        void take(String from, Update update);

        /** Takes {@link UpdateReply}. */
        void take(String from, UpdateReply reply);

        /** Takes {@link DumpRequest}. */
        void take(String from, DumpRequest request);

        /** Takes {@link TransferRequest}. */
        void take(String from, TransferRequest request);

        /** Takes {@link TransferReply}. */
        void take(String from, TransferReply reply);

        /** Takes {@link SpecifierMismatch}. */
        void take(String from, SpecifierMismatch mismatch);

        /** Takes {@link MembershipRequest}. */
        void take(String from, MembershipRequest request);

        /** Takes {@link MembershipReply}. */
        void take(String from, MembershipReply reply);

        /** Takes {@link Propose}. */
        void take(String from, Propose proposal);

        /** Takes {@link ProposeReply}. */
        void take(String from, ProposeReply reply);

        /** Takes {@link Commit}. */
        void take(String from, Commit commit);

        /** Takes {@link CommitReply}. */
        void take(String from, CommitReply reply);
    }

    /** Calls the receiver's method for this kind of message. */
    void deliver(String from, Receiver receiver);

    /** A message that belongs to a generation of the group; a receiver of another generation refuses it. */
    sealed interface OfGroup extends GroupMessage {

        /** The sender's generation. */
        GroupSpecifier group();

        /** The same message of another generation, for sending it again. */
        OfGroup of(GroupSpecifier newGroup);
    }

    /**
     * REQUEST-ADDRESS-INFORMATION, with or without -BINDABLE.
     *
     * @param poll number of the POLL
     * @param bindable the sender wants to make the addresses BINDABLE
     */
    record AddressRequest(GroupSpecifier group, long poll, List<LeaseAddress> addresses, boolean bindable)
            implements OfGroup {

        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }

        @Override
        public AddressRequest of(GroupSpecifier newGroup) {
            return new AddressRequest(newGroup, poll, addresses, bindable);
        }
    }

    /** REPLY-ADDRESS-INFORMATION. */
    record AddressReply(long poll, List<GroupBinding> bindings) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** REQUEST-UPDATE-ADDRESS-INFORMATION: a PUSH, or a part of a DUMP. */
    record Update(GroupSpecifier group, GroupBinding binding) implements OfGroup {

        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }

        @Override
        public Update of(GroupSpecifier newGroup) {
            return new Update(newGroup, binding);
        }
    }

    /**
     * REPLY-UPDATE-ADDRESS-INFORMATION.
     *
     * @param about the binding as it was in the update
     * @param better null for ACK; for NAK-DATA the sender's binding
     */
    record UpdateReply(GroupBinding about, @Nullable GroupBinding better) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** REQUEST-ADDRESS-INFORMATION-DUMP. */
    record DumpRequest(GroupSpecifier group) implements OfGroup {

        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }

        @Override
        public DumpRequest of(GroupSpecifier newGroup) {
            return new DumpRequest(newGroup);
        }
    }

    /** REQUEST-BINDABLE-ADDRESS: a TRANSFER. */
    record TransferRequest(GroupSpecifier group, long transfer, String link, LeaseType type, int count)
            implements OfGroup {

        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }

        @Override
        public TransferRequest of(GroupSpecifier newGroup) {
            return new TransferRequest(newGroup, transfer, link, type, count);
        }
    }

    /** REPLY-BINDABLE-ADDRESS: the sender no longer owns these. */
    record TransferReply(long transfer, List<LeaseAddress> addresses) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** NAK-GROUP-SPECIFIER-MISMATCH: the message was not taken. */
    record SpecifierMismatch(GroupSpecifier own, OfGroup refused) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** REQUEST-GROUP-MEMBERSHIP. */
    record MembershipRequest() implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** REPLY-GROUP-MEMBERSHIP. */
    record MembershipReply(GroupSpecifier group) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /**
     * REQUEST-PROPOSE-GROUP-JOIN or -LEAVE.
     *
     * @param base the generation that the proposal changes
     * @param members those of the next generation
     */
    record Propose(GroupSpecifier base, List<String> members) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** The answer to a proposal: ACK, or NAK with the generation that the sender knows. */
    record ProposeReply(boolean accepted, GroupSpecifier current) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** REQUEST-COMMIT-GROUP-JOIN or -LEAVE. */
    record Commit(GroupSpecifier next) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }

    /** The answer to a commit: ACK. */
    record CommitReply(GroupSpecifier current) implements GroupMessage {
        @Override
        public void deliver(String from, Receiver receiver) {
            receiver.take(from, this);
        }
    }
}
