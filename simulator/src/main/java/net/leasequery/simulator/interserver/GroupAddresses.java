package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.lease.LeaseType;
import org.jspecify.annotations.Nullable;

/** What one server of a group knows of the addresses, in stable storage. Every change is shown to requestors. */
final class GroupAddresses {

    private final String server;
    private final Duration grace;
    private final List<Link> links;
    private final Consumer<Lease> view;
    private final Map<LeaseAddress, GroupBinding> bindings = new LinkedHashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::end));

    /** Creates addresses that nobody has ever leased and that no server owns. */
    GroupAddresses(String server, Duration grace, List<Link> links, Instant now, Consumer<Lease> view) {
        this.server = server;
        this.grace = grace;
        this.links = List.copyOf(links);
        this.view = view;
        for (Link link : links) {
            link.addresses().forEach(address -> bindings.put(address, GroupBinding.never(address, now)));
        }
    }

    GroupBinding get(LeaseAddress address) {
        return Objects.requireNonNull(bindings.get(address), () -> address + " is not configured in this group");
    }

    boolean has(LeaseAddress address) {
        return bindings.containsKey(address);
    }

    List<Link> links() {
        return links;
    }

    /** All bindings; a copy. */
    List<GroupBinding> all() {
        return List.copyOf(bindings.values());
    }

    /** The first binding of a type on a link that matches; null if there is none. */
    @Nullable
    GroupBinding first(String link, LeaseType type, Predicate<GroupBinding> wanted) {
        return onLink(link, type).stream().filter(wanted).findFirst().orElse(null);
    }

    /** The bindings of a type on a link. */
    List<GroupBinding> onLink(String link, LeaseType type) {
        return links.stream()
                .filter(each -> each.name().equals(link))
                .flatMap(each -> each.addresses(type).stream())
                .map(this::get)
                .toList();
    }

    /**
     * Replaces a binding in stable storage, and shows the change to the view.
     *
     * @throws IllegalStateException if the address may not go to that state
     */
    void put(GroupBinding binding) {
        AddressState before = get(binding.address()).state();
        if (!before.mayBecome(binding.state())) {
            throw new IllegalStateException(
                    binding.address() + " is " + before + " at " + server + " and cannot become " + binding.state());
        }
        bindings.put(binding.address(), binding);
        if (binding.state() == AddressState.BOUND && binding.expiry() != null) {
            due.add(new Due(binding.expiry().plus(grace), binding.address()));
        }
        view.accept(shown(binding));
    }

    /** A binding whose lease and grace period are over; null if there is none. */
    @Nullable
    GroupBinding nextDue(Instant now) {
        while (!due.isEmpty() && !due.peek().end().isAfter(now)) {
            Due first = due.remove();
            GroupBinding binding = get(first.address());
            if (binding.state() == AddressState.BOUND
                    && binding.expiry() != null
                    && first.end().equals(binding.expiry().plus(grace))) {
                return binding;
            }
        }
        return null;
    }

    private Lease shown(GroupBinding binding) {
        DhcpState state = binding.unavailable() ? DhcpState.ABANDONED : stateOf(binding);
        Instant transaction = seconds(binding.transactionTime());
        return new Lease(
                binding.address(),
                VirtualSubnet.GLOBAL,
                state,
                binding.stateStart().truncatedTo(ChronoUnit.SECONDS),
                transaction,
                state == DhcpState.ACTIVE ? term(binding) : null,
                binding.client(),
                binding.relay(),
                binding.transactionServer() != null && !server.equals(binding.transactionServer()));
    }

    private static DhcpState stateOf(GroupBinding binding) {
        return switch (binding.state()) {
            case BINDABLE -> DhcpState.AVAILABLE;
            case BOUND -> DhcpState.ACTIVE;
            case EXPIRED -> DhcpState.EXPIRED;
            case UNBINDABLE -> binding.transaction() == LastTransaction.RELEASE ? DhcpState.RELEASED : DhcpState.REMOTE;
        };
    }

    private static LeaseTerm term(GroupBinding binding) {
        Instant start = Objects.requireNonNull(seconds(binding.transactionTime()));
        long length = Duration.between(start, Objects.requireNonNull(binding.expiry()))
                .toSeconds();
        return binding.address().type().term(start, Duration.ofSeconds(Math.max(1, length)));
    }

    private static @Nullable Instant seconds(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private record Due(Instant end, LeaseAddress address) {}
}
