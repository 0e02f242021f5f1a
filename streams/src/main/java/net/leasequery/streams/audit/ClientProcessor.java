package net.leasequery.streams.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds clients that hold different addresses of one link from different members of a group. Processes holds by client,
 * and claims of completeness. Runs in the thread of its task.
 */
public final class ClientProcessor implements Processor<String, GenericRecord, Object, Object> {

    /** Store of the holds of each client. */
    public static final String CLIENTS = "clients";

    /** Store of {@link DueTimes}. */
    public static final String DUE = "clients-due";

    /** Store of {@link ConfirmedViews}. */
    public static final String COMPLETENESS = "clients-completeness";

    private static final Duration PUNCTUATION = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 5_000;
    /** Further addresses of one client are ignored: a client that takes so many is a fault of its own. */
    private static final int MOST_HOLDINGS = 64;

    private final Groups groups;
    private final Frontier frontier;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, GenericRecord> clients;
    private ConfirmedViews confirmed;
    private DueTimes dueTimes;
    private TroubleReview review;

    /**
     * Creates a processor.
     *
     * @param groups which servers share leases
     * @param frontier how far the inputs have been processed
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public ClientProcessor(Groups groups, Frontier frontier) {
        this.groups = groups;
        this.frontier = frontier;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        context = given;
        clients = context.getStateStore(CLIENTS);
        KeyValueStore<Bytes, byte[]> due = context.getStateStore(DUE);
        KeyValueStore<String, GenericRecord> completeness = context.getStateStore(COMPLETENESS);
        dueTimes = new DueTimes(due);
        confirmed = new ConfirmedViews(completeness, frontier);
        review = new TroubleReview(confirmed);
        context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    }

    @Override
    public void process(Record<String, GenericRecord> record) {
        GenericRecord value = record.value();
        if (State.is(value, State.COMPLETENESS)) {
            confirmed.accept(value);
            return;
        }
        GenericRecord state = state(record.key());
        Map<String, GenericRecord> holdings = holdings(state);
        String address = State.required(value, "address");
        holdings.remove(address);
        if (State.flag(value, "held") && holdings.size() < MOST_HOLDINGS) {
            holdings.put(address, value);
        }
        state.put("holdings", new ArrayList<>(holdings.values()));
        rework(record.key(), state, State.longOf(value, "recordedAt"));
    }

    private GenericRecord state(String key) {
        GenericRecord stored = clients.get(key);
        if (stored != null) {
            return stored;
        }
        GenericRecord empty = State.record(State.CLIENT);
        List.of("holdings", "troubles", "waits").forEach(field -> empty.put(field, List.of()));
        return empty;
    }

    private static Map<String, GenericRecord> holdings(GenericRecord state) {
        Map<String, GenericRecord> holdings = new TreeMap<>();
        for (Object element : (List<?>) state.get("holdings")) {
            GenericRecord holding = (GenericRecord) element;
            holdings.put(State.required(holding, "address"), holding);
        }
        return holdings;
    }

    private void rework(String key, GenericRecord state, long began) {
        long now = context.currentSystemTimeMs();
        Map<String, GenericRecord> holdings = holdings(state);
        List<GenericRecord> possible = severalOnOneLink(holdings, server -> true, now);
        List<Trouble> known = Trouble.read(state);
        List<Bytes> waits = new ArrayList<>();
        // Most clients have one address and never had a trouble.
        if (!possible.isEmpty() || !known.isEmpty()) {
            waits.addAll(review(key, state, holdings, possible, known, began, now));
        }
        dueTimes.replace(state, waits);
        // A call of delete would read the old value.
        clients.put(key, holdings.isEmpty() ? null : state);
    }

    /** Returns when to review the client again. */
    private List<Bytes> review(
            String key,
            GenericRecord state,
            Map<String, GenericRecord> holdings,
            List<GenericRecord> possible,
            List<Trouble> known,
            long began,
            long now) {
        List<GenericRecord> certain = severalOnOneLink(holdings, confirmed::isComplete, now);
        String[] parts = key.split("\0", 3);
        Subject subject = new Subject(parts[0], vpn(holdings), parts[2]);
        List<GenericRecord> shown = certain.isEmpty() ? possible : certain;
        review.review(
                key,
                known,
                new TroubleReview.Present(
                        asKind(possible),
                        asKind(certain),
                        began,
                        groups.named(parts[0]).graceMillis()),
                opened -> context.forward(FindingRecords.of(opened, subject, evidence(shown), null, now)),
                closed -> context.forward(FindingRecords.of(closed, subject, evidence(shown), began, now)));
        Trouble.write(review.troubles(), state);
        List<Bytes> waits = review.waits();
        possible.stream()
                .mapToLong(holding -> State.longOf(holding, "until"))
                .filter(until -> until != Long.MAX_VALUE)
                .min()
                .ifPresent(until -> waits.add(DueTimes.atClock(until, key)));
        return waits;
    }

