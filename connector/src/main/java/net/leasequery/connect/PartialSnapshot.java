package net.leasequery.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.record.SignalAnswer;
import net.leasequery.connect.signal.Signal;
import net.leasequery.connect.subnet.Subnet;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Some bindings of a server, requested by a signal and queried on the bulk connection in parallel to the stream. Ends
 * no bindings. Not thread-safe.
 */
final class PartialSnapshot {

    private static final int MOST_FAILURES = 5;
    private static final int MOST_REFUSALS = 600;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_WHEN_BUSY = Duration.ofSeconds(1);

    private final Signal signal;
    private final SignalPosition after;
    private final List<BulkQuery> queries;
    private final SubnetFilter wanted;
    private final LongSupplier nanoTime;
    private @Nullable String asked;
    private @Nullable SignalAnswer answer;
    private long dueNanos;
    private int failures;
    private int refusals;
    private long bindings;

    private PartialSnapshot(
            Signal signal, SignalPosition after, List<BulkQuery> queries, SubnetFilter wanted, LongSupplier nanoTime) {
        this.signal = signal;
        this.after = after;
        this.queries = queries;
        this.wanted = wanted;
        this.nanoTime = nanoTime;
        this.dueNanos = nanoTime.getAsLong();
    }

    /**
     * Returns the snapshot that a signal requests.
     *
     * @throws IllegalArgumentException that gives the reason if the server cannot be queried for it
     */
    static PartialSnapshot of(
            Signal signal, SignalPosition after, LeasequeryConnectorConfig config, LongSupplier nanoTime) {
        DhcpFamily family = config.family();
        List<Subnet> subnets = signal.subnets().stream()
                .map(text -> Subnet.parse(family, text))
                .toList();
        List<String> entries = signal.relayIds().isEmpty()
                ? family == DhcpFamily.IPV4
                        ? List.of("all")
                        : subnets.stream()
                                .map(subnet -> "link-address:" + subnet.firstAddress())
                                .toList()
                : signal.relayIds().stream().map(id -> "relay-id:" + id).toList();
        try {
            SubnetFilter wanted = SubnetFilter.of(family, subnets, List.of());
            return new PartialSnapshot(signal, after, config.bulkQueries(entries), wanted, nanoTime);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Position after the signal is carried out. */
    SignalPosition after() {
        return after;
    }

    /** Asks the server if it is time to. Returns the answer to the signal once there is one. */
    @Nullable
    SignalAnswer step(LeasequeryRequestor requestor) {
        if (answer == null && asked == null && nanoTime.getAsLong() - dueNanos >= 0) {
            bindings = 0;
            asked = SignalAnswer.QUESTION + signal.id() + "/" + (failures + refusals);
            requestor.ask(new Question(asked, queries));
        }
        return answer;
    }

    /** Examines the deliveries, and drops bindings that came for the signal but are outside its subnets. */
    List<Delivery> passing(List<Delivery> deliveries) {
        List<Delivery> passing = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            if (delivery instanceof Delivery.OfBinding delivered
                    && asked != null
                    && asked.equals(delivered.backfillId())) {
                if (wanted.passes(delivered.binding().address())) {
                    bindings++;
                    passing.add(delivery);
                }
                continue;
            }
            if (delivery instanceof Delivery.OfNotice delivered) {
                note(delivered.notice());
            }
            passing.add(delivery);
        }
        return passing;
    }

    private void note(Notice notice) {
        if (notice instanceof Notice.QuestionAnswered answered
                && answered.questionId().equals(asked)) {
            int unanswered = answered.unanswered().size();
            answer = unanswered == 0
                    ? new SignalAnswer(signal.id(), true, "the server sent " + bindings + " bindings", bindings)
                    : SignalAnswer.refused(
                            signal.id(),
                            "the server answered " + (queries.size() - unanswered) + " of " + queries.size()
                                    + " queries with " + bindings + " bindings");
        } else if (notice instanceof Notice.QuestionFailed failed
                && failed.questionId().equals(asked)) {
            asked = null;
            failures += failed.tried() ? 1 : 0;
            refusals += failed.tried() ? 0 : 1;
            dueNanos = nanoTime.getAsLong() + (failed.tried() ? PAUSE : PAUSE_WHEN_BUSY).toNanos();
            if (failures >= MOST_FAILURES || refusals >= MOST_REFUSALS) {
                answer = SignalAnswer.refused(signal.id(), "the server could not be queried: " + failed.reason());
            }
        }
    }
}
