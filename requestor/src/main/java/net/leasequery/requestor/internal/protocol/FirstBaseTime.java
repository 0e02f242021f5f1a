package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What the first base-time of a connection shows: whether the server's clock was set while disconnected. It may come
 * after the end of catch-up, because a DHCPv4 server need not date CatchUpComplete (RFC 7724 section 8.2).
 *
 * @param retained state after it
 * @param step by which the clock was set; null if it was not
 * @param missed window of changes that the query does not deliver; null if there is none
 */
record FirstBaseTime(
        RetainedState retained,
        @Nullable ClockStep step,
        @Nullable Gap missed) {

    /** @param everything whether the query asks for everything, and so delivers every change regardless of its time */
    static FirstBaseTime of(
            RetainedState before,
            ActiveQuery query,
            boolean everything,
            ResumeRules rules,
            ServerTime baseTime,
            LocalMoment at) {
        ResumePosition stored = before.resume().position();
        ClockSkew skew = before.skew();
        ClockStepWhileDisconnected away = stored == null
                ? ClockStepWhileDisconnected.NONE
                : ClockStepWhileDisconnected.judge(stored, skew, rules, query.startTime(), baseTime, at);
        Gap missed = everything ? null : away.missed();
        RetainedState after = (missed == null ? before : before.withMissing(missed))
                .with(away.shows() ? skew.afterStep(baseTime, at, true) : skew.afterPrompt(baseTime, at));
        return new FirstBaseTime(everything && away.shows() ? after.withoutPosition() : after, away.step(), missed);
    }

    /** Whether all bindings have to be asked for again. */
    boolean needsSnapshot() {
        return missed != null && missed.isSnapshot();
    }

    /** Returns the step that ends the connection, so that the next one asks for everything. */
    Step<ConversationState> askedAnew(LocalMoment at) {
        return ClosingTransitions.clockStepped(retained, step, at).after(notices(at));
    }

    /** Reports the step and the missing window. */
    List<Effect> notices(LocalMoment at) {
        List<Effect> notices = new ArrayList<>();
        if (step != null) {
            notices.add(Deliveries.notice(new Notice.ClockStepped(step), retained, at));
        }
        if (missed != null) {
            notices.add(Deliveries.notice(new Notice.DataMissing(missed), retained, at));
        }
        return notices;
    }
}
