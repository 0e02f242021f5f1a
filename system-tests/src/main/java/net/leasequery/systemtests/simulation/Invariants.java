package net.leasequery.systemtests.simulation;

import java.util.Date;
import java.util.HashMap;
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
    private final LastRecords last = new LastRecords();
    private final InferredEnd inferredEnds;
    private final OffsetClaims offsetClaims;
    private final Map<Integer, Integer> timesWritten = new HashMap<>();
    private ConnectorChoices chosen = ConnectorChoices.FIRST;
    private boolean polled;
    private boolean neverLoaded;
    private @Nullable String broken;
    private boolean recordsAreLate;
    private boolean recordsWereDeleted;
    private boolean endsAreLost;
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
        this.inferredEnds = new InferredEnd(servers, addresses);
        this.offsetClaims = new OffsetClaims(settings, addresses, last);
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
        String key = LastRecords.key(source.topic(), value.getString("server"), FollowedAddresses.text(value));
        Integer slot = addresses.all().get(FollowedAddresses.text(value));
        if (slot == null) {
            fail("a record of an address that no server has: " + value);
        } else if (!chosen.server().equals(value.getString("server")) && !isLate(value)) {
            retired(key, value);
        } else if (addresses.isExcluded(slot) && !recordsAreLate) {
            fail(key + ": a record of an excluded address: " + value);
        } else if (Boolean.TRUE.equals(value.getBoolean("inferred"))) {
            if (addresses.isUnasked(slot)) {
                last.ended(key, time.millis());
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
        String key = LastRecords.key(source.topic(), address.getString("server"), FollowedAddresses.text(address));
        Written before = last.of(key);
        if (before != null && before.bound() && !endsAreLost && !recordsAreLate) {
            fail(key + ": a tombstone after " + before);
        }
        last.ended(key, time.millis());
    }

    @SuppressWarnings("JavaUtilDate") // Connect gives its timestamps as such
    private void sent(String key, int slot, Struct value, SourceRecord source) {
        String name = settings.family() == Family.IPV4 ? value.getString("hostname") : value.getString("fqdn");
        int label = Written.version(name);
        Optional<SimulatedServer> reporter = SimulatedServer.reporter(servers, slot, label);
        if (reporter.isEmpty()) {
            fail(key + ": a record of version " + label + ", which no server ever had: " + value);
            return;
        }
        SimulatedServer server = reporter.get();
        Lease lease = server.leases().newestUpTo(slot, label);
        if (lease == null) {
            return;
        }
        Written before = last.of(key);
        if (value.get("lastTransactionTime") instanceof Date heard
                && Math.abs(heard.getTime() - time.trueEpochMillis()) > LONGEST_TIME_MILLIS) {
            fail(key + ": a client that was last heard " + heard);
        }
        boolean byStream = STREAM.contains(value.getString("origin"));
        if (before != null && before.server() == server.number() && lease.version() < before.version()) {
            if (recordsAreLate || (byStream && !before.byStream())) {
                overtaken++;
            } else {
                fail(key + ": version " + lease.version() + " (" + value.getString("origin") + ", "
                        + value.getString("state") + ") was written after version " + before.version());
            }
        }
        boolean bound = "ACTIVE".equals(value.getString("state"));
        if (before != null && before.version() == lease.version() && before.bound() == bound && !before.inferred()) {
            repeats.count(Repeats.Reason.of(source, before, settings.readBack()));
        }
        timesWritten.merge(lease.version(), 1, Integer::sum);
        last.put(key, new Written(server.number(), lease.version(), bound, false, byStream, time.millis()));
    }

    /** The connector is configured anew; records of any other server name must be ends. */
    void configured(ConnectorChoices changed) {
        chosen = changed;
        addresses.configured(changed);
        polled |= changed.has(Switch.POLLED);
        neverLoaded |= changed.has(Switch.NEVER_LOADS);
    }

    /** Whether a task that was replaced may have written a record of its server. */
    private boolean isLate(Struct value) {
        return recordsAreLate && !Boolean.TRUE.equals(value.getBoolean("inferred"));
    }

    private void retired(String key, Struct value) {
        if (!Boolean.TRUE.equals(value.getBoolean("inferred")) || "ACTIVE".equals(value.getString("state"))) {
            fail(key + ": a record of a server name that is no longer followed: " + value);
        }
        last.ended(key, time.millis());
    }

    private void inferred(String key, int slot, Struct value) {
        String objection = inferredEnds.objection(slot, last.of(key), value.getString("state"));
        if (objection != null) {
            fail(key + ": was ended (" + value.getString("origin") + ", " + value.getString("state") + "), though "
                    + objection);
        }
        last.ended(key, time.millis());
    }

    /**
     * Checks that Kafka has what an offset claims. Not checked after a clock step, with two servers or with polls,
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
        String objection = offsetClaims.objection(servers.get(0), chosen.server(), acknowledged);
        if (objection != null) {
            fail(objection);
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
        String difference = comparison.difference(server, addresses, last, chosen);
        return difference == null ? last.leaseOfAnother(chosen.bindings(), chosen.server()) : difference;
    }

    /** From now on a task that was replaced may write older records after newer ones. */
    void recordsMayBeLate() {
        recordsAreLate = true;
        inferredEnds.recordsMayBeLate();
    }

    /**
     * From now on an address may have records in two partitions, so that the connector may read the newer one first.
     */
    void recordsMayBeReadOutOfOrder() {
        inferredEnds.recordsMayBeReadOutOfOrder();
    }

    /** Another producer has replaced the last record of a key. */
    void overwritten(String key) {
        recordsWereDeleted = true;
        last.forget(key);
    }

    /** From now on a transform may drop the record of an end and not its tombstone. */
    void endsMayBeLost() {
        endsAreLost = true;
    }

    /**
     * Checks that the connector reports the {@link SurplusRecords} of its topic, and only those.
     *
     * @param reported metric of the connector; null if there is no such metric
     */
    void checkSurplus(@Nullable Object reported, int before, int after) {
        // A DHCPv4 stream that has caught up needs no table, so a read-back that is under way ends early.
        boolean mayBeUnknown = settings.family() == Family.IPV4 && !settings.isKea() && !chosen.has(Switch.POLLED);
        if (settings.readBack() && !SurplusRecords.isBetween(reported, before, after, mayBeUnknown)) {
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
        last.deleted(topic, left);
    }

    /** A task starts; what the server sent to the former task may be lost with it. */
    void taskStarts() {
        comparison.taskStarts();
    }
}
