package net.leasequery.systemtests.simulation;

import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Checks what must always hold. Each record is checked as it is appended; the whole table at the end, once all is
 * quiet. The version in a record's client name shows which change of the server the record is of.
 */
final class Invariants {

    /** Upper limit of clock steps, which are days at most. */
    private static final long LONGEST_TIME_MILLIS = 30L * 24 * 3_600_000;

    private static final Set<String> STREAM = Set.of("LIVE", "CATCH_UP");

    private final VirtualTime time;
    private final Settings settings;
    private final List<SimulatedServer> servers;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Written> last = new HashMap<>();
    private final Map<Integer, Integer> timesWritten = new HashMap<>();
    private ConnectorChoices chosen = ConnectorChoices.FIRST;
    private boolean polled;
    private @Nullable String broken;
    private boolean recordsAreLate;
    private boolean recordsWereDeleted;
    private int records;
    private final Repeats repeats = new Repeats();
    private final TableComparison comparison;
    private int overtaken;
    private int gaps;
    private final Disturbances disturbances;

    Invariants(
            VirtualTime time,
            Settings settings,
            List<SimulatedServer> servers,
            int addresses,
            Disturbances disturbances) {
        this.disturbances = disturbances;
        this.time = time;
        this.settings = settings;
        this.servers = servers;
        this.comparison = new TableComparison(time, settings);
        for (int slot = 0; slot < addresses; slot++) {
            slots.put(address(slot), slot);
        }
    }

    private String address(int slot) {
        WireFormat format = servers.get(0).format();
        return address(format.address(slot), format.vpn(slot));
    }

    private static String address(Struct value) {
        return address(value.getString("address"), value.getString("vpn"));
    }

    private static String address(String text, @Nullable String vpn) {
        return vpn == null ? text : text + "%" + vpn;
    }

    /** The first violation; null if there was none. */
    @Nullable
    String broken() {
        return broken;
    }

    int records() {
        return records;
    }

    Repeats repeats() {
        return repeats;
    }

    /**
     * Number of stream records that an answer on the bulk connection had overtaken. The stream is late and will also
     * report the newer state, so the table in Kafka is correct again as soon as the stream has caught up.
     */
    int overtaken() {
        return overtaken;
    }

    private void fail(String text) {
        if (broken == null) {
            broken = "at " + time.millis() + " ms: " + text;
        }
    }

    void appended(SimulatedKafka.Stored stored) {
        SourceRecord source = stored.source();
        if (source.topic().endsWith(".events")
                && source.value() instanceof Struct event
                && "DATA_MISSING".equals(event.getString("type"))) {
            gaps++;
        }
        if (!source.topic().endsWith(".bindings") || !(source.value() instanceof Struct value)) {
            return;
        }
        records++;
        String key = key(source.topic(), value.getString("server"), address(value));
        Integer slot = slots.get(address(value));
        if (slot == null) {
            fail("a record of an address that no server has: " + value);
        } else if (!chosen.server().equals(value.getString("server"))) {
            retired(key, value);
        } else if (isExcluded(slot)) {
            fail(key + ": a record of an excluded address: " + value);
        } else if (Boolean.TRUE.equals(value.getBoolean("inferred"))) {
            if (isUnasked(slot)) {
                ended(key);
            } else {
                inferred(key, slot, value);
            }
        } else {
            sent(key, slot, value, source);
        }
    }

