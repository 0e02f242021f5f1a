package net.leasequery.simulator.interserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.network.Scheduler;

/**
 * The BINDABLE addresses that a server keeps ready, so that it can offer one without asking another server. It
 * obtains them by COMPLETE POLL, and by TRANSFER if there is nothing to poll or a member does not answer
 * (draft-ietf-dhc-interserver-alt-00 sections 6.1 and 6.3).
 */
final class BindableStock {

    private final GroupSettings settings;
    private final Scheduler scheduler;
    private final Random random;
    private final GroupAddresses addresses;
    private final AddressPolls polls;
    private final GroupMembership membership;
    private final Predicate<LeaseAddress> isOffered;
    private final BiConsumer<String, GroupMessage> send;
    private final Set<Long> transfers = new HashSet<>();
    private long life;
    private long transferNumber;

    BindableStock(
            GroupSettings settings,
            Scheduler scheduler,
            Random random,
            GroupAddresses addresses,
            AddressPolls polls,
            GroupMembership membership,
            Predicate<LeaseAddress> isOffered,
            BiConsumer<String, GroupMessage> send) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.random = random;
        this.addresses = addresses;
        this.polls = polls;
        this.membership = membership;
        this.isOffered = isOffered;
        this.send = send;
    }

    /** Drops what is under way, as a crash does. */
    void forget() {
        life++;
        transfers.clear();
    }

    /** Gives up every address, as a server that is no longer a member. */
    void drop() {
        addresses.all().stream()
                .filter(binding -> binding.state() == AddressState.BINDABLE)
                .forEach(binding -> addresses.put(binding.in(AddressState.UNBINDABLE, scheduler.now())));
    }

    /** Tries to own as many addresses of each type on each link as it should. */
    void replenish(List<String> others) {
        addresses.links().forEach(link -> replenish(link, others));
    }

    private void replenish(Link link, List<String> others) {
        Set<LeaseType> types = new HashSet<>();
        link.addresses().forEach(address -> types.add(address.type()));
        for (LeaseType type : types) {
            List<GroupBinding> all = addresses.onLink(link.name(), type);
            long ready = all.stream()
                    .filter(binding -> binding.state() == AddressState.BINDABLE)
                    .count();
            int wanted = (int) (settings.bindable() - ready);
            if (wanted > 0) {
                makeBindable(link, type, all, wanted, others);
            }
        }
    }

    private void makeBindable(Link link, LeaseType type, List<GroupBinding> all, int wanted, List<String> others) {
        List<LeaseAddress> candidates = new ArrayList<>(all.stream()
                .filter(binding -> !binding.unavailable())
                .filter(binding ->
                        binding.state() == AddressState.UNBINDABLE || binding.state() == AddressState.EXPIRED)
                .map(GroupBinding::address)
                .toList());
        Collections.shuffle(candidates, random);
        List<LeaseAddress> chosen = candidates.subList(0, Math.min(wanted, candidates.size()));
        if (chosen.isEmpty()) {
            requestTransfer(link, type, wanted, others);
            return;
        }
        chosen.stream()
                .map(addresses::get)
                .filter(binding -> binding.state() == AddressState.EXPIRED)
                .forEach(binding -> addresses.put(binding.in(AddressState.UNBINDABLE, scheduler.now())));
        long begun = life;
        polls.poll(membership.current(), List.copyOf(chosen), true, answer -> {
            if (begun != life || !membership.isMember()) {
                return;
            }
            chosen.stream().filter(answer::isUnbindableEverywhere).forEach(this::own);
            if (!answer.complete()) {
                requestTransfer(link, type, wanted, others);
            }
        });
    }

    private void own(LeaseAddress address) {
        GroupBinding known = addresses.get(address);
        if (known.state() == AddressState.UNBINDABLE && !known.unavailable()) {
            addresses.put(known.in(AddressState.BINDABLE, scheduler.now()));
        }
    }

    private void requestTransfer(Link link, LeaseType type, int count, List<String> others) {
        if (!others.isEmpty()) {
            long number = ++transferNumber;
            transfers.add(number);
            String other = others.get(random.nextInt(others.size()));
            send.accept(
                    other, new GroupMessage.TransferRequest(membership.current(), number, link.name(), type, count));
            scheduler.after(settings.pollTimeout(), () -> transfers.remove(number));
        }
    }

    /** Gives up half of the addresses that are ready here, at most the number requested (section 7.2.8). */
    void transfer(String from, GroupMessage.TransferRequest request) {
        List<GroupBinding> ready = addresses.onLink(request.link(), request.type()).stream()
                .filter(binding -> binding.state() == AddressState.BINDABLE)
                .filter(binding -> !isOffered.test(binding.address()))
                .toList();
        List<GroupBinding> given = ready.subList(0, Math.min(request.count(), ready.size() / 2));
        given.forEach(binding -> addresses.put(binding.in(AddressState.UNBINDABLE, scheduler.now())));
        send.accept(
                from,
                new GroupMessage.TransferReply(
                        request.transfer(),
                        given.stream().map(GroupBinding::address).toList()));
    }

    /** Takes addresses that another server has given up for this server. */
    void transferred(GroupMessage.TransferReply reply) {
        if (transfers.remove(reply.transfer())) {
            reply.addresses().forEach(this::own);
        }
    }
}
