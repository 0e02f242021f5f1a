package net.leasequery.streams.members;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.leasequery.MemberKey;
import net.leasequery.streams.audit.FindingKind;
import net.leasequery.streams.audit.FindingRecords;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.audit.Subject;
import net.leasequery.streams.audit.Trouble;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of the servers of some groups. Forwards members, claims of completeness for all partitions, and
 * findings about servers. Runs in the thread of its task.
 */
public final class MemberProcessor implements Processor<String, GenericRecord, Object, Object> {

    /** Store of the state of each server. */
    public static final String MEMBERS = "members";

    private static final Duration PUNCTUATION = Duration.ofSeconds(1);
    private static final long BETWEEN_WATERMARKS_MILLIS = 5_000;

    private final Groups groups;
    private final long skewToleranceMillis;
    private final Frontier frontier;
    private final boolean audits;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, GenericRecord> members;

    /**
     * Creates a processor.
     *
     * @param groups which servers share leases
     * @param skewToleranceMillis how far a server's clock may differ from the worker's
     * @param audits whether findings are written
     * @param frontier how far the inputs have been processed
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public MemberProcessor(Groups groups, long skewToleranceMillis, boolean audits, Frontier frontier) {
        this.groups = groups;
        this.skewToleranceMillis = skewToleranceMillis;
        this.audits = audits;
        this.frontier = frontier;
    }

    @Override
    public void init(ProcessorContext<Object, Object> given) {
        context = given;
        members = context.getStateStore(MEMBERS);
        context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, this::reviewAll);
    }

    private static String key(String group, String server) {
        return group + '\0' + server;
    }

    @Override
    public void process(Record<String, GenericRecord> record) {
        GenericRecord signal = record.value();
        String server = State.required(signal, "server");
        Group group = groups.of(server);
        if (!group.name().equals(record.key())) {
            // It has waited since before the groups were changed, in the partition of the former group. A member of the
            // new group would be unknown there to every later signal, and silent for good.
            return;
        }
        String key = key(group.name(), server);
        GenericRecord state = members.get(key);
        // The clock of a worker may have been ahead. What came later would then be older, and ignored.
        long at = Math.min(State.longOf(signal, "at"), context.currentSystemTimeMs() + skewToleranceMillis);
        signal.put("at", at);
        String kind = State.required(signal, "kind");
        if (kind.equals("RETIRED")) {
            retire(key, group, server, state, at);
            return;
        }
        Long retiredAt = state == null ? null : State.number(state, "retiredAt");
        if (retiredAt != null && (at <= retiredAt || kind.equals("UNREADABLE"))) {
            // A record without a readable key counts against all servers that this process has seen.
            return;
        }
        if (state == null || retiredAt != null) {
            state = MemberView.unknown(group.name(), server);
        }
        new MemberView(state).take(signal);
        refuseTwoFamilies(group, server, State.text(state, "family"));
        review(state, group, context.currentSystemTimeMs());
        members.put(key, state);
    }

    /**
     * Forgets a server, but not when it was retired: partitions are not read in the order of time, so what it told before
     * may come later.
     */
    private void retire(String key, Group group, String server, @Nullable GenericRecord state, long at) {
        if (state != null && Math.max(State.longOf(state, "lastHeard"), State.longOf(state, "retiredAt")) > at) {
            // The server came back, or was retired once more.
            return;
        }
        long now = context.currentSystemTimeMs();
        if (state != null && State.number(state, "retiredAt") == null) {
            remove(key, state, now);
        }
        GenericRecord retired = MemberView.unknown(group.name(), server);
        retired.put("retiredAt", at);
        reportRetired(key, retired, now);
    }

    /** Reports to all partitions that nobody follows the server, so that they neither compare its views nor wait for it. */
    private void reportRetired(String key, GenericRecord state, long now) {
        GenericRecord claim = new MemberView(state).claim(new MemberView(state).member("retired"));
        claim.put("removed", true);
        claim.put("retiredAt", state.get("retiredAt"));
        context.forward(new Record<>(State.required(state, "server"), claim, now));
        state.put("writtenAt", now);
        members.put(key, state);
    }

    private void refuseTwoFamilies(Group group, String server, @Nullable String family) {
        if (family == null || group.members().size() < 2) {
            return;
        }
        try (KeyValueIterator<String, GenericRecord> same =
                members.prefixScan(key(group.name(), ""), new StringSerializer())) {
            while (same.hasNext()) {
                GenericRecord other = same.next().value;
                String theirs = State.text(other, "family");
                boolean another = !State.required(other, "server").equals(server);
                if (another && theirs != null && !theirs.equals(family)) {
                    throw new ConfigException(
                            "group." + group.name() + ".members",
                            String.join(",", group.members()),
                            "are of two families: " + server + " is " + family + ", "
                                    + State.required(other, "server") + " is " + theirs
                                    + "; make a group for each family");
                }
            }
        }
    }

