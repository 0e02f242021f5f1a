package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * As much of a server as resumption depends on: bindings that change, a clock that can be stepped,
 * and one connection on which changes wait while it is blocked. A change of a binding that waits
 * already does not wait twice: the packet is built, with the binding as it is then, when it can be
 * written (RFC 7724 section 6).
 */
final class ModelServer {

    private static final long EPOCH = 1_700_000_000L;

    /** What the server knows of an address: how often it changed, and when last. */
    record Lease(int version, ServerTime changed) {}

    private final Random random;
    private final Map<Integer, Lease> leases = new TreeMap<>();
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private boolean newestFirst;
    private boolean datesCatchUpComplete = true;
    private boolean catchingUp;
    private int xid;
    private ServerTime historyStart = new ServerTime(0);
    private long clockOffset;
    private long seconds;

    ModelServer(long seed) {
        random = new Random(seed);
    }

    /** From now on the change that is the newest is sent first (RFC 7724 promises no order). */
    void sendNewestFirst() {
        newestFirst = true;
    }

    /** From now on CatchUpComplete has no base-time, which RFC 7724 section 8.2 does not require. */
    void leaveBaseTimeOutOfCatchUpComplete() {
        datesCatchUpComplete = false;
    }

    LocalMoment localTime() {
        return new LocalMoment((EPOCH + seconds) * 1_000, seconds * 1_000_000_000L);
    }

    ServerTime clock() {
        return new ServerTime(EPOCH + seconds + clockOffset);
    }

    Map<Integer, Lease> leases() {
        return leases;
    }

    void pass(long more) {
        seconds += more;
    }

    void stepClock(long by) {
        clockOffset += by;
    }

    void forgetHistory() {
        historyStart = clock().plusSeconds(1);
    }

    void change(int address, boolean connected) {
        Lease before = leases.get(address);
        leases.put(address, new Lease(before == null ? 1 : before.version() + 1, clock()));
        if (connected) {
            waiting.add(address);
        }
    }

    /** Takes a query; the first messages of the answer follow. */
    List<ConversationEvent> register(ActiveQuery query) {
        waiting.clear();
        xid = query.xid();
        ServerTime start = query.startTime();
        catchingUp = start != null;
        if (start == null) {
            return List.of();
        }
        if (start.compareTo(historyStart) < 0) {
            catchingUp = false;
            return List.of(new ConversationEvent.DataMissing(xid, clock(), localTime()));
        }
        List<Integer> missed = new ArrayList<>();
        leases.forEach((address, lease) -> {
            if (lease.changed().compareTo(start) >= 0) {
                missed.add(address);
            }
        });
        Collections.shuffle(missed, random);
        waiting.addAll(missed);
        return List.of();
    }

    /** Builds the next message that the connection can take; null if there is nothing to say. */
    @Nullable
    ConversationEvent next() {
        if (!waiting.isEmpty()) {
            int address = newestFirst
                    ? Collections.max(waiting, Comparator.comparing(this::changed))
                    : waiting.iterator().next();
            waiting.remove(address);
            return message(address);
        }
        if (catchingUp) {
            catchingUp = false;
            return new ConversationEvent.CatchUpComplete(xid, datesCatchUpComplete ? clock() : null, localTime());
        }
        return null;
    }

    private ServerTime changed(int address) {
        Lease lease = leases.get(address);
        return lease == null ? historyStart : lease.changed();
    }

    ConversationEvent keepAlive() {
        return new ConversationEvent.KeepAlive(xid, clock(), localTime());
    }

    /** RFC 7724 section 7.4 does not require a base-time in ConnectionActive. */
    ConversationEvent keepAliveWithoutBaseTime() {
        return new ConversationEvent.KeepAlive(xid, null, localTime());
    }

    private ConversationEvent message(int address) {
        Lease lease = leases.get(address);
        if (lease == null) {
            throw new IllegalStateException("no lease of " + address);
        }
        // An age cannot be negative on the wire, so that a change from before a step back seems new.
        ServerTime change = ServerTime.earlier(clock(), lease.changed());
        Binding binding = new Binding(
                null,
                new BindingAddress(LeaseType.V4, address + "#" + lease.version(), null, null),
                BindingState.ACTIVE,
                Client.UNKNOWN,
                new BindingTimes(clock(), change, change, null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
        return new SharedEvent.Bindings(xid, clock(), List.of(binding), localTime());
    }
}
