package net.leasequery.requestor.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.server.LeasequeryServer;
import org.jspecify.annotations.Nullable;

/**
 * What a user of a requestor has: the last binding of each address, and the resume state stored with
 * it. Outlives the requestors that fill it, as a user's database outlives crashes.
 */
public final class LeaseView {

    private final Map<String, Binding> bindings = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private ResumeState resumeState = ResumeState.NONE;

    public ResumeState resumeState() {
        return resumeState;
    }

    public List<Notice> notices() {
        return notices;
    }

    /** Takes what a requestor has, for a short while if there is nothing. */
    public void pollFrom(LeasequeryRequestor requestor) {
        try {
            requestor.poll(Duration.ofMillis(20)).forEach(this::store);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void store(Delivery delivery) {
        resumeState = delivery.resumeState();
        if (delivery instanceof Delivery.OfBinding told) {
            bindings.put(told.binding().address().text(), told.binding());
        } else if (delivery instanceof Delivery.OfNotice news) {
            notices.add(news.notice());
        }
    }

    /** Polls until every address is here as it is at the server, or gives up and tells the differences. */
    public List<String> differencesAfterPolling(
            LeasequeryRequestor requestor, LeasequeryServer server, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> differences = differences(server);
        while (!differences.isEmpty() && System.nanoTime() < deadline) {
            pollFrom(requestor);
            differences = differences(server);
        }
        return differences;
    }

    private List<String> differences(LeasequeryServer server) {
        List<String> differences = new ArrayList<>();
        for (Lease lease : server.leases().all()) {
            String address = lease.address().toString();
            String truth = describe(lease);
            Binding mine = bindings.get(address);
            String told = mine == null ? "nothing" : describe(mine);
            if (!truth.equals(told)) {
                differences.add(address + ": server has " + truth + ", we have " + told);
            }
        }
        return differences;
    }

    private static String describe(Lease lease) {
        return lease.state()
                + " since " + lease.stateStart()
                + " seen " + lease.lastTransaction()
                + " by "
                + (lease.client() instanceof Ipv4Client client
                        ? client.hardwareAddress().toHex()
                        : "nobody");
    }

    private static String describe(Binding binding) {
        @Nullable ServerTime seen = binding.times().lastTransaction();
        return binding.state()
                + " since " + binding.times().stateStart()
                + " seen " + seen
                + " by "
                + (binding.client().hardwareAddress() == null
                        ? "nobody"
                        : binding.client().hardwareAddress().octets().toHex());
    }
}
