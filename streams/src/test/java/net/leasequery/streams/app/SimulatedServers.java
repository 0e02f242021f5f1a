package net.leasequery.streams.app;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import net.leasequery.simulator.client.DhcpService;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.failover.FailoverPair;
import net.leasequery.simulator.failover.FailoverSettings;
import net.leasequery.simulator.interserver.GroupSettings;
import net.leasequery.simulator.interserver.ServerGroup;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;

/** What a schedule can do to a pair and to a group alike. */
interface SimulatedServers {

    Collection<? extends DhcpService> services();

    void partition(Random random);

    void heal();

    void crash(String name);

    void recover(String name);

    /** Servers that are cut from each other take each other for gone: the way to two leases of one address. */
    void takeEachOtherForGone();

    /** After healing: a server that was taken out of its group comes back. */
    void readmit();

    static SimulatedServers pair(
            boolean loadBalancing,
            Duration lease,
            Scheduler scheduler,
            MessageNetwork network,
            List<Link> links,
            Function<String, Consumer<Lease>> views) {
        FailoverSettings settings = FailoverSettings.hotStandby(lease).withMclt(Duration.ofMinutes(1));
        FailoverPair pair = new FailoverPair(
                "east",
                "west",
                loadBalancing ? settings.withLoadBalancing() : settings,
                scheduler,
                network,
                links,
                views.apply("east"),
                views.apply("west"));
        return new SimulatedServers() {
            @Override
            public Collection<? extends DhcpService> services() {
                return pair.servers();
            }

            @Override
            public void partition(Random random) {
                pair.partition();
            }

            @Override
            public void heal() {
                pair.heal();
            }

            @Override
            public void crash(String name) {
                pair.crash(name);
            }

            @Override
            public void recover(String name) {
                pair.recover(name, true);
            }

            @Override
            public void takeEachOtherForGone() {
                pair.partnerDown("east");
                pair.partnerDown("west");
            }

            @Override
            public void readmit() {
                // Partners find their way back by themselves.
            }
        };
    }

    static SimulatedServers group(
            List<String> names,
            Duration lease,
            Scheduler scheduler,
            MessageNetwork network,
            Random random,
            List<Link> links,
            Function<String, Consumer<Lease>> views) {
        ServerGroup group =
                new ServerGroup(names, List.of(), GroupSettings.of(lease, 2), scheduler, network, random, links, views);
        return new SimulatedServers() {
            @Override
            public Collection<? extends DhcpService> services() {
                return group.servers();
            }

            @Override
            public void partition(Random dice) {
                group.partition(List.of(names.get(dice.nextInt(names.size()))));
            }

            @Override
            public void heal() {
                group.heal();
            }

            @Override
            public void crash(String name) {
                group.crash(name);
            }

            @Override
            public void recover(String name) {
                group.recover(name);
            }

            @Override
            public void takeEachOtherForGone() {
                group.partition(List.of(names.get(0)));
                group.leave(names.get(0), names.get(1));
            }

            @Override
            public void readmit() {
                if (!group.server(names.get(0)).isMember()) {
                    group.join(names.get(0), names.get(1));
                }
            }
        };
    }
}
