package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.network.Scheduler;

/**
 * Handles the messages of the other servers (draft-ietf-dhc-interserver-alt-00 section 7). Runs in the scheduler's
 * thread.
 */
final class ReceivedMessages implements GroupMessage.Receiver {

    private static final Duration MISMATCH_WAIT = Duration.ofSeconds(1);

    private final String server;
    private final GroupSettings settings;
    private final Scheduler scheduler;
    private final GroupAddresses addresses;
    private final GroupMembership membership;
    private final AddressPolls polls;
    private final Pushes pushes;
    private final BindableStock stock;
    private final BiConsumer<String, GroupMessage> send;
    private long life;

    ReceivedMessages(
            String server,
            GroupSettings settings,
            Scheduler scheduler,
            GroupAddresses addresses,
            GroupMembership membership,
            AddressPolls polls,
            Pushes pushes,
            BindableStock stock,
            BiConsumer<String, GroupMessage> send) {
        this.server = server;
        this.settings = settings;
        this.scheduler = scheduler;
        this.addresses = addresses;
        this.membership = membership;
        this.polls = polls;
        this.pushes = pushes;
        this.stock = stock;
        this.send = send;
    }

    /** Handles a message; one of another generation of the group is refused. */
    void receive(String from, GroupMessage message) {
        GroupSpecifier own = membership.current();
        if (message instanceof GroupMessage.OfGroup ofGroup && ofGroup.group().sequence() != own.sequence()) {
            send.accept(from, new GroupMessage.SpecifierMismatch(own, ofGroup));
            if (ofGroup.group().isLaterThan(own)) {
                send.accept(from, new GroupMessage.MembershipRequest());
            }
        } else {
            message.deliver(from, this);
        }
    }

    /** Forgets what was to be sent again, because the server stops. */
    void forget() {
        life++;
    }

    @Override
    public void take(String from, GroupMessage.AddressRequest request) {
        List<GroupBinding> known = request.addresses().stream()
                .map(address -> reported(from, address, request.bindable()))
                .toList();
        send.accept(from, new GroupMessage.AddressReply(request.poll(), known));
    }

    @Override
    public void take(String from, GroupMessage.AddressReply reply) {
        reply.bindings().forEach(binding -> learn(from, binding));
        polls.answered(from, reply);
    }

    @Override
    public void take(String from, GroupMessage.Update update) {
        GroupBinding before = addresses.get(update.binding().address());
        boolean news = learn(from, update.binding());
        boolean same = before.equals(update.binding());
        send.accept(from, new GroupMessage.UpdateReply(update.binding(), news || same ? null : before));
    }

    @Override
    public void take(String from, GroupMessage.UpdateReply reply) {
        pushes.answered(from, reply.about());
        if (reply.better() != null) {
            learn(from, reply.better());
        }
    }

    @Override
    public void take(String from, GroupMessage.DumpRequest request) {
        GroupSpecifier own = membership.current();
        addresses.all().stream()
                .filter(binding -> server.equals(binding.transactionServer()))
                .forEach(binding -> send.accept(from, new GroupMessage.Update(own, binding)));
    }

    @Override
    public void take(String from, GroupMessage.TransferRequest request) {
        stock.transfer(from, request);
    }

    @Override
    public void take(String from, GroupMessage.TransferReply reply) {
        if (membership.isMember()) {
            stock.transferred(reply);
        }
    }

    @Override
    public void take(String from, GroupMessage.SpecifierMismatch mismatch) {
        membership.learn(mismatch.own());
        if (membership.isMember() && membership.current().has(from)) {
            long begun = life;
            scheduler.after(MISMATCH_WAIT, () -> {
                if (begun == life && membership.isMember()) {
                    send.accept(from, mismatch.refused().of(membership.current()));
                }
            });
        }
    }

    @Override
    public void take(String from, GroupMessage.MembershipRequest request) {
        send.accept(from, new GroupMessage.MembershipReply(membership.current()));
    }

    @Override
    public void take(String from, GroupMessage.MembershipReply reply) {
        membership.learn(reply.group());
    }

    @Override
    public void take(String from, GroupMessage.Propose proposal) {
        membership.proposed(from, proposal);
    }

    @Override
    public void take(String from, GroupMessage.ProposeReply reply) {
        membership.proposalAnswered(from, reply);
    }

    @Override
    public void take(String from, GroupMessage.Commit commit) {
        membership.committed(from, commit);
    }

    @Override
    public void take(String from, GroupMessage.CommitReply reply) {
        membership.learn(reply.current());
    }

    /**
     * Returns this server's answer about an address, after the change that the question itself makes (sections 7.2.1
     * and 7.2.3).
     */
    private GroupBinding reported(String from, LeaseAddress address, boolean bindable) {
        GroupBinding known = addresses.get(address);
        if (known.state() == AddressState.EXPIRED && bindable) {
            addresses.put(known.in(AddressState.UNBINDABLE, scheduler.now()));
        }
        if (polls.holds(address, from, bindable)) {
            return known.in(AddressState.BINDABLE, known.stateStart());
        }
        return addresses.get(address);
    }

    private boolean learn(String from, GroupBinding reported) {
        GroupBinding known = addresses.get(reported.address());
        // A BINDABLE address belongs to the server that reports it, and to no other.
        boolean isNews = reported.state() != AddressState.BINDABLE
                && reported.isMoreRecentThan(known, from, settings.epsilon())
                && !reported.equals(known);
        if (isNews) {
            boolean over =
                    reported.state() == AddressState.EXPIRED && !known.state().mayBecome(reported.state());
            addresses.put(over ? reported.in(AddressState.UNBINDABLE, reported.stateStart()) : reported);
        }
        return isNews;
    }
}
