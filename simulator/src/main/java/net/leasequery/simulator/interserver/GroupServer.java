package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.ServerReply;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;

/**
 * One server of a group (draft-ietf-dhc-interserver-alt-00 sections 7 to 9): its life cycle, and what it does on its
 * own. {@link ReceivedMessages} answers the other servers, {@link ClientTransactions} the clients. Runs in the
 * scheduler's thread.
 */
public final class GroupServer implements DhcpService {

    private final String server;
    private final GroupSettings settings;
    private final Scheduler scheduler;
    private final MessageNetwork network;
    private final Random random;
    private final Function<String, GroupServer> servers;
    private final GroupAddresses addresses;
    private final GroupMembership membership;
    private final AddressPolls polls;
    private final Pushes pushes;
    private final ClientTransactions transactions;
    private final BindableStock stock;
    private final ReceivedMessages received;

    private boolean up = true;
    private boolean serving;
    private long life;

    /**
     * Creates a server that is not running; {@link #start} starts it.
     *
     * @param servers finds a server by its name
     * @param view shown every change, as requestors see it
     */
    GroupServer(
            String server,
            GroupSpecifier group,
            GroupSettings settings,
            Scheduler scheduler,
            MessageNetwork network,
            Random random,
            List<Link> links,
            Function<String, GroupServer> servers,
            Consumer<Lease> view) {
        this.server = server;
        this.settings = settings;
        this.scheduler = scheduler;
        this.network = network;
        this.random = random;
        this.servers = servers;
        this.addresses = new GroupAddresses(server, settings.grace(), links, scheduler.now(), view);
        this.membership = new GroupMembership(
                server, group, settings.proposalTimeout(), scheduler, random, this::send, this::membershipChanged);
        this.polls = new AddressPolls(server, settings.pollTimeout(), scheduler, this::send);
        this.pushes = new Pushes(this::send);
        this.transactions =
                new ClientTransactions(server, settings, scheduler, addresses, polls, membership, this::push);
        this.stock = new BindableStock(
                settings, scheduler, random, addresses, polls, membership, transactions::isOffered, this::send);
        this.received = new ReceivedMessages(
                server, settings, scheduler, addresses, membership, polls, pushes, stock, this::send);
        this.serving = membership.isMember();
    }

    @Override
    public String name() {
        return server;
    }

    /** Whether it is up. */
    public boolean isUp() {
        return up;
    }

    /** Whether it is a member, as far as it knows. */
    public boolean isMember() {
        return membership.isMember();
    }

    /** How many servers the group has, as this server knows it. */
    public int groupSize() {
        return membership.current().members().size();
    }

    GroupAddresses addresses() {
        return addresses;
    }

    /** Starts the server. Its checks for due work are at moments of its own, as on different machines. */
    void start() {
        long begun = life;
        long interval = settings.housekeeping().toMillis();
        scheduler.after(Duration.ofMillis(random.nextLong(interval)), () -> keepHouse(begun));
    }

    /** Stops at once; stable storage survives. */
    void crash() {
        up = false;
        life++;
        polls.forget();
        pushes.forget();
        transactions.forgetOffers();
        membership.forgetChanges();
        stock.forget();
        received.forget();
    }

    /** Starts again after {@link #crash}: asks whether it is still a member, then for what it missed (section 9.2). */
    void recover() {
        up = true;
        membership.current().members().stream()
                .filter(other -> !other.equals(server))
                .forEach(other -> send(other, new GroupMessage.MembershipRequest()));
        if (membership.isMember()) {
            revalidate();
            requestDumps();
        }
        start();
    }

    /** Joins the group of another server. */
    void join(GroupSpecifier known) {
        membership.learn(known);
        membership.join();
    }

    /** Takes a server out of the group. */
    void remove(String leaving) {
        membership.remove(leaving);
    }

    GroupSpecifier group() {
        return membership.current();
    }

    @Override
    public void receive(ClientRequest request, Consumer<ServerReply> reply) {
        if (up && serving) {
            transactions.receive(request, reply);
        }
    }

    private void receive(String from, GroupMessage message) {
        if (up) {
            received.receive(from, message);
        }
    }

    private void membershipChanged() {
        boolean before = serving;
        serving = membership.isMember();
        if (before && !serving) {
            stock.drop();
        } else if (!before && serving) {
            requestDumps();
        }
    }

    private void requestDumps() {
        others().forEach(other -> send(other, new GroupMessage.DumpRequest(membership.current())));
    }

    private void revalidate() {
        List<LeaseAddress> own = addresses.all().stream()
                .filter(binding -> server.equals(binding.transactionServer()))
                .map(GroupBinding::address)
                .toList();
        if (!own.isEmpty()) {
            polls.poll(membership.current(), own, false, answer -> {});
        }
    }

    private void push(GroupBinding binding) {
        pushes.push(membership.current(), others(), binding);
    }

    private void keepHouse(long begun) {
        if (begun != life || !up) {
            return;
        }
        Instant now = scheduler.now();
        for (GroupBinding over = addresses.nextDue(now); over != null; over = addresses.nextDue(now)) {
            addresses.put(over.expired(now));
        }
        if (serving) {
            pushes.again(membership.current());
            stock.replenish(others());
        }
        scheduler.after(settings.housekeeping(), () -> keepHouse(begun));
    }

    private List<String> others() {
        return membership.current().members().stream()
                .filter(other -> !other.equals(server))
                .toList();
    }

    private void send(String to, GroupMessage message) {
        GroupServer other = servers.apply(to);
        network.send(server, to, () -> other.receive(server, message));
    }
}
