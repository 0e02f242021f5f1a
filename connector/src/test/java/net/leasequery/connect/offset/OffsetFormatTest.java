package net.leasequery.connect.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.ConverterType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetFormatTest {

    private static final OffsetFormat IPV4 = new OffsetFormat(DhcpFamily.IPV4);
    private static final OffsetScope CAMPUS = new OffsetScope("campus", null);
    private static final long LAST_SECOND = 0xffff_ffffL;

    @Property
    void whatIsStoredComesBackUnchanged(
            @ForAll DhcpFamily family, @ForAll("positions") ResumePosition position, @ForAll("gaps") Gap gap) {
        OffsetFormat format = new OffsetFormat(family);
        SourceOffset state = offset(shifted(new ResumeState(position, gap), family));

        SourceOffset read = format.read(throughTheOffsetTopic(format.write(state)));

        assertThat(read).isEqualTo(state);
    }

    @Example
    void nothingReceivedYetComesBackUnchanged() {
        assertThat(IPV4.read(throughTheOffsetTopic(IPV4.write(SourceOffset.NONE))))
                .isEqualTo(SourceOffset.NONE);
    }

    /** An offset that cannot be read stops the task until somebody edits it. */
    @Test
    void whateverAServerASignalOrAClockMakesOfAStateCanBeRead() {
        String[] duids = IntStream.range(0, ServerIdentity.MOST)
                .mapToObj(i -> "ab".repeat(129) + String.format("%02x", i))
                .toArray(String[]::new);
        ServerTime centuriesAgo = new ServerTime(-6_000_000_000L);
        for (DhcpFamily family : DhcpFamily.values()) {
            OffsetFormat format = new OffsetFormat(family);
            ServerTime last = ServerTime.ofWire(family, LAST_SECOND);
            ResumePosition position = new ResumePosition(last, last.secondsSince(centuriesAgo), 6_000_000_000_000L);
            ServerIdentity server = family == DhcpFamily.IPV6 ? ServerIdentity.of(duids) : null;

            SourceOffset read = format.read(throughTheOffsetTopic(
                    format.write(offset(new ResumeState(position, new Gap(centuriesAgo, last), server)))));

            ResumePosition stored = Objects.requireNonNull(read.resume().position());
            assertThat(stored.receivedTo().toWire(family)).as("asked from").isZero();
            assertThat(stored.clockSkewMillis()).as("no clock is so wrong").isNull();
            assertThat(read.resume().server()).isEqualTo(server);
            assertThat(Objects.requireNonNull(read.resume().gap()).isSnapshot()).isTrue();
        }
    }

    @Test
    void holdsBaseTimeAsOnTheWire() {
        ServerTime millennium = new ServerTime(946_684_800L + 5);
        SourceOffset state = offset(new ResumeState(new ResumePosition(millennium, 2, null), null));

        assertThat(new OffsetFormat(DhcpFamily.IPV6).write(state))
                .isEqualTo(Map.of("v", 1L, "base_time", 5L, "lag", 2L));
        assertThat(IPV4.write(state)).isEqualTo(Map.of("v", 1L, "base_time", 946_684_805L, "lag", 2L));
    }

    @Test
    void aSnapshotIsAGapFromZero() {
        assertThat(IPV4.write(offset(new ResumeState(null, Gap.SNAPSHOT)))).isEqualTo(Map.of("v", 1L, "gap_start", 0L));
    }

    @Test
    void noStoredOffsetMeansThatNothingWasReceived() {
        assertThat(IPV4.read(null)).isEqualTo(SourceOffset.NONE);
    }

    @Test
    void readsIntegersOfAnyWidth() {
        SourceOffset read = IPV4.read(Map.of("v", 1, "base_time", 100L, "lag", (short) 3));

        assertThat(read).isEqualTo(offset(new ResumeState(new ResumePosition(new ServerTime(100), 3, null), null)));
    }

    @Property
    void whatAnOffsetSpeaksForComesBackUnchanged(
            @ForAll("serverIdentities") @Nullable ServerIdentity server,
            @ForAll("scopes") @Nullable OffsetScope scope,
            @ForAll boolean sweepOwed) {
        SourceOffset stored = new SourceOffset(new ResumeState(null, Gap.SNAPSHOT, server), scope, sweepOwed);

        assertThat(IPV4.read(throughTheOffsetTopic(IPV4.write(stored)))).isEqualTo(stored);
    }

    @Test
    void howOftenTheServerChangedComesBackUnchangedAndNeverShrinks() {
        SourceOffset stored = SourceOffset.NONE.afterServerChanges(2);

        assertThat(IPV4.write(stored)).isEqualTo(Map.of("v", 1L, "server_changes", 2L));
        assertThat(IPV4.read(throughTheOffsetTopic(IPV4.write(stored)))).isEqualTo(stored);
        assertThat(stored.afterServerChanges(1)).isEqualTo(stored);
        SourceOffset most = IPV4.read(Map.of("v", 1L, "server_changes", 0xffff_ffffL));
        assertThat(IPV4.read(IPV4.write(most.afterServerChanges(most.serverChanges() + 1))))
                .isEqualTo(most);
        assertThat(stored.adoptedBy(CAMPUS).withSnapshotForKeys(true).serverChanges())
                .isEqualTo(2);
    }

    @Test
    void aDuidComesBackUnchanged() {
        OffsetFormat ipv6 = new OffsetFormat(DhcpFamily.IPV6);
        SourceOffset stored = offset(new ResumeState(null, Gap.SNAPSHOT, ServerIdentity.of("00030001aabbccddeeff")));

        assertThat(ipv6.write(stored)).containsEntry("server_ids", "00030001aabbccddeeff");
        assertThat(ipv6.read(throughTheOffsetTopic(ipv6.write(stored)))).isEqualTo(stored);
    }

    @Test
    void anOffsetOfAnEarlierVersionIsTakenToBeOfTheTopicsThatAreWrittenNow() {
        SourceOffset earlier = IPV4.read(Map.of("v", 1L, "base_time", 100L, "lag", 0L));

        SourceOffset adopted = earlier.adoptedBy(CAMPUS);

        assertThat(adopted.resume()).isEqualTo(earlier.resume());
        assertThat(IPV4.write(adopted)).containsEntry("topics", "campus");
    }

    @Test
    void anOffsetOfOtherTopicsOwesASnapshotAndKeepsItsPosition() {
        SourceOffset stored = IPV4.read(Map.of("v", 1L, "base_time", 100L, "topics", "campus"));

        SourceOffset adopted = stored.adoptedBy(new OffsetScope("city", null));

        assertThat(IPV4.write(adopted))
                .isEqualTo(Map.of("v", 1L, "base_time", 100L, "lag", 0L, "gap_start", 0L, "topics", "city"));
    }

    @Test
    void anOffsetOfAnotherVpnOwesASnapshotAndOneOfAllVpnsDoesNot() {
        SourceOffset blue = IPV4.read(Map.of("v", 1L, "base_time", 100L, "topics", "campus", "vpn", "blue"));
        SourceOffset all = IPV4.read(Map.of("v", 1L, "base_time", 100L, "topics", "campus", "vpn", "*"));

        assertThat(blue.speaksFor(new OffsetScope("campus", "blue"))).isTrue();
        assertThat(blue.speaksFor(CAMPUS)).isFalse();
        assertThat(blue.adoptedBy(CAMPUS).resume().gap()).isEqualTo(Gap.SNAPSHOT);
        assertThat(all.speaksFor(CAMPUS)).isTrue();
    }

    @Test
    void anOffsetOfFewerQueriesOwesASnapshotAndOneOfMoreDoesNot() {
        SourceOffset two =
                IPV4.read(Map.of("v", 1L, "base_time", 100L, "topics", "campus", "queries", "relay-id:0a,relay-id:0b"));

        assertThat(two.speaksFor(asking("relay-id:0b", "relay-id:0a"))).isTrue();
        assertThat(two.speaksFor(asking("relay-id:0b"))).isTrue();
        assertThat(two.speaksFor(asking("relay-id:0a", "relay-id:0b", "relay-id:0c")))
                .isFalse();
        assertThat(two.speaksFor(asking("all"))).isFalse();
        assertThat(two.speaksFor(CAMPUS)).isFalse();
        assertThat(two.adoptedBy(CAMPUS).resume().gap()).isEqualTo(Gap.SNAPSHOT);
        assertThat(IPV4.write(two.adoptedBy(asking("relay-id:0b")))).containsEntry("queries", "relay-id:0b");
        assertThat(IPV4.write(two.adoptedBy(CAMPUS))).doesNotContainKey("queries");
    }

    @Test
    void moreQueriesThanAnOffsetCanHoldAreComparedByADigest() {
        String[] many =
                IntStream.range(0, 1_000).mapToObj("relay-id:%08x"::formatted).toArray(String[]::new);
        Map<String, Object> written = IPV4.write(SourceOffset.NONE.adoptedBy(asking(many)));

        assertThat((String) written.get("queries")).startsWith("sha256:").hasSize(71);
        assertThat(IPV4.read(written).speaksFor(asking(many))).isTrue();
        assertThat(IPV4.read(written).speaksFor(asking("relay-id:00000001"))).isFalse();
    }

    private static OffsetScope asking(String... queries) {
        return new OffsetScope("campus", null, SubnetFilter.ALL, AskedBindings.of(List.of(queries)));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(Map.of(), "\"v\" is missing"),
                Arguments.of(Map.of("v", 2L, "base_time", 5L), "later version of the connector"),
                Arguments.of(Map.of("v", "1"), "\"v\" is not an integer but the text \"1\""),
                Arguments.of(Map.of("v", 1L, "base_tiem", 5L), "unknown keys [base_tiem]"),
                Arguments.of(Map.of("v", 1L, "base_time", -1L), "allowed is 0 to 4294967295"),
                Arguments.of(Map.of("v", 1L, "base_time", 4_294_967_296L), "allowed is 0 to 4294967295"),
                Arguments.of(Map.of("v", 1L, "base_time", 5.5), "not an integer but 5.5"),
                Arguments.of(Map.of("v", 1L, "lag", 5L), "without \"base_time\""),
                Arguments.of(Map.of("v", 1L, "gap_end", 5L), "without \"gap_start\""),
                Arguments.of(Map.of("v", 1L, "server_ids", "east"), "expected server identifiers"),
                Arguments.of(Map.of("v", 1L, "server_ids", 5L), "\"server_ids\" is not a text"),
                Arguments.of(Map.of("v", 1L, "server_ids", ""), "\"server_ids\" is not a text"),
                Arguments.of(Map.of("v", 1L, "server_ids", "10.0.0.1,".repeat(16) + "10.0.0.1"), "more than 16"),
                Arguments.of(Map.of("v", 1L, "topics", "a b"), "expected a topic.prefix"),
                Arguments.of(Map.of("v", 1L, "vpn", "blue"), "without \"topics\""),
                Arguments.of(Map.of("v", 1L, "sweep_owed", 2L), "allowed is 0 to 1"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesWhatItCannotReadRatherThanStartAnew(Map<String, ?> offset, String reason) {
        assertThatThrownBy(() -> IPV4.read(offset))
                .isInstanceOf(UnreadableOffsetException.class)
                .hasMessageContaining(reason);
    }

    @Provide
    Arbitrary<ResumePosition> positions() {
        Arbitrary<ServerTime> baseTime =
                Arbitraries.longs().between(0, LAST_SECOND).map(ServerTime::new);
        Arbitrary<Long> lag = Arbitraries.longs().between(0, LAST_SECOND);
        Arbitrary<Long> skew =
                Arbitraries.longs().between(-LAST_SECOND, LAST_SECOND).injectNull(0.2);
        return Combinators.combine(baseTime, lag, skew).as(ResumePosition::new);
    }

    @Provide
    Arbitrary<ServerIdentity> serverIdentities() {
        return Arbitraries.integers()
                .between(0, 255)
                .map(octet -> "192.0.2." + octet)
                .list()
                .ofMinSize(1)
                .ofMaxSize(ServerIdentity.MOST)
                .uniqueElements()
                .map(ServerIdentity::new)
                .injectNull(0.2);
    }

    @Provide
    Arbitrary<OffsetScope> scopes() {
        Arbitrary<String> vpns = Arbitraries.strings().ofMinLength(1).ofMaxLength(64);
        return Combinators.combine(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(64), vpns.injectNull(0.3))
                .as(OffsetScope::new)
                .injectNull(0.2);
    }

    @Provide
    Arbitrary<Gap> gaps() {
        Arbitrary<ServerTime> times =
                Arbitraries.longs().between(1, LAST_SECOND).map(ServerTime::new);
        return Combinators.combine(times.injectNull(0.2), times.injectNull(0.2))
                .as(Gap::new)
                .injectNull(0.3);
    }

    private static SourceOffset offset(ResumeState resume) {
        return new SourceOffset(resume, null, false);
    }

    /** The same wire values in the epoch of {@code family}. */
    private static ResumeState shifted(ResumeState state, DhcpFamily family) {
        ResumePosition p = state.position();
        Gap g = state.gap();
        return new ResumeState(
                p == null ? null : new ResumePosition(wire(p.baseTime(), family), p.lagSeconds(), p.clockSkewMillis()),
                g == null ? null : new Gap(wireOrNull(g.start(), family), wireOrNull(g.end(), family)));
    }

    private static ServerTime wire(ServerTime time, DhcpFamily family) {
        return ServerTime.ofWire(family, time.epochSecond());
    }

    private static @Nullable ServerTime wireOrNull(@Nullable ServerTime time, DhcpFamily family) {
        return time == null ? null : wire(time, family);
    }

    @SuppressWarnings("unchecked") // A schemaless JSON object is read as a map with text keys.
    private static Map<String, Object> throughTheOffsetTopic(Map<String, Object> offset) {
        try (JsonConverter worker = new JsonConverter()) {
            worker.configure(Map.of("schemas.enable", "false", "converter.type", ConverterType.VALUE.getName()));
            byte[] stored = worker.fromConnectData("offsets", null, new HashMap<>(offset));
            return (Map<String, Object>) worker.toConnectData("offsets", stored).value();
        }
    }
}
