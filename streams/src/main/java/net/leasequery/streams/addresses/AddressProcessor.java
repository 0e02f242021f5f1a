package net.leasequery.streams.addresses;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.leasequery.streams.audit.ConfirmedViews;
import net.leasequery.streams.audit.DueTimes;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Processes the servers' views of one partition's addresses, and claims of completeness. Forwards leases, findings,
 * and holds by client. Runs in the thread of its task.
 */
public final class AddressProcessor implements Processor<String, GenericRecord, Object, Object> {

    /** Store of {@link AddressState} by {@link AddressKey#text()}. */
    public static final String ADDRESSES = "addresses";

    /** Store of {@link DueTimes}. */
    public static final String DUE = "addresses-due";

    /** Store of {@link ConfirmedViews}. */
    public static final String COMPLETENESS = "addresses-completeness";

    /** Store of the progress of a regrouping, after the groups have changed. */
    public static final String GROUPING = "addresses-grouping";

    private static final Duration PUNCTUATION = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 5_000;

    private final AddressSettings settings;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, GenericRecord> addresses;
    private ConfirmedViews confirmed;
    private DueTimes dueTimes;
    private AddressReview review;
    private Regrouping regrouping;

    /** @param settings shared by all tasks */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public AddressProcessor(AddressSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        context = given;
        addresses = context.getStateStore(ADDRESSES);
        KeyValueStore<Bytes, byte[]> due = context.getStateStore(DUE);
        KeyValueStore<String, GenericRecord> completeness = context.getStateStore(COMPLETENESS);
        KeyValueStore<String, String> grouping = context.getStateStore(GROUPING);
        confirmed = new ConfirmedViews(completeness, settings.frontier());
        dueTimes = new DueTimes(due);
        review = new AddressReview(settings, confirmed, dueTimes, context::forward);
        regrouping = new Regrouping(settings, confirmed.retired(), grouping, addresses);
        context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    }

    @Override
    public void process(Record<String, GenericRecord> record) {
        if (State.is(record.value(), State.COMPLETENESS)) {
            Set<String> retired = confirmed.retired();
            confirmed.accept(record.value());
            if (!retired.equals(confirmed.retired())) {
                regrouping.afterRetirement(confirmed.retired());
            }
        } else {
            String server = State.required(record.value(), "server");
            AddressKey key = AddressKey.parse(record.key())
                    .in(settings.groups().of(server).name());
            regroup(key, context.currentSystemTimeMs());
            take(key, record.value(), record.timestamp());
        }
    }

    /** Before anything is concluded about an address, the views of its servers have to be in their groups. */
    private void regroup(AddressKey key, long now) {
        regrouping.move(key).forEach(moved -> lookAt(moved, now));
    }

    private void take(AddressKey key, GenericRecord update, long recordedAt) {
        AddressState state = AddressState.of(addresses.get(key.text()));
        if (state.take(update)) {
            rework(key, state, recordedAt);
        }
    }

    private void rework(AddressKey key, AddressState state, long began) {
        boolean several = confirmed.hasSeveralGroups();
        long now = context.currentSystemTimeMs();
        boolean heldBefore = state.isHeldAt(now);
        boolean reviewedAsHeld = state.holding() != null;
        reviewOne(key, state, began, now);
        // A lease that has run out counts as held until the review after that.
        boolean ended = reviewedAsHeld && state.holding() == null;
        if (several && (ended || heldBefore != state.isHeldAt(now))) {
            neighbours(key).forEach((other, neighbour) -> reviewOne(AddressKey.parse(other), neighbour, began, now));
        }
    }

    private void reviewOne(AddressKey key, AddressState state, long began, long now) {
        if (state.isOver()) {
            review.end(key, state, began, now);
            // A call of delete would read the old value.
            addresses.put(key.text(), null);
            return;
        }
        review.review(key, state, () -> heldElsewhere(key, now), began, now);
        addresses.put(key.text(), state.record());
    }

    private Map<String, GenericRecord> heldElsewhere(AddressKey key, long now) {
        Map<String, GenericRecord> held = new LinkedHashMap<>();
        if (confirmed.hasSeveralGroups()) {
            neighbours(key).forEach((other, state) -> {
                GenericRecord holding = state.holding();
                if (holding != null && state.isHeldAt(now)) {
                    held.put(AddressKey.parse(other).group(), holding);
                }
            });
        }
        return held;
    }

    /** The same address in other groups. */
    private Map<String, AddressState> neighbours(AddressKey key) {
        Map<String, AddressState> neighbours = new LinkedHashMap<>();
        try (KeyValueIterator<String, GenericRecord> same = addresses.prefixScan(key.place(), new StringSerializer())) {
            same.forEachRemaining(entry -> {
                if (!entry.key.equals(key.text())) {
                    neighbours.put(entry.key, AddressState.of(entry.value));
                }
            });
        }
        return neighbours;
    }

    private void punctuate(long now) {
        regrouping.next().forEach(key -> lookAt(key, now));
        confirmed.confirm();
        for (String server : confirmed.servers()) {
            if (confirmed.isComplete(server)) {
                dueTimes.dueAtWatermark(server, confirmed.confirmedTo(server), MOST_AT_ONCE)
                        .forEach(key -> lookAgain(key, now));
            }
        }
        dueTimes.dueAtClock(now, MOST_AT_ONCE).forEach(key -> lookAgain(key, now));
    }

    private void lookAgain(String text, long now) {
        AddressKey key = AddressKey.parse(text);
        regroup(key, now);
        lookAt(key, now);
    }

    private void lookAt(AddressKey key, long now) {
        GenericRecord stored = addresses.get(key.text());
        if (stored != null) {
            rework(key, AddressState.of(stored), now);
        }
    }
}