    private void reviewAll(long now) {
        List<KeyValue<String, GenericRecord>> all = new ArrayList<>();
        try (KeyValueIterator<String, GenericRecord> stored = members.all()) {
            stored.forEachRemaining(all::add);
        }
        for (KeyValue<String, GenericRecord> entry : all) {
            if (entry.value.get("retiredAt") != null) {
                if (State.longOf(entry.value, "writtenAt") == 0) {
                    // It was retired under a version that did not report it.
                    reportRetired(entry.key, entry.value, now);
                }
                continue;
            }
            Group group = groups.of(State.required(entry.value, "server"));
            if (group.name().equals(State.required(entry.value, "group"))) {
                GenericRecord before = GenericData.get().deepCopy(State.MEMBER, entry.value);
                review(entry.value, group, now);
                if (!before.equals(entry.value)) {
                    members.put(entry.key, entry.value);
                }
            } else {
                // The server is in another group now. Its next signal creates its state there.
                remove(entry.key, entry.value, now);
            }
        }
    }

    private void review(GenericRecord state, Group group, long now) {
        MemberView view = new MemberView(state);
        String because = view.incompleteBecause(group, now);
        if (because == null) {
            state.put("incompleteSince", null);
        } else if (state.get("incompleteSince") == null) {
            state.put("incompleteSince", view.incompleteSince(group, now));
        }
        GenericRecord member = view.member(because);
        ByteBuffer essence = ByteBuffer.allocate(Integer.BYTES).putInt(0, MemberView.essence(member));
        boolean changed = !essence.equals(state.get("written"));
        boolean moved = now - State.longOf(state, "writtenAt") >= BETWEEN_WATERMARKS_MILLIS
                && State.longOf(state, "lastHeard") > State.longOf(state, "toldTo");
        if (audits) {
            reviewTroubles(state, group, because, now);
        }
        if (changed || moved) {
            state.put("written", essence);
            state.put("writtenAt", now);
            state.put("toldTo", state.get("lastHeard"));
            context.forward(new Record<>(memberKey(state), member, now));
            context.forward(new Record<>(State.required(state, "server"), view.claim(member), now));
        }
    }

    private void reviewTroubles(GenericRecord state, Group group, @Nullable String because, long now) {
        if (frontier.reached() == Frontier.NOT_YET) {
            return;
        }
        Map<FindingKind, Trouble> known = new EnumMap<>(FindingKind.class);
        Trouble.read(state).forEach(trouble -> known.put(trouble.kind(), trouble));
        Long since = State.number(state, "incompleteSince");
        String late = since != null && since + group.graceMillis() <= now ? because : null;
        Long skew = State.number(state, "clockSkewMillis");
        // A finding closes well below the tolerance. A clock that drifts past it is measured on both sides for hours.
        long limit = known.containsKey(FindingKind.CLOCK_SKEW) ? skewToleranceMillis * 4 / 5 : skewToleranceMillis;
        boolean off = skew != null && Math.abs(skew) > limit;
        settle(known, FindingKind.VIEW_INCOMPLETE, late, since == null ? now : since, state, now);
        settle(
                known,
                FindingKind.CLOCK_SKEW,
                off ? "Its clock differs from the worker's by " + skew + " ms" : null,
                State.longOf(state, "lastHeard"),
                state,
                now);
        Trouble.write(new ArrayList<>(known.values()), state);
    }

    private void settle(
            Map<FindingKind, Trouble> known,
            FindingKind kind,
            @Nullable String wrong,
            long began,
            GenericRecord state,
            long now) {
        Trouble open = known.get(kind);
        String server = State.required(state, "server");
        Subject subject = new Subject(State.required(state, "group"), null, server);
        if (wrong != null && open == null) {
            Trouble opened = new Trouble(kind, began, true, List.of(server));
            known.put(kind, opened);
            context.forward(FindingRecords.of(opened, subject, Map.of(server, wrong), null, now));
            return;
        }
        boolean over = kind == FindingKind.CLOCK_SKEW ? wrong == null : state.get("incompleteSince") == null;
        if (open != null && over) {
            known.remove(kind);
            context.forward(FindingRecords.of(open, subject, Map.of(), now, now));
        }
    }

    private void remove(String key, GenericRecord state, long now) {
        String server = State.required(state, "server");
        Subject subject = new Subject(State.required(state, "group"), null, server);
        for (Trouble trouble : Trouble.read(state)) {
            context.forward(FindingRecords.of(trouble, subject, Map.of(), now, now));
        }
        context.forward(new Record<>(memberKey(state), null, now));
        GenericRecord gone = new MemberView(state).claim(new MemberView(state).member("removed"));
        gone.put("removed", true);
        context.forward(new Record<>(server, gone, now));
        members.delete(key);
    }

    private static GenericRecord memberKey(GenericRecord state) {
        GenericRecord key = new GenericData.Record(MemberKey.getClassSchema());
        key.put("group", State.required(state, "group"));
        key.put("server", State.required(state, "server"));
        return key;
    }
}
