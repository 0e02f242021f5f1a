package net.leasequery.simulator.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;

/**
 * Clients that arrive, stay, release, fall silent, reboot, move and decline, driven by a seed. Runs in the
 * scheduler's thread.
 */
public final class ClientPopulation {

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final PopulationSettings settings;
    private final List<Link> links;
    private final HoldingLog log = new HoldingLog();
    private final List<DhcpClient> clients = new ArrayList<>();
    private boolean quiet;

    /**
     * Creates a population whose clients are all switched off.
     *
     * @param links at least one; client {@code n} begins on link {@code n} modulo their number
     * @param types lease types of the links; every link has at least one lease of each
     * @param servers servers that clients can try at the moment
     */
    public ClientPopulation(
            Scheduler scheduler,
            MessageNetwork network,
            RandomGenerator random,
            PopulationSettings settings,
            List<Link> links,
            List<LeaseType> types,
            Supplier<? extends Collection<? extends DhcpService>> servers) {
        this.scheduler = scheduler;
        this.random = random;
        this.settings = settings;
        this.links = List.copyOf(links);
        for (int number = 0; number < settings.clients(); number++) {
            LeaseType type = types.get(number % types.size());
            int link = number % links.size();
            Client client = ClientIdentity.client(number / types.size(), type);
            clients.add(new DhcpClient(
                    scheduler,
                    network,
                    servers,
                    log,
                    "client-" + number,
                    client,
                    type,
                    links.get(link).name(),
                    ClientIdentity.relay(number, link, type)));
        }
    }

    /** What clients have held: the truth. */
    public HoldingLog log() {
        return log;
    }

    /** All clients of the population. */
    public List<DhcpClient> clients() {
        return List.copyOf(clients);
    }

    /** Switches the clients on one after the other within the given time. */
    public void arriveWithin(Duration time) {
        for (DhcpClient client : clients) {
            scheduler.after(upTo(time), () -> arrive(client));
        }
    }

    /** From now on the clients that are on stay on, and the others stay off. */
    public void settle() {
        quiet = true;
    }

    private void arrive(DhcpClient client) {
        if (quiet) {
            return;
        }
        if (random.nextDouble() < settings.decline()) {
            client.declineNext();
        }
        client.powerOn();
        Duration spread = settings.longestStay().minus(settings.shortestStay());
        scheduler.after(settings.shortestStay().plus(upTo(spread)), () -> leave(client));
    }

    private void leave(DhcpClient client) {
        if (quiet) {
            return;
        }
        double dice = random.nextDouble();
        if (dice < settings.release()) {
            client.release();
        } else if (dice < settings.release() + settings.silence()) {
            client.powerOff();
        } else if (dice < settings.release() + settings.silence() + settings.move() && links.size() > 1) {
            int link = random.nextInt(links.size());
            client.move(links.get(link).name(), ClientIdentity.relay(clients.indexOf(client), link, client.type()));
        } else {
            client.powerOff();
            scheduler.after(Duration.ofMillis(100), () -> arrive(client));
            return;
        }
        scheduler.after(upTo(settings.longestAbsence()), () -> arrive(client));
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    }
}
