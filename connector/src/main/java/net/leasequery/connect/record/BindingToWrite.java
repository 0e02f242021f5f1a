package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.connect.sweep.Ending;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.Receipt;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A binding that is about to be written, reported by the server or concluded by a sweep.
 *
 * @param content what is known of it
 * @param origin how the binding came, or the origin of the answer that it is missing from
 * @param backfillId bulk load that contained it, or that it is missing from; null for Active Leasequery
 * @param clockSkewMillis server clock minus local clock; null if not known
 * @param inferred whether it was concluded by a sweep, not reported
 * @param fingerprint of {@code content}
 * @param receipt gets the outcome of the record
 */
record BindingToWrite(
        Binding content,
        Origin origin,
        @Nullable String backfillId,
        @Nullable Long clockSkewMillis,
        boolean inferred,
        Fingerprint fingerprint,
        Receipt receipt) {

    static BindingToWrite reported(Delivery.OfBinding delivery, Fingerprint fingerprint, Receipt receipt) {
        return new BindingToWrite(
                delivery.binding(),
                delivery.origin(),
                delivery.backfillId(),
                delivery.clockSkewMillis(),
                false,
                fingerprint,
                receipt);
    }

    /**
     * A binding that has ended. It keeps the last known times, which also give the ends of two leases of one address
     * different event ids. It has no client, because the server no longer names one.
     */
    static BindingToWrite ended(Ending ending, @Nullable Long clockSkewMillis, Receipt receipt) {
        Fingerprint last = ending.last();
        BindingTimes times = new BindingTimes(
                ending.concludedAt(), null, last.lastTransaction(), last.expiry(), null, null, null, false);
        Binding content = new Binding(
                null, last.address(), ending.state(), Client.UNKNOWN, times, null, false, null, null, Map.of());
        return new BindingToWrite(
                content,
                ending.origin(),
                ending.answerId(),
                clockSkewMillis,
                true,
                last.ended(ending.state()),
                receipt);
    }
}
