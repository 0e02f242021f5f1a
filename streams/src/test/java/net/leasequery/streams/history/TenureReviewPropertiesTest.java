package net.leasequery.streams.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.leasequery.Binding;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.GroupKind;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What holds of the tenures of any life of an address, whatever of it is told, and how often. */
class TenureReviewPropertiesTest {
    private static final long EPSILON = 2_000;
    private static final long LEASE = 3_600_000;
    private static final String AT_ALL_TIMES = "observed";

    /** One lease of a life. */
    private record Lease(String client, long start, long end, boolean released, List<Long> exchanges) {

        long lastExchange() {
            return released ? end : exchanges.get(exchanges.size() - 1);
        }
    }

    /** All that the server would tell of it, change by change. */
    private static List<Lease> life(Random random) {
        List<Lease> life = new ArrayList<>();
        long now = 1_800_000_000_000L;
        for (int leases = random.nextInt(1, 6); leases > 0; leases--) {
            now += 1000L * random.nextInt(16, 2000);
            long start = now;
            List<Long> exchanges = new ArrayList<>(List.of(start));
            for (int renewals = random.nextInt(4); renewals > 0; renewals--) {
                now += 1000L * random.nextInt(10, 3000);
                exchanges.add(now);
            }
            boolean released = random.nextBoolean();
            now += released ? 1000L * random.nextInt(1, random.nextBoolean() ? 10 : 3000) : LEASE;
            life.add(new Lease("hw:1/" + "abc".charAt(random.nextInt(3)), start, now, released, exchanges));
        }
        return life;
    }

    private static List<Statement> reported(List<Lease> life, String server, Random random, int keptOfTen) {
        List<Statement> reported = new ArrayList<>();
        for (Lease lease : life) {
            for (long exchange : lease.exchanges()) {
                reported.add(statement(server, "ACTIVE", lease.client(), lease.start(), exchange, exchange + LEASE));
            }
            String end = lease.released() ? "RELEASED" : "EXPIRED";
            reported.add(statement(server, end, lease.client(), lease.end(), lease.lastExchange(), null));
        }
        Statement newest = reported.remove(reported.size() - 1);
        reported.removeIf(statement -> random.nextInt(10) >= keptOfTen);
        reported.add(newest);
        return reported;
    }

    private static Statement statement(
            String server, String state, String client, long start, long last, @Nullable Long expiry) {
        return new Statement(
                server,
                "campus.bindings-0",
                0,
                Math.max(start, last) + 500,
                state,
                client,
                false,
                start,
                last,
                expiry,
                false,
                false,
                0L,
                0L,
                0L);
    }

    /** The address as its partition keeps it. */
    private static final class Address {
        private final Group group;
        private final Map<String, Statement> statements = new LinkedHashMap<>();
        private final TenureList tenures = new TenureList(new AddressKey("site", null, "192.0.2.7"), List.of());
        private long offset;

        Address(String... servers) {
            group = new Group("site", GroupKind.REPLICATED, List.of(servers), 60_000, 3_600_000, 180_000, List.of());
        }

        Address take(List<Statement> reported) {
            reported.forEach(this::take);
            return this;
        }

        void take(Statement reported) {
            offset++;
            Statement now = new Statement(
                            reported.server(),
                            reported.source(),
                            offset,
                            reported.recordedAt() + offset,
                            reported.state(),
                            reported.client(),
                            false,
                            reported.reportedStart(),
                            reported.reportedLast(),
                            reported.reportedExpiry(),
                            false,
                            false,
                            reported.skew(),
                            reported.startSkew(),
                            reported.lastSkew())
                    .after(statements.get(reported.server()), EPSILON);
            if (!now.isNewsAfter(statements.get(now.server()), EPSILON)) {
                return;
            }
            Statement taken = new TenureReview(group, EPSILON, statements, tenures, new Observation() {
                        @Override
                        public long completeSince(String server) {
                            return 0;
                        }

                        @Override
                        public long completeTo(String server) {
                            return Long.MAX_VALUE / 2;
                        }

                        @Override
                        public boolean isRetired(String server) {
                            return false;
                        }
                    })
                    .take(now, binding());
            statements.put(taken.server(), taken);
        }

        private static GenericRecord binding() {
            GenericRecord binding = new GenericData.Record(Binding.getClassSchema());
            binding.put("family", "ipv4");
            binding.put("leaseType", "V4");
            return binding;
        }

        SortedSet<String> summary() {
            SortedSet<String> summary = new TreeSet<>();
            for (StoredTenure tenure : tenures.all()) {
                GenericRecord record = tenure.record();
                summary.add(tenure.client() + " from " + tenure.start() + " to " + record.get("end") + " "
                        + record.get("endReason") + ", last " + tenure.lastSeen() + ", "
                        + record.get("startNotBefore") + " to " + record.get("endNotAfter"));
            }
            return summary;
        }
    }