    @SuppressWarnings("JavaUtilDate") // Connect gives its timestamps as such
    private void sent(String key, int slot, Struct value, SourceRecord source) {
        String name = settings.family() == Family.IPV4 ? value.getString("hostname") : value.getString("fqdn");
        int label = number(name);
        Optional<SimulatedServer> reporter = servers.stream()
                .filter(server -> server.leases().newestUpTo(slot, label) != null)
                .reduce((one, other) -> hasExactly(other, slot, label) ? other : one);
        if (reporter.isEmpty()) {
            fail(key + ": a record of version " + label + ", which no server ever had: " + value);
            return;
        }
        SimulatedServer server = reporter.get();
        Lease lease = server.leases().newestUpTo(slot, label);
        if (lease == null) {
            return;
        }
        Written before = last.get(key);
        if (value.get("lastTransactionTime") instanceof Date heard
                && Math.abs(heard.getTime() - time.trueEpochMillis()) > LONGEST_TIME_MILLIS) {
            fail(key + ": a client that was last heard " + heard);
        }
        boolean byStream = STREAM.contains(value.getString("origin"));
        if (before != null && before.server() == server.number() && lease.version() < before.version()) {
            if (recordsAreLate || (byStream && !before.byStream())) {
                overtaken++;
            } else {
                failOlder(key, lease, value, before);
            }
        }
        boolean bound = "ACTIVE".equals(value.getString("state"));
        if (before != null && before.version() == lease.version() && before.bound() == bound && !before.inferred()) {
            repeats.count(reason(source, value.getString("origin"), before));
        }
        timesWritten.merge(lease.version(), 1, Integer::sum);
        last.put(key, new Written(server.number(), lease.version(), bound, false, byStream, time.millis()));
    }

    private Repeats.Reason reason(SourceRecord record, @Nullable String origin, Written before) {
        Long made = record.timestamp();
        if (made != null && made - VirtualTime.EPOCH_MILLIS <= before.atMillis()) {
            return Repeats.Reason.ON_ITS_WAY;
        }
        if (!settings.readBack()) {
            return Repeats.Reason.NO_READ_BACK;
        }
        return "SNAPSHOT".equals(origin) ? Repeats.Reason.SNAPSHOT : Repeats.Reason.NONE;
    }

    /** The digits in a name such as {@code v17}, as a number. */
    private static int number(@Nullable String name) {
        return name == null
                ? 0
                : name.chars().filter(Character::isDigit).reduce(0, (high, digit) -> 10 * high + digit - '0');
    }

    private void failOlder(String key, Lease lease, Struct value, Written before) {
        fail(key + ": version " + lease.version() + " (" + value.getString("origin") + ", " + value.getString("state")
                + ") was written after version " + before.version());
    }

    private static boolean hasExactly(SimulatedServer server, int slot, int version) {
        return server.leases().past(slot).stream().anyMatch(past -> past.lease().version() == version);
    }

    private static String key(String topic, String server, String address) {
        return topic + " " + server + " " + address;
    }

    /** The connector is configured anew; records of any other server name must be ends. */
    void configured(ConnectorChoices changed) {
        chosen = changed;
        polled |= changed.polled();
    }

    private boolean isUnfollowed(int slot) {
        return !chosen.follows(servers.get(0).format().vpn(slot));
    }

    private boolean isExcluded(int slot) {
        return chosen.narrow() && servers.get(0).format().isExcluded(slot);
    }

    /** Whether no bulk query asks for the address: it may end (docs/sweep.md), and gaps are not filled for it. */
    private boolean isUnasked(int slot) {
        return chosen.fewQueries() && servers.get(0).format().link(slot) == 1;
    }

    private void retired(String key, Struct value) {
        if (!Boolean.TRUE.equals(value.getBoolean("inferred")) || "ACTIVE".equals(value.getString("state"))) {
            fail(key + ": a record of a server name that is no longer followed: " + value);
        }
        ended(key);
    }

    /** An inferred end must be true for at least one server that the name stands for. */
    private void inferred(String key, int slot, Struct value) {
        Written before = last.get(key);
        int version = before == null ? 0 : before.version();
        Written followed = recordsAreLate ? null : before;
        if (servers.stream().noneMatch(server -> InferredEnd.isTrue(server, slot, followed))) {
            fail(key + ": was ended (" + value.getString("origin") + ", " + value.getString("state")
                    + "), though the server has held it all the time since version " + version);
        }
        ended(key);
    }

    private void ended(String key) {
        Written before = last.get(key);
        last.put(
                key,
                before == null
                        ? new Written(0, 0, false, true, false, time.millis())
                        : new Written(before.server(), before.version(), false, true, false, time.millis()));
    }

