package net.leasequery.requestor.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From when on the poll after a complete one asks for changes. */
class PollPositionTest {

    private static final int XID = 7;
    private static final ServerTime ASKED = new ServerTime(1_700_000_000);

    private final Polling polling =
            new Polling(List.of(new BulkQuery.All()), Duration.ofMinutes(1), 0, true, MalformedMessagePolicy.FAIL);
    private PollState state = PollState.initial(ResumeState.NONE, SnapshotMode.NEVER);

    /** A change made while the server searched may belong to an address that it had already passed. */
    @Test
    void isNoLaterThanTheQueryHoweverLongTheServerHasSearched() {
        ask();

        take(new BulkEvent.Done(XID, ASKED.plusSeconds(60), after(60_000)));

        assertThat(position().queryStartTime(0)).isEqualTo(ASKED);
        assertThat(position().baseTime()).isEqualTo(ASKED.plusSeconds(60));
    }

    @Test
    void doesNotDependOnHowLongTheAnswerTakes() {
        ask();

        take(bindings(ASKED.plusSeconds(3), 3_000));
        take(new BulkEvent.Done(XID, ASKED.plusSeconds(60), after(60_000)));

        assertThat(position().queryStartTime(0)).isEqualTo(ASKED);
    }

    @Test
    void countsFromTheFirstMessageThatHasABaseTime() {
        ask();

        take(bindings(null, 1_000));
        take(new BulkEvent.Done(XID, ASKED.plusSeconds(60), after(60_000)));

        assertThat(position().queryStartTime(0)).isEqualTo(ASKED);
    }

    private void ask() {
        state = polling.start(state, after(0)).state();
        take(new SharedEvent.ConnectionOpened("peer", "clear text", XID, after(0)));
    }

    private void take(BulkEvent event) {
        state = polling.nextBulk(state, event).state();
    }

    private ResumePosition position() {
        assertThat(state.phase()).isEqualTo(PollState.Phase.WAITING);
        return Objects.requireNonNull(state.retained().resume().position());
    }

    private static LocalMoment after(long millis) {
        return new LocalMoment(ASKED.toEpochMilli() + millis, millis * 1_000_000);
    }

    private static SharedEvent.Bindings bindings(@Nullable ServerTime baseTime, long millis) {
        Binding binding = new Binding(
                null,
                new BindingAddress(LeaseType.V4, "10.0.0.1", null, null),
                BindingState.RELEASED,
                Client.UNKNOWN,
                new BindingTimes(baseTime, null, null, null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
        return new SharedEvent.Bindings(XID, baseTime, List.of(binding), after(millis));
    }
}
