package net.leasequery.systemtests.simulation;

import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.leasequery.systemtests.simulation.ConnectorChoices.Switch;
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
    private final FollowedAddresses addresses;
    private final Map<String, Written> last = new HashMap<>();
    private final Map<Integer, Integer> timesWritten = new HashMap<>();
    private ConnectorChoices chosen = ConnectorChoices.FIRST;
    private boolean polled;
    private boolean neverLoaded;
    private @Nullable String broken;
    private boolean recordsAreLate;
    private boolean recordsWereDeleted;
    private boolean endsAreLost;
    private boolean readOutOfOrder;
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
            FollowedAddresses addresses,
            Disturbances disturbances) {
        this.addresses = addresses;
        this.disturbances = disturbances;
        this.time = time;
        this.settings = settings;
        this.servers = servers;
        this.comparison = new TableComparison(time, settings);
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

    void appended(SimulatedTopic.Stored stored) {
        SourceRecord source = stored.source();
        if (source.topic().endsWith(".events")
                && source.value() instanceof Struct event
                && "DATA_MISSING".equals(event.getString("type"))) {
            gaps++;
        }
        if (!source.topic().endsWith(ConnectorChoices.BINDINGS)) {
            return;
        }
        if (!(source.value() instanceof Struct value)) {
            tombstone(source);
            return;
        }
        records++;
        String key = key(source.topic(), value.getString("server"), FollowedAddresses.text(value));
        Integer slot = addresses.all().get(FollowedAddresses.text(value));
        if (slot == null) {
            fail("a record of an address that no server has: " + value);
        } else if (!chosen.server().equals(value.getString("server"))) {
            retired(key, value);
        } else if (addresses.isExcluded(slot)) {
            fail(key + ": a record of an excluded address: " + value);
        } else if (Boolean.TRUE.equals(value.getBoolean("inferred"))) {
            if (addresses.isUnasked(slot)) {
                ended(key);
            } else {
                inferred(key, slot, value);
            }
        } else {
            sent(key, slot, value, source);
        }
    }

    /** A tombstone follows the record that says how the binding ended, unless a transform dropped that. */
    private void tombstone(SourceRecord source) {
        Struct address = (Struct) source.key();
        String key = key(source.topic(), address.getString("server"), FollowedAddresses.text(address));
        Written before = last.get(key);
        if (before != null && before.bound() && !endsAreLost && !recordsAreLate) {
            fail(key + ": a tombstone after " + before);
        }
        ended(key);
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
        addresses.configured(changed);
        polled |= changed.has(Switch.POLLED);
        neverLoaded |= changed.has(Switch.NEVER_LOADS);
    }

    private void retired(String key, Struct value) {
        if (!Boolean.TRUE.equals(value.getBoolean("inferred")) || "ACTIVE".equals(value.getString("state"))) {
            fail(key + ": a record of a server name that is no longer followed: " + value);
        }
        ended(key);
    }

    /**
     * An inferred end must be true for at least one server that the name stands for. It may be wrong if the connector
     * took an older record for the last one, or if a server reported a binding of another VPN once and no longer.
     */
    private void inferred(String key, int slot, Struct value) {
        Written before = last.get(key);
        int version = before == null ? 0 : before.version();
        Written followed = recordsAreLate ? null : before;
        // It may be older than the lease, which each of several servers got at another moment.
        boolean lateOfSeveral = recordsAreLate && servers.size() > 1;
        boolean mayBeWrong = readOutOfOrder
                || lateOfSeveral
                || (addresses.isUnfollowed(slot) && "EXPIRED".equals(value.getString("state")));
        if (!mayBeWrong && servers.stream().noneMatch(server -> InferredEnd.isTrue(server, slot, followed))) {
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
                || neverLoaded
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
        String topic = acknowledged.sourceOffset().get("topics") + ConnectorChoices.BINDINGS;
        SimulatedServer server = servers.get(0);
        for (Map.Entry<String, Integer> address : addresses.all().entrySet()) {
            Lease lease = server.leases().at(address.getValue());
            Written written = last.get(key(topic, chosen.server(), address.getKey()));
            if (lease != null
                    && lease.isBound()
                    && addresses.isToBeInKafka(address.getValue())
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
        for (Map.Entry<String, Integer> address : addresses.all().entrySet()) {
            String key = key(topic, chosen.server(), address.getKey());
            String difference = addresses.isToBeInKafka(address.getValue())
                    ? comparison.difference(server, address.getValue(), last.get(key))
                    : null;
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

    /** From now on an address may have records in two partitions, so that the connector may read the newer one first. */
    void recordsMayBeReadOutOfOrder() {
        readOutOfOrder = true;
    }

    /** From now on a transform may drop the record of an end and not its tombstone. */
    void endsMayBeLost() {
        endsAreLost = true;
    }

    /**
     * Checks that the connector reports the {@link SurplusRecords} of its topic, and only those.
     *
     * @param reported metric of the connector; null if there is no such metric
     * @param before number of them before the topic was read back
     * @param after number of them afterwards
     */
    void checkSurplus(@Nullable Object reported, int before, int after) {
        if (settings.readBack()
                && !(reported instanceof Number number && number.intValue() >= before && number.intValue() <= after)) {
            fail(before + " to " + after + " records are replaced by none, and the connector reports " + reported);
        }
    }

    /**
     * Records were deleted from a topic.
     *
     * @param left those that it still has
     */
    void recordsDeleted(String topic, List<SimulatedTopic.Stored> left) {
        recordsWereDeleted = true;
        Set<String> keys = new HashSet<>();
        for (SimulatedTopic.Stored stored : left) {
            if (stored.source().value() instanceof Struct value) {
                keys.add(key(topic, value.getString("server"), FollowedAddresses.text(value)));
            }
        }
        last.keySet().removeIf(key -> key.startsWith(topic + " ") && !keys.contains(key));
    }

    /** A task starts; what the server sent to the former task may be lost with it. */
    void taskStarts() {
        comparison.taskStarts();
    }
}