    @Property(tries = 2000)
    void whatIsCertainIsTrueAndTheTruthLiesWithinTheBounds(@ForAll Random random) {
        List<Lease> life = life(random);
        assertTrue(life, new Address(AT_ALL_TIMES).take(reported(life, AT_ALL_TIMES, random, random.nextInt(2, 11))));
    }

    /**
     * A clock is set by up to five seconds, and its connector notices a part of that at most. As long as every change is told
     * any number of such steps may follow each other, and what was told is told again in between.
     */
    @Property(tries = 2000)
    void aClockThatIsSetByLittleMakesNothingWrong(@ForAll Random random) {
        List<Lease> life = life(random);
        boolean everyChange = random.nextBoolean();
        List<Statement> changes = reported(life, AT_ALL_TIMES, random, everyChange ? 10 : random.nextInt(2, 11));
        SteppingClock clock = new SteppingClock(
                random, life.get(0).start(), life.get(life.size() - 1).end(), everyChange ? 1_000 : 1);
        Address address = new Address(AT_ALL_TIMES);
        for (int i = 0; i < changes.size(); i++) {
            Statement change = changes.get(i);
            address.take(clock.reported(change, change.recordedAt()));
            if (everyChange && i + 1 < changes.size()) {
                long next = changes.get(i + 1).recordedAt();
                address.take(clock.reported(change, random.nextLong(change.recordedAt(), next)));
            }
        }
        assertTrue(life, address);
    }

    /** Times may be some seconds wrong; leases of one client are further apart. */
    private static Lease closest(List<Lease> life, StoredTenure tenure) {
        boolean unseen = tenure.doubts(Certainty.START_UNKNOWN);
        return life.stream()
                .filter(lease -> tenure.isOf(lease.client()))
                .min(Comparator.comparingLong(lease ->
                        Math.abs(unseen ? tenure.lastSeen() - lease.lastExchange() : tenure.start() - lease.start())))
                .orElseThrow();
    }

    private static void assertTrue(List<Lease> life, Address address) {
        for (StoredTenure tenure : address.tenures.all()) {
            Lease truth = closest(life, tenure);
            GenericRecord record = tenure.record();
            for (Object span : (List<?>) record.get("certain")) {
                assertThat(State.longOf((GenericRecord) span, "from")).isGreaterThanOrEqualTo(truth.start());
                assertThat(State.longOf((GenericRecord) span, "to")).isLessThanOrEqualTo(truth.end());
            }
            Long earliest = State.number(record, "startNotBefore");
            Long latest = State.number(record, "endNotAfter");
            assertThat(truth.start()).isGreaterThanOrEqualTo(earliest == null ? 0 : earliest);
            assertThat(truth.start()).isLessThanOrEqualTo(State.longOf(record, "startNotAfter"));
            assertThat(truth.end()).isGreaterThanOrEqualTo(State.longOf(record, "endNotBefore"));
            assertThat(truth.end()).isLessThanOrEqualTo(latest == null ? Long.MAX_VALUE : latest);
        }
        assertThat(address.tenures.all()).hasSizeLessThanOrEqualTo(life.size());
    }

    @Property(tries = 2000)
    void recordsThatComeAgainChangeNothing(@ForAll Random random) {
        List<Statement> reported = reported(life(random), AT_ALL_TIMES, random, random.nextInt(4, 11));
        List<Statement> again = new ArrayList<>();
        for (int i = 0; i < reported.size(); i++) {
            again.add(reported.get(i));
            if (random.nextInt(3) == 0) {
                again.addAll(reported.subList(random.nextInt(i + 1), i + 1));
            }
        }

        assertThat(new Address(AT_ALL_TIMES).take(again).summary())
                .isEqualTo(new Address(AT_ALL_TIMES).take(reported).summary());
    }

    /** As far as each server tells every change in order; of what was coalesced, the first word may be the only one. */
    @Property(tries = 2000)
    void theOrderOfArrivalBetweenServersMeansNothing(@ForAll Random random) {
        List<Lease> life = life(random);
        List<List<Statement>> reported =
                List.of(reported(life, "east", random, 10), reported(life, "west", random, 10));

        assertThat(new Address("east", "west").take(mixed(reported, random)).summary())
                .isEqualTo(new Address("east", "west")
                        .take(mixed(reported, random))
                        .summary());
    }

    private static List<Statement> mixed(List<List<Statement>> reported, Random random) {
        List<Statement> mixed = new ArrayList<>();
        int[] next = new int[reported.size()];
        while (mixed.size() < reported.stream().mapToInt(List::size).sum()) {
            int server = random.nextInt(reported.size());
            if (next[server] < reported.get(server).size()) {
                mixed.add(reported.get(server).get(next[server]++));
            }
        }
        return mixed;
    }
}
