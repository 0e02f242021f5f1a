package net.leasequery.requestor.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingKey;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an older bulk reply from overwriting a newer live one. While a back-fill runs, the window remembers the last
 * live report for each {@link BindingKey}, and admits a bulk reply only if the reply is certainly newer: better by RFC
 * 6926 section 7.6 and built so much later that the clocks of two connections do not explain it. Holding back a newer
 * reply loses nothing, because the live stream delivers the same change.
 *
 * <p>Exists only while a back-fill runs. Holds one entry of some 200 octets per address that the live stream reports
 * meanwhile, so at most one per address of the server. The server decides how many there are, so the window is bounded
 * in octets. A full window drops its entries and admits nothing any more. Used by one thread; closed with the
 * back-fill.
 */
public final class BackfillWindow implements AutoCloseable {

    /** Entry, key, order and times. */
    private static final int OCTETS_PER_ENTRY = 200;

    /** The shared account is updated in steps of this size, or of this share of the limit if that is smaller. */
    private static final int OCTETS_PER_STEP = 16_384;

    private static final int STEPS_PER_LIMIT = 64;

    private static final long MILLIS_PER_SECOND = 1_000;

    private record Report(BindingOrder order, @Nullable ServerTime baseTime) {

        static Report of(Binding binding) {
            return new Report(BindingOrder.of(binding), binding.times().baseTime());
        }

        boolean isSurelyNewerThan(Report other) {
            return baseTime != null
                    && other.baseTime != null
                    && isLater(baseTime, other.baseTime)
                    && order.isBetterThan(other.order);
        }
    }

    /**
     * Whether a time is later by more than the clocks of a server's connections may differ: the tolerance within which a
     * difference is no step of the clock either. All times of a message count from its base-time.
     */
    private static boolean isLater(ServerTime time, ServerTime other) {
        return time.compareTo(other) > 0 && ClockStep.isStep(time.secondsSince(other) * MILLIS_PER_SECOND);
    }

    private final Map<BindingKey, Report> touched = new HashMap<>();
    private final MemoryBudget.Share account;
    private final long step;
    private @Nullable ServerTime newestBulk;
    private long octets;
    private boolean full;

    /** A window whose octets are counted in {@code account}. */
    public BackfillWindow(MemoryBudget.Share account) {
        this.account = account;
        this.step = Math.min(OCTETS_PER_STEP, account.limit() / STEPS_PER_LIMIT);
    }

    /** Remembers a binding of the live stream, whose messages come in the order in which they were built. */
    public void touch(Binding live) {
        BindingKey key = live.address().key();
        if (!full && touched.put(key, Report.of(live)) == null) {
            count(key);
        }
    }

    /** Returns the octets that all tables of the JVM may hold together. */
    long limitOctets() {
        return account.limit();
    }

    /** Whether an address did not fit. The back-fill must then end, because its replies can no longer be judged. */
    public boolean isFull() {
        return full;
    }

    private void count(BindingKey key) {
        octets += OCTETS_PER_ENTRY
                + key.address().length()
                + (key.vpn() == null ? 0 : key.vpn().length());
        if (octets - account.own() >= step) {
            account.set(octets);
            full = account.isExceededWith(0);
            if (full) {
                touched.clear();
                account.set(0);
            }
        }
    }

    /**
     * Returns which bindings of a bulk message may be delivered. Only those of addresses that the live stream has not
     * reported, if the message does not show when it was built: without a base-time (DHCPv6 times then count from its
     * arrival), or with one that is ahead of the live stream. Then the server's clock was set back, and the message is
     * from before that; or the messages of the stream wait, and bring the same change.
     *
     * @param skew of the server's clock, as the live stream shows it
     */
    Predicate<Binding> admission(SharedEvent.Bindings message, ClockSkew skew) {
        ServerTime baseTime = message.baseTime();
        boolean dated = baseTime != null && skew.aheadMillis(baseTime, message.at()) <= ClockStep.LEAST_MILLIS;
        return dated ? this::admits : this::isUntouched;
    }

    /** Whether a bulk reply may be delivered after the last live report for its address. */
    public boolean admits(Binding bulk) {
        if (full) {
            return false;
        }
        remember(bulk.times().baseTime());
        Report live = touched.get(bulk.address().key());
        return live == null || Report.of(bulk).isSurelyNewerThan(live);
    }

    private void remember(@Nullable ServerTime built) {
        if (built != null) {
            newestBulk = newestBulk == null ? built : ServerTime.later(newestBulk, built);
        }
    }

    private boolean isUntouched(Binding bulk) {
        remember(bulk.times().baseTime());
        return !full && !touched.containsKey(bulk.address().key());
    }

    /**
     * Whether a bulk reply was built so much later than {@code liveBaseTime} that the server's clock must have been set
     * in between.
     */
    boolean hasBulkReplyAfter(ServerTime liveBaseTime) {
        return newestBulk != null && isLater(newestBulk, liveBaseTime);
    }

    @Override
    public void close() {
        account.close();
    }
}
