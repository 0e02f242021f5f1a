package net.leasequery.requestor.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.server.LeasequeryServer;
import org.jspecify.annotations.Nullable;

/**
 * What a user of a requestor has: the last binding of each address, and the resume state stored with
 * it. Outlives the requestors that fill it, as a user's database outlives crashes.
 */
public final class LeaseView {

    private static final String NOTHING = "nothing";

    private final Map<String, Binding> bindings = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Set<String> reportedLately = new HashSet<>();
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
        if (delivery instanceof Delivery.OfBinding delivered) {
            bindings.put(delivered.binding().address().text(), delivered.binding());
            reportedLately.add(delivered.binding().address().text());
        } else if (delivery instanceof Delivery.OfNotice news) {
            notices.add(news.notice());
            sweep(news.notice());
        }
    }

    /** What a whole answer of DHCPv6 does not mention has ended, unless a gap is left that needs another answer. */
    private void sweep(Notice notice) {
        boolean complete = notice instanceof Notice.SnapshotCompleted
                || (notice instanceof Notice.GapFilled filled && filled.whole());
        if (complete && resumeState.gap() == null) {
            bindings.values()
                    .removeIf(binding -> binding.address().leaseType() != LeaseType.V4
                            && !reportedLately.contains(binding.address().text()));
        }
        if (complete
                || notice instanceof Notice.DataMissing
                || notice instanceof Notice.SnapshotStarted
                || notice instanceof Notice.BackfillFailed) {
            reportedLately.clear();
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
            String delivered = mine == null ? NOTHING : describe(mine);
            if (!truth.equals(delivered)) {
                differences.add(address + ": server has " + truth + ", we have " + delivered);
            }
        }
        return differences;
    }

    private static String describe(Lease lease) {
        if (lease.client() instanceof Ipv6Client client) {
            return lease.isActive() ? "ACTIVE by " + client.duid().toHex() : NOTHING;
        }
        return lease.address() instanceof LeaseAddress.V6
                ? NOTHING
                : lease.state()
                        + " since " + lease.stateStart()
                        + " seen " + lease.lastTransaction()
                        + " by "
                        + (lease.client() instanceof Ipv4Client client
                                ? client.hardwareAddress().toHex()
                                : "nobody");
    }

    private static String describe(Binding binding) {
        if (binding.address().leaseType() != LeaseType.V4) {
            Octets duid = binding.client().duid();
            return binding.state() == BindingState.ACTIVE ? "ACTIVE by " + (duid == null ? "" : duid.toHex()) : NOTHING;
        }
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