    private static @Nullable String vpn(Map<String, GenericRecord> holdings) {
        return holdings.values().stream()
                .findFirst()
                .map(holding -> State.text(holding, "vpn"))
                .orElse(null);
    }

    /** Returns the holds on the first link with holds of at least two servers; empty if there is no such link. */
    private static List<GenericRecord> severalOnOneLink(
            Map<String, GenericRecord> holdings, Predicate<String> complete, long now) {
        if (holdings.size() < 2) {
            return List.of();
        }
        Map<String, List<GenericRecord>> byLink = new TreeMap<>();
        for (GenericRecord holding : holdings.values()) {
            String link = State.text(holding, "link");
            if (link != null
                    && State.longOf(holding, "until") > now
                    && complete.test(State.required(holding, "server"))) {
                byLink.computeIfAbsent(isPrefix(holding) + link, none -> new ArrayList<>())
                        .add(holding);
            }
        }
        return byLink.values().stream()
                .filter(onLink -> onLink.stream()
                                .map(holding -> State.required(holding, "server"))
                                .distinct()
                                .count()
                        > 1)
                .findFirst()
                .orElse(List.of());
    }

    /** A client may have an address of a link and a prefix that is delegated behind it (RFC 8415 section 6.4). */
    private static boolean isPrefix(GenericRecord holding) {
        return State.required(holding, "address").indexOf('/') >= 0;
    }

    private static Map<FindingKind, List<String>> asKind(List<GenericRecord> holdings) {
        Map<FindingKind, List<String>> found = new EnumMap<>(FindingKind.class);
        if (!holdings.isEmpty()) {
            found.put(
                    FindingKind.CLIENT_HOLDS_SEVERAL,
                    holdings.stream()
                            .map(holding -> State.required(holding, "server"))
                            .distinct()
                            .sorted()
                            .toList());
        }
        return found;
    }

    private static Map<String, String> evidence(List<GenericRecord> holdings) {
        Map<String, String> evidence = new LinkedHashMap<>();
        for (GenericRecord holding : holdings) {
            long until = State.longOf(holding, "until");
            String words = State.required(holding, "address")
                    + (until == Long.MAX_VALUE ? " without end" : " until " + Instant.ofEpochMilli(until));
            evidence.merge(State.required(holding, "server"), words, (one, other) -> one + "; " + other);
        }
        return evidence;
    }

    private void punctuate(long now) {
        confirmed.confirm();
        for (String server : confirmed.servers()) {
            if (confirmed.isComplete(server)) {
                dueTimes.dueAtWatermark(server, confirmed.confirmedTo(server), MOST_AT_ONCE)
                        .forEach(key -> rework(key, state(key), now));
            }
        }
        dueTimes.dueAtClock(now, MOST_AT_ONCE).forEach(key -> rework(key, state(key), now));
    }
}
