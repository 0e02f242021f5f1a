package net.leasequery.quickstart.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.Finding;
import net.leasequery.FindingKey;
import net.leasequery.Lease;
import net.leasequery.LeaseKey;
import net.leasequery.Tenure;
import net.leasequery.TenureKey;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkComparisonTest {
    private static final String ADDRESS = "10.0.0.1";
    private static final Instant CUT = Instant.parse("2026-11-26T00:00:00Z");
    private static final Instant HEALED = CUT.plusSeconds(60);
    private static final Instant NOW = CUT.plusSeconds(300);

    private final Map<Object, GenericRecord> leases = new HashMap<>();
    private final Map<Object, GenericRecord> findings = new HashMap<>();
    private final Map<Object, GenericRecord> tenures = new HashMap<>();
    private Instant restored = HEALED;

    @Test
    void agreesWhereLeasesAreWhatClientsHoldAndConflictsWereFound() {
        lease(ADDRESS, "ACTIVE", "aa");
        tenure(ADDRESS, "aa");
        finding("ADDRESS_HELD_TWICE", ADDRESS, "CLOSED", 30);
        finding("NOT_REPLICATED", "10.0.0.9", "CLOSED", 20);

        NetworkComparison comparison = compared(holds("aa"), held("aa", 0, 40), held("bb", 10, 50));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison).hasToString("1 leases held, 2 findings, 1 addresses held twice, 0 differences");
    }

    @Test
    void findsALeaseThatNamesAnotherClientOrNone() {
        tenure(ADDRESS, "aa");
        lease(ADDRESS, "ACTIVE", "bb");
        assertThat(compared(holds("aa"), held("bb", 100, 110)).differences())
                .containsExactly(
                        "10.0.0.1: aa holds it, leases says ACTIVE bb",
                        "10.0.0.1: leases says bb, which no longer holds it");
        leases.clear();
        assertThat(compared(holds("aa")).differences()).containsExactly("10.0.0.1: aa holds it, leases says nothing");
    }

    @Test
    void findsALeaseThatNobodyEverHeld() {
        lease("10.0.0.2", "ACTIVE", "cc");
        lease("10.0.0.3", "EXPIRED", "cc");
        assertThat(compared().differences()).containsExactly("10.0.0.2: leases says cc, which never held it");
    }

    /** Clients that left without a message are gone for longer than a lease when tables are compared. */
    @Test
    void findsALeaseThatItsClientNoLongerHolds() {
        lease(ADDRESS, "ACTIVE", "aa");
        assertThat(compared(held("aa", 0, 40)).differences())
                .containsExactly("10.0.0.1: leases says aa, which no longer holds it");
    }

    @Test
    void findsATenureThatDoesNotEndAndOneThatIsMissing() {
        lease(ADDRESS, "ACTIVE", "aa");
        tenure("10.0.0.2", "bb");
        assertThat(compared(holds("aa")).differences())
                .containsExactlyInAnyOrder(
                        "10.0.0.1: aa holds it, history has no such tenure",
                        "10.0.0.2: history says that bb still holds it");
    }

    /** A server that crashed knows of a lease only after it has heard of it from the others. */
    @Test
    void anAddressMayBeHeldTwiceUntilTheLastServerWasRestored() {
        finding("ADDRESS_HELD_TWICE", ADDRESS, "CLOSED", 100);

        assertThat(compared(held("aa", 80, 110), held("bb", 90, 120)).differences())
                .containsExactly("ADDRESS_HELD_TWICE 10.0.0.1: its clients never held it at the same time");
        restored = HEALED.plusSeconds(60);
        assertThat(compared(held("aa", 80, 110), held("bb", 90, 120)).differences())
                .isEmpty();
    }

    @Test
    void findsAConflictThatWasNotFound() {
        assertThat(compared(held("aa", 0, 40), held("bb", 10, 50)).differences())
                .containsExactly("ADDRESS_HELD_TWICE 10.0.0.1 was not found");
    }

    @Test
    void aConflictThatWasTooShortNeedNotBeFound() {
        assertThat(compared(held("aa", 0, 20), held("bb", 10, 50)).differences())
                .isEmpty();
    }

    @Test
    void findsFindingsThatTellOfNothing() {
        finding("ADDRESS_HELD_TWICE", ADDRESS, "CLOSED", 30);
        finding("STATE_DISAGREES", "10.0.0.4", "CLOSED", -30);
        finding("CLOCK_SKEW", "east", "CLOSED", 30);
        finding("NOT_REPLICATED", "10.0.0.5", "OPEN", 30);

        assertThat(compared(held("aa", 0, 10), held("bb", 40, 50)).differences())
                .containsExactlyInAnyOrder(
                        "ADDRESS_HELD_TWICE 10.0.0.1: its clients never held it at the same time",
                        "STATE_DISAGREES 10.0.0.4 of 2026-11-25T23:59:30Z is explained by nothing that was done to the servers",
                        "CLOCK_SKEW east of 2026-11-26T00:00:30Z is explained by nothing that was done to the servers",
                        "NOT_REPLICATED 10.0.0.5 is still open");
    }

    /** The partner was about to be told of the lease when the servers were cut from each other. */
    @Test
    void aDifferenceThatTheCutProlongedMayHaveBegunWithinTheGraceBeforeIt() {
        finding("NOT_REPLICATED", "10.0.0.5", "CLOSED", -3);
        finding("NOT_REPLICATED", "10.0.0.6", "CLOSED", -5);

        assertThat(compared(held("aa", 0, 10)).differences())
                .containsExactly(
                        "NOT_REPLICATED 10.0.0.6 of 2026-11-25T23:59:55Z is explained by nothing that was done to the servers");
    }

    @Test
    void anIpv6ClientIsItsDuidAndIaid() {
        lease(ADDRESS, "ACTIVE", null);
        tenure(ADDRESS, null);
        Stream.concat(leases.values().stream(), tenures.values().stream()).forEach(record -> {
            record.put("duid", ByteBuffer.wrap(new byte[] {0, 3}));
            record.put("iaid", 7L);
        });
        assertThat(compared(holds("0003/7")).differences()).isEmpty();
        assertThat(compared(holds("0003/8")).differences()).isNotEmpty();
    }

    private NetworkComparison compared(Holding... holdings) {
        return NetworkComparison.of(
                List.of(holdings),
                new NetworkComparison.Topics(leases, findings, tenures),
                new NetworkComparison.Injected(
                        CUT, HEALED, restored, Duration.ofSeconds(4), Duration.ofSeconds(16), false),
                NOW);
    }

    private static Holding holds(String client) {
        return new Holding(ADDRESS, client, NOW.minusSeconds(10), NOW.plusSeconds(10), false);
    }

    private static Holding held(String client, long from, long until) {
        return new Holding(ADDRESS, client, CUT.plusSeconds(from), CUT.plusSeconds(until), true);
    }

    private void lease(String address, String state, @Nullable String client) {
        GenericRecord key = new GenericData.Record(LeaseKey.getClassSchema());
        key.put("group", "site");
        key.put("address", address);
        GenericRecord lease = new GenericData.Record(Lease.getClassSchema());
        lease.put("address", address);
        lease.put("state", state);
        lease.put("hardwareAddress", client);
        leases.put(key, lease);
    }

    private void tenure(String address, @Nullable String client) {
        GenericRecord key = new GenericData.Record(TenureKey.getClassSchema());
        key.put("address", address);
        GenericRecord tenure = new GenericData.Record(Tenure.getClassSchema());
        tenure.put("hardwareAddress", client);
        tenures.put(key, tenure);
    }

    private void finding(String kind, String subject, String status, long opened) {
        GenericRecord key = new GenericData.Record(FindingKey.getClassSchema());
        key.put("kind", kind);
        key.put("subject", subject);
        GenericRecord finding = new GenericData.Record(Finding.getClassSchema());
        finding.put("status", status);
        finding.put("openedAt", CUT.plusSeconds(opened).toEpochMilli());
        findings.put(key, finding);
    }
}
