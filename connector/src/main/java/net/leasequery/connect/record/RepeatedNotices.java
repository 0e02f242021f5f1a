package net.leasequery.connect.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import org.jspecify.annotations.Nullable;

/**
 * Combines notices that a server can cause as often as it likes, so that they do not flood the events topic. The first
 * notice of each kind becomes an event at once. Those that follow within ten seconds become one event, with their
 * number and the smallest window that covers all of their windows. Not thread-safe.
 */
final class RepeatedNotices {

    /** Kinds that a server can cause as often as it likes; all other kinds are limited by back-off. */
    private static final Set<Class<? extends Notice>> MAY_FLOOD = Set.of(
            Notice.MalformedMessage.class,
            Notice.DataMissing.class,
            Notice.BackfillFailed.class,
            Notice.TableFull.class);

    private static final long INTERVAL_MILLIS = Duration.ofSeconds(10).toMillis();

    /**
     * Notices that become one event.
     *
     * @param last newest notice; its window covers the windows of all
     * @param count number of notices
     */
    record Combined(Delivery.OfNotice last, long count) {

        private Combined with(Delivery.OfNotice next) {
            return new Combined(
                    new Delivery.OfNotice(
                            covering(last.notice(), next.notice()), next.atEpochMilli(), next.resumeState()),
                    count + 1);
        }

        private static Notice covering(Notice before, Notice next) {
            if (before instanceof Notice.DataMissing one && next instanceof Notice.DataMissing other) {
                return new Notice.DataMissing(one.gap().union(other.gap()));
            }
            if (before instanceof Notice.BackfillFailed one && next instanceof Notice.BackfillFailed other) {
                Gap union = one.gap().union(other.gap());
                return new Notice.BackfillFailed(union, other.reason());
            }
            return next;
        }
    }

    private final Map<Class<? extends Notice>, Long> lastWritten = new LinkedHashMap<>();
    private final Map<Class<? extends Notice>, Combined> held = new LinkedHashMap<>();

    /**
     * Takes the next notice.
     *
     * @return whether it becomes an event now; if not, {@link #due} or {@link #takeBefore} return it later
     */
    boolean admits(Delivery.OfNotice delivery, long nowMillis) {
        Class<? extends Notice> kind = delivery.notice().getClass();
        if (!MAY_FLOOD.contains(kind)) {
            return true;
        }
        if (!held.containsKey(kind) && isOver(lastWritten.get(kind), nowMillis)) {
            lastWritten.put(kind, nowMillis);
            return true;
        }
        held.merge(kind, new Combined(delivery, 1), (before, one) -> before.with(one.last()));
        return false;
    }

    /** Whether a window of missing changes has not been reported yet. Until it has, no offset may imply that it was. */
    boolean holdsGap() {
        return held.containsKey(Notice.DataMissing.class);
    }

    /** Takes the notices that have been held for an interval. */
    List<Combined> due(long nowMillis) {
        if (held.isEmpty()) {
            return List.of();
        }
        List<Combined> due = new ArrayList<>();
        held.entrySet().removeIf(entry -> {
            boolean over = isOver(lastWritten.get(entry.getKey()), nowMillis);
            if (over) {
                lastWritten.put(entry.getKey(), nowMillis);
                due.add(entry.getValue());
            }
            return over;
        });
        return due;
    }

    /** Takes all held notices, which such a notice must not precede; none if it may itself be held. */
    List<Combined> takeBefore(Notice notice, long nowMillis) {
        if (MAY_FLOOD.contains(notice.getClass())) {
            return List.of();
        }
        List<Combined> all = List.copyOf(held.values());
        held.keySet().forEach(kind -> lastWritten.put(kind, nowMillis));
        held.clear();
        return all;
    }

    /** Also true if the clock was set back. */
    private static boolean isOver(@Nullable Long since, long nowMillis) {
        return since == null || nowMillis - since >= INTERVAL_MILLIS || nowMillis < since;
    }
}
