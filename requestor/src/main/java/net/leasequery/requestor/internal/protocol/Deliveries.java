package net.leasequery.requestor.internal.protocol;

import java.util.List;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import org.jspecify.annotations.Nullable;

/** Makes the deliveries of a step, each with the resume state that holds after it. */
final class Deliveries {

    private Deliveries() {}

    static Deliver notice(Notice notice, RetainedState retained, LocalMoment at) {
        return notice(notice, retained.resume(), at);
    }

    static Deliver notice(Notice notice, ResumeState resume, LocalMoment at) {
        return new Deliver(new Delivery.OfNotice(notice, at.epochMilli(), resume));
    }

    /**
     * The bindings of one message.
     *
     * @param backfillId of a snapshot; null if it is none
     * @param before resume state of all but the last: a message counts when all of it was stored
     * @param after retained state once all of them are stored
     */
    static List<Effect> bindings(
            List<Binding> bindings,
            Origin origin,
            @Nullable String backfillId,
            ResumeState before,
            RetainedState after) {
        if (bindings.size() == 1) {
            return List.of(binding(bindings.get(0), origin, backfillId, after, after.resume(), true));
        }
        Effect[] effects = new Effect[bindings.size()];
        for (int i = 0; i < effects.length; i++) {
            boolean last = i == effects.length - 1;
            effects[i] = binding(bindings.get(i), origin, backfillId, after, last ? after.resume() : before, last);
        }
        return List.of(effects);
    }

    private static Deliver binding(
            Binding binding,
            Origin origin,
            @Nullable String backfillId,
            RetainedState retained,
            ResumeState resume,
            boolean last) {
        return new Deliver(new Delivery.OfBinding(
                binding, origin, backfillId, retained.skew().smoothedMillis(), resume, last));
    }
}
