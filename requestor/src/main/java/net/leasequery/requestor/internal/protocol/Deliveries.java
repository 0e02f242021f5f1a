package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import org.jspecify.annotations.Nullable;

/** Makes the deliveries of a step; they share one resume state. */
final class Deliveries {

    private Deliveries() {}

    static Deliver notice(Notice notice, RetainedState retained, LocalMoment at) {
        return notice(notice, retained.resume(), at);
    }

    static Deliver notice(Notice notice, ResumeState resume, LocalMoment at) {
        return new Deliver(new Delivery.OfNotice(notice, at.epochMilli(), resume));
    }

    /**
     * Returns the bindings of one message that satisfy {@code admitted}.
     *
     * @param backfillId of a snapshot, back-fill or question; null otherwise
     * @param resume state that holds once any of them is stored
     */
    static List<Effect> bindings(
            Bindings event,
            Origin origin,
            @Nullable String backfillId,
            ClockSkew skew,
            ResumeState resume,
            Predicate<Binding> admitted) {
        List<Binding> bindings = event.bindings().stream().filter(admitted).toList();
        List<Effect> effects = new ArrayList<>(bindings.size());
        for (Binding binding : bindings) {
            boolean last = effects.size() == bindings.size() - 1;
            effects.add(new Deliver(
                    new Delivery.OfBinding(binding, origin, backfillId, skew.smoothedMillis(), resume, last)));
        }
        return effects;
    }
}
