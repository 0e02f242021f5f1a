package net.leasequery.streams.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.avro.generic.GenericRecord;

/** Two servers report leases of one machine, now with its client identifier, now without. */
class IdentitiesPropertiesTest {

    private static final long EPSILON = 2_000;
    private static final long LEASE = 3_600_000;

    private final Group group =
            new Group("site", GroupKind.REPLICATED, List.of("east", "west"), 60_000, 3_600_000, 180_000, List.of());

    /** Of each lease, whether any record names its identifier. */
    private static List<GenericRecord> reported(Random random, long seed, boolean[] named) {
        Random life = new Random(seed);
        List<GenericRecord> reported = new ArrayList<>();
        long now = 1_800_000_000_000L;
        for (int lease = 0; lease < named.length; lease++) {
            now += 1000L * life.nextInt(16, 2000);
            long start = now;
            int renewals = life.nextInt(4);
            for (int i = 0; i <= renewals; i++) {
                reported.add(binding("ACTIVE", start, now, now + LEASE, lease, random, named));
                now += 1000L * life.nextInt(10, 3000);
            }
            reported.add(binding("RELEASED", now, now, now + LEASE, lease, random, named));
        }
        return reported;
    }

    private static GenericRecord binding(
            String state, long start, long last, long expiry, int lease, Random random, boolean[] named) {
        GenericRecord binding = State.record(Binding.getClassSchema());
        binding.put("family", "ipv4");
        binding.put("leaseType", "V4");
        binding.put("state", state);
        binding.put("hardwareType", 1);
        binding.put("hardwareAddress", "aa:aa:aa:aa:aa:aa");
        if (random.nextBoolean()) {
            named[lease] = true;
            binding.put("clientId", ByteBuffer.wrap(new byte[] {1, (byte) lease}));
        }
        binding.put("stateStartTime", start);
        binding.put("lastTransactionTime", last);
        binding.put("leaseExpiryTime", expiry);
        binding.put("clockSkewMillis", 0L);
        binding.put("infiniteLease", false);
        binding.put("inferred", false);
        return binding;
    }

    private SortedSet<String> tenures(List<List<GenericRecord>> reported, Random random) {
        Map<String, Statement> statements = new HashMap<>();
        TenureList tenures = new TenureList(new AddressKey("site", null, "192.0.2.7"), List.of());
        int[] next = new int[2];
        while (next[0] < reported.get(0).size() || next[1] < reported.get(1).size()) {
            int server = random.nextInt(2);
            if (next[server] < reported.get(server).size()) {
                GenericRecord binding = reported.get(server).get(next[server]++);
                take(server == 0 ? "east" : "west", next[server], binding, statements, tenures);
            }
        }
        SortedSet<String> summary = new TreeSet<>();
        tenures.all()
                .forEach(tenure -> summary.add(tenure.client() + " from " + tenure.start() + " to " + tenure.end() + " "
                        + tenure.record().get("endReason") + ", "
                        + tenure.record().get("clientId") + ", last "
                        + tenure.lastSeen() + ", twice " + tenure.record().get("heldTwice")));
        return summary;
    }

    private void take(
            String server, long offset, GenericRecord binding, Map<String, Statement> statements, TenureList tenures) {
        GenericRecord update = State.record(State.VIEW_UPDATE);
        update.put("server", server);
        update.put("source", "campus.bindings-0");
        update.put("offset", offset);
        update.put("recordedAt", State.longOf(binding, "lastTransactionTime") + offset);
        update.put("binding", binding);
        Statement before = statements.get(server);
        Statement now = Statement.of(update).after(before, EPSILON);
        if (now.isNewsAfter(before, EPSILON)) {
            statements.put(
                    server, new TenureReview(group, EPSILON, statements, tenures, new Followed()).take(now, binding));
        }
    }

    private static final class Followed implements Observation {
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
    }

    @Property(tries = 2000)
    void eachLeaseIsOneTenureInAnyOrderOfArrival(@ForAll Random random) {
        boolean[] named = new boolean[random.nextInt(1, 5)];
        long life = random.nextLong();
        List<List<GenericRecord>> reported = List.of(reported(random, life, named), reported(random, life, named));

        SortedSet<String> tenures = tenures(reported, random);

        assertThat(tenures).hasSize(named.length).isEqualTo(tenures(reported, random));
        for (int lease = 0; lease < named.length; lease++) {
            String client = named[lease] ? "id:01" + String.format("%02x", lease) : "hw:1/aa:aa:aa:aa:aa:aa";
            assertThat(tenures).anyMatch(tenure -> tenure.startsWith(client + " from "));
        }
    }
}
