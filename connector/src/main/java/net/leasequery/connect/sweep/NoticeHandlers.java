package net.leasequery.connect.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;

/**
 * The actions of a sweep by kind of notice, and the bindings that end with each notice. A kind without a handler ends
 * no bindings. Handlers get the resume state of the notice's delivery. Not thread-safe.
 */
final class NoticeHandlers {

    private final Map<Class<? extends Notice>, BiFunction<Notice, ResumeState, List<Ending>>> byKind = new HashMap<>();

    /** Registers a kind of notice that ends no bindings itself. */
    <N extends Notice> NoticeHandlers on(Class<N> kind, BiConsumer<? super N, ResumeState> handler) {
        return ends(kind, (notice, after) -> {
            handler.accept(notice, after);
            return List.of();
        });
    }

    /** Registers a kind of notice at which bindings end. */
    <N extends Notice> NoticeHandlers ends(Class<N> kind, BiFunction<? super N, ResumeState, List<Ending>> handler) {
        byKind.put(kind, (notice, after) -> handler.apply(kind.cast(notice), after));
        return this;
    }

    /** Returns the bindings that end with this notice. */
    List<Ending> endingsAt(Delivery.OfNotice delivery) {
        BiFunction<Notice, ResumeState, List<Ending>> handler =
                byKind.get(delivery.notice().getClass());
        return handler == null ? List.of() : handler.apply(delivery.notice(), delivery.resumeState());
    }
}
