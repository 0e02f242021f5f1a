package net.leasequery.requestor.backfill;

import java.util.HashMap;
import java.util.Map;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.BindingKey;
import net.leasequery.requestor.binding.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an older bulk reply from overwriting a newer live one. While a back-fill runs it remembers
 * what the live stream said last of each {@link BindingKey} that it touched, and lets a bulk reply through only
 * if that is surely newer: better by RFC 6926 section 7.6 and built in a later second. To hold back
 * one that was newer loses nothing, for the live stream brings the same change.
 *
 * <p>Exists only while a back-fill runs. Holds one entry of some 200 octets per address touched live
 * meanwhile, so at most one per address of the server. Used by one thread.
 */
public final class BackfillWindow {

    private record Told(BindingOrder order, @Nullable ServerTime baseTime) {

        static Told of(Binding binding) {
            return new Told(BindingOrder.of(binding), binding.times().baseTime());
        }

        boolean isSurelyNewerThan(Told other) {
            boolean builtLater = baseTime == null || other.baseTime == null || baseTime.compareTo(other.baseTime) > 0;
            return builtLater && order.isBetterThan(other.order);
        }
    }

    private final Map<BindingKey, Told> touched = new HashMap<>();

    /** Remembers a binding of the live stream, whose messages come in the order in which they were built. */
    public void touch(Binding live) {
        touched.put(live.address().key(), Told.of(live));
    }

    /** Whether a bulk reply may follow what the live stream has said of its address. */
    public boolean admits(Binding bulk) {
        Told live = touched.get(bulk.address().key());
        return live == null || Told.of(bulk).isSurelyNewerThan(live);
    }
}
