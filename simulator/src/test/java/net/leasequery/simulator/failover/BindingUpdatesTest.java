package net.leasequery.simulator.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.simulator.client.ClientRequest;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.client.RequestKind;
import net.leasequery.simulator.client.ServerReply;
import net.leasequery.simulator.client.TestSite;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.network.VirtualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BindingUpdatesTest {

    private static final Client CLIENT = Ipv4Client.ethernet("02:00:00:00:00:01");

    private final VirtualScheduler scheduler = new VirtualScheduler(TestSite.START);
    private final Link link = TestSite.links(Family.IPV4).get(0);
    private final LeaseAddress address = link.addresses().get(0);
    private final FailoverLeases leases = new FailoverLeases(true, List.of(link), scheduler.now(), lease -> {});
    private final LeaseGrants grants =
            new LeaseGrants("east", FailoverSettings.hotStandby(Duration.ofMinutes(10)), List.of(link), leases);
    private final List<FailoverMessage> sent = new ArrayList<>();
    private final BindingUpdates updates = new BindingUpdates(scheduler, leases, grants, sent::add);

    /** The partner that knows of the end may have leased the address; its answer about the lease says nothing of that. */
    @Test
    void anEndThatThePartnerHasNotAnsweredIsNotTakenBack() {
        ask(RequestKind.DISCOVER);
        ask(RequestKind.SELECTING);
        FailoverLease leased = report();
        ask(RequestKind.RELEASE);
        FailoverLease released = report();

        updates.answered(new FailoverMessage.BindingReply(leased, true, leased));
        assertThat(ask(RequestKind.REBINDING)).isNull();

        updates.answered(new FailoverMessage.BindingReply(released, true, released));
        assertThat(ask(RequestKind.DISCOVER)).isInstanceOf(ServerReply.Offer.class);
    }

    private FailoverLease report() {
        sent.clear();
        updates.send();
        assertThat(sent).hasSize(1);
        return ((FailoverMessage.BindingUpdate) sent.get(0)).lease();
    }

    private @Nullable ServerReply ask(RequestKind kind) {
        String server = kind == RequestKind.SELECTING ? "east" : null;
        ClientRequest request = new ClientRequest(kind, CLIENT, null, link.name(), LeaseType.V4, address, server);
        return grants.answer(request, scheduler.now(), null, false);
    }
}
