package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicatesTest {

    @ParameterizedTest
    @CsvSource({"SNAPSHOT,true", "POLL,true", "GAP_FILL,true", "LIVE,false", "CATCH_UP,false"})
    void aSnapshotIsReportedByItsHeaderAndWithoutOneByItsField(String origin, boolean expected) {
        Predicate<SinkRecord> predicate = configured(new IsSnapshot<>(), Map.of());
        SinkRecord record = Bindings.record(Bindings.bare("192.0.2.7", "ACTIVE", origin));
        SinkRecord bare = withoutHeaders(record);

        assertThat(predicate.test(record)).isEqualTo(expected);
        assertThat(predicate.test(bare)).isEqualTo(expected);
        assertThat(predicate.test(Bindings.schemaless(bare))).isEqualTo(expected);
    }

    @Test
    void aTombstoneOfASnapshotIsOneToo() {
        Predicate<SinkRecord> predicate = configured(new IsSnapshot<>(), Map.of("origins", "SNAPSHOT"));
        SinkRecord tombstone = Bindings.record(null);
        tombstone.headers().remove("leasequery.origin").addString("leasequery.origin", "SNAPSHOT");

        assertThat(predicate.test(tombstone)).isTrue();
        assertThat(predicate.test(withoutHeaders(tombstone))).isFalse();
        assertThat(predicate.test(OtherRecords.event())).isFalse();
    }

    /** As a sink or MirrorMaker has them with Kafka's ByteArrayConverter for headers. */
    @Test
    void theOriginInAHeaderMayBeOctets() {
        Predicate<SinkRecord> predicate = configured(new IsSnapshot<>(), Map.of());
        SinkRecord tombstone = Bindings.record(null);
        tombstone
                .headers()
                .remove("leasequery.origin")
                .addBytes("leasequery.origin", "SNAPSHOT".getBytes(StandardCharsets.US_ASCII));

        assertThat(predicate.test(tombstone)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE,true", "ACTIV,false", "A.*|B,true", "active,false"})
    void aHeaderMatchesAsAWhole(String pattern, boolean expected) {
        Predicate<SinkRecord> predicate =
                configured(new HeaderMatches<>(), Map.of("header", "leasequery.state", "pattern", pattern));
        SinkRecord record = Bindings.record(Bindings.renewed());

        assertThat(predicate.test(record)).isEqualTo(expected);
        assertThat(predicate.test(withoutHeaders(record))).isFalse();
    }

    @Test
    void ofSeveralHeadersOneHasToMatchAndOctetsAreText() {
        Predicate<SinkRecord> predicate = configured(new HeaderMatches<>(), Map.of("header", "h", "pattern", "yes"));
        SinkRecord record = withoutHeaders(Bindings.record(Bindings.renewed()));
        record.headers()
                .addString("h", "no")
                .addBytes("h", new byte[] {'y', 'e', 's'})
                .add("h", null, null);

        assertThat(predicate.test(record)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,true",
        "192.0.3.7,false",
        "2001:db8::7,true",
        "2001:db9::7,false",
        "2001:db8:1::/48,true",
        "2001:d00::/24,false",
        "k1-0123,false",
    })
    void anAddressIsFoundInValueAndKey(String address, boolean expected) {
        Predicate<SinkRecord> predicate = configured(new InSubnet<>(), Map.of("subnets", "192.0.2.0/24,2001:db8::/32"));
        SinkRecord record = Bindings.record(Bindings.bare(address, "ACTIVE", "LIVE"));
        SinkRecord tombstone = new SinkRecord("t", 0, record.keySchema(), record.key(), null, null, 0);

        assertThat(predicate.test(record)).isEqualTo(expected);
        assertThat(predicate.test(Bindings.schemaless(record))).isEqualTo(expected);
        assertThat(predicate.test(tombstone)).isEqualTo(expected);
    }

    @Test
    void anAddressOfTheRelayAgentCanBeAskedFor() {
        Predicate<SinkRecord> predicate =
                configured(new InSubnet<>(), Map.of("subnets", "192.0.2.254", "field", "relay.giaddr"));

        assertThat(predicate.test(Bindings.record(Bindings.renewed()))).isTrue();
        assertThat(predicate.test(Bindings.record(Bindings.bare("192.0.2.254", "ACTIVE", "LIVE"))))
                .isFalse();
        assertThat(predicate.test(Bindings.record(null))).isFalse();
    }

    private static Predicate<SinkRecord> configured(Predicate<SinkRecord> predicate, Map<String, String> keys) {
        predicate.configure(keys);
        return predicate;
    }

    private static SinkRecord withoutHeaders(SinkRecord record) {
        Struct value = (Struct) record.value();
        return new SinkRecord(
                record.topic(),
                0,
                record.keySchema(),
                record.key(),
                value == null ? null : value.schema(),
                value,
                0,
                record.timestamp(),
                record.timestampType(),
                new ConnectHeaders());
    }
}