    /**
     * Checks that Kafka has what an offset claims: for each address whose last change lies before the resume position
     * and not in the gap, a record of that change. Not checked after a clock step, with two servers or with polls,
     * where times prove less.
     */
    void stored(SourceRecord acknowledged) {
        if (recordsAreLate
                || recordsWereDeleted
                || disturbances.falsifyTimes()
                || servers.size() > 1
                || settings.isKea()
                || polled) {
            return;
        }
        ClaimedChanges claimed = ClaimedChanges.of(settings.family(), acknowledged.sourceOffset());
        if (!chosen.server().equals(acknowledged.sourcePartition().get("server"))) {
            return;
        }
        String topic = acknowledged.sourceOffset().get("topics") + ".bindings";
        SimulatedServer server = servers.get(0);
        for (Map.Entry<String, Integer> address : slots.entrySet()) {
            Lease lease = server.leases().at(address.getValue());
            Written written = last.get(key(topic, chosen.server(), address.getKey()));
            if (lease != null
                    && lease.isBound()
                    && !isExcluded(address.getValue())
                    && !isUnasked(address.getValue())
                    && !isUnfollowed(address.getValue())
                    && claimed.includes(Math.max(lease.shownChange(), lease.shownTransaction()))
                    && (written == null || written.version() < lease.version())) {
                fail("an offset was stored that claims " + lease + ", and Kafka shows " + written + ": "
                        + acknowledged.sourceOffset());
            }
        }
    }

    /** Checks that the server reported every gap in the stream, unless a clock was set or a message was late. */
    void checkGaps() {
        int sent =
                servers.stream().mapToInt(SimulatedServer::timesDataMissingSent).sum();
        if (gaps > sent && !disturbances.lookLikeGaps() && servers.size() == 1) {
            fail(gaps + " gaps are in the topic of events, but the server reported only " + sent);
        }
    }

    /** Checks that no version was written more often than the servers sent it: the connector itself repeats nothing. */
    void checkRepeats() {
        timesWritten.forEach((version, written) -> {
            int sent = servers.stream()
                    .mapToInt(server -> server.timesSent(version))
                    .sum();
            if (written > sent) {
                fail("version " + version + " was written " + written + " times and sent " + sent + " times");
            }
        });
    }

    /** How the table in Kafka differs from the server's; null if it does not. */
    @Nullable
    String difference(SimulatedServer server) {
        String topic = chosen.bindings();
        for (Map.Entry<String, Integer> address : slots.entrySet()) {
            String key = key(topic, chosen.server(), address.getKey());
            String difference =
                    isExcluded(address.getValue()) || isUnasked(address.getValue()) || isUnfollowed(address.getValue())
                            ? null
                            : comparison.difference(server, address.getValue(), last.get(key));
            if (difference != null) {
                return key + ": " + difference;
            }
        }
        return last.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(topic + " ")
                        && !entry.getKey().startsWith(key(topic, chosen.server(), ""))
                        && entry.getValue().bound())
                .map(entry -> entry.getKey() + ": Kafka shows a lease of a retired name: " + entry.getValue())
                .findFirst()
                .orElse(null);
    }

    /** From now on a task that was replaced may write older records after newer ones. */
    void recordsMayBeLate() {
        recordsAreLate = true;
    }

    /**
     * Records were deleted from a topic.
     *
     * @param left those that it still has
     */
    void recordsDeleted(String topic, List<SimulatedKafka.Stored> left) {
        recordsWereDeleted = true;
        Set<String> keys = new HashSet<>();
        for (SimulatedKafka.Stored stored : left) {
            if (stored.source().value() instanceof Struct value) {
                keys.add(key(topic, value.getString("server"), address(value)));
            }
        }
        last.keySet().removeIf(key -> key.startsWith(topic + " ") && !keys.contains(key));
    }

    /** A task starts; what the server sent to the former task may be lost with it. */
    void taskStarts() {
        comparison.taskStarts();
    }
}
