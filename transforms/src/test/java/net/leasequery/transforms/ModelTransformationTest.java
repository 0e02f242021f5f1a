package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

@NullUnmarked // A record that was dropped fails the test as well.
class ModelTransformationTest {

    static List<Transformation<SinkRecord>> models() {
        return List.of(new ToOcsf<>(), new ToEcs<>(), new ToCim<>(), new ToAsim<>());
    }

    @ParameterizedTest
    @CsvSource({
        // state, start, last, inferred | OCSF activity, name, is_renewal | ECS action | CIM action | ASIM type,
        // sub-type
        "ACTIVE,10,10,false, 5,Ack,false, dhcp-new,started, Assign,New",
        "ACTIVE,10,20,false, 5,Ack,true, dhcp-renew,started, Renew,Renewed",
        "ACTIVE,,20,false, 5,Ack,, dhcp-lease,started, Assign,NewOrRenewed",
        "ACTIVE,10,,false, 5,Ack,, dhcp-lease,started, Assign,NewOrRenewed",
        "RELEASED,20,10,false, 7,Release,, dhcp-release,ended, Release,Released",
        "EXPIRED,20,10,false, 9,Expire,, dhcp-expire,ended, Release,Expired",
        "ABANDONED,20,10,false, 99,ABANDONED,, dhcp-abandon,blocked, Release,Abandoned",
        "RESET,20,10,false, 99,RESET,, dhcp-reset,ended, Release,Reset",
        "AVAILABLE,20,10,false, 99,AVAILABLE,, dhcp-available,ended, Release,Available",
        "REMOTE,20,10,false, 99,REMOTE,, dhcp-remote,, ,Remote",
        "TRANSITIONING,20,10,false, 99,TRANSITIONING,, dhcp-transition,, ,Transitioning",
        "UNKNOWN,,10,true, 99,VANISHED,, dhcp-vanish,ended, Release,Vanished",
        "UNKNOWN,,10,false, 0,Unknown,, dhcp-unknown,, ,Unknown",
        "NEVER_HEARD_OF,,10,false, 0,Unknown,, dhcp-unknown,, ,Unknown",
    })
    void saysWhatHappenedInTheWordsOfEachModel(
            String state,
            @Nullable Long start,
            @Nullable Long last,
            boolean inferred,
            int activity,
            String name,
            @Nullable Boolean renewal,
            String ecs,
            @Nullable String cim,
            @Nullable String asim,
            String subType) {
        Struct binding = binding(state, "LIVE", start, last).put("inferred", inferred);

        Object ocsf = output(new ToOcsf<>(), binding);
        assertThat(Bindings.at(ocsf, "activity_id")).isEqualTo(activity);
        assertThat(Bindings.at(ocsf, "type_uid")).isEqualTo(400_400L + activity);
        assertThat(Bindings.at(ocsf, "activity_name")).isEqualTo(name);
        assertThat(Bindings.at(ocsf, "is_renewal")).isEqualTo(renewal);
        assertThat(Bindings.at(output(new ToEcs<>(), binding), "event.action")).isEqualTo(ecs);
        assertThat(Bindings.at(output(new ToCim<>(), binding), "action")).isEqualTo(cim);
        Object sentinel = output(new ToAsim<>(), binding);
        assertThat(Bindings.at(sentinel, "EventType")).isEqualTo(asim);
        assertThat(Bindings.at(sentinel, "EventSubType")).isEqualTo(subType);
        assertThat(Bindings.at(sentinel, "EventOriginalType")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"SNAPSHOT,snapshot", "POLL,poll", "GAP_FILL,gap_fill"})
    void aResyncIsMarkedAndIsNoNewLease(String origin, String label) {
        Struct binding = binding("ACTIVE", origin, 10L, 10L);

        Object ocsf = output(new ToOcsf<>(), binding);
        assertThat(Bindings.at(ocsf, "activity_id")).isEqualTo(99);
        assertThat(Bindings.at(ocsf, "activity_name")).isEqualTo(origin);
        assertThat(Bindings.at(ocsf, "metadata.labels")).isEqualTo(List.of(label));
        assertThat(Bindings.at(ocsf, "is_renewal")).isNull();
        Object ecs = output(new ToEcs<>(), binding);
        assertThat(Bindings.at(ecs, "event.kind")).isEqualTo("state");
        assertThat(Bindings.at(ecs, "event.type")).isEqualTo(List.of("info"));
        assertThat(Bindings.at(ecs, "tags")).isEqualTo(List.of(label));
        Object asim = output(new ToAsim<>(), binding);
        assertThat(Bindings.at(asim, "EventResult")).isEqualTo("NA");
        assertThat(Bindings.at(asim, "EventSubType")).isEqualTo(origin);
        assertThat(Bindings.at(output(new ToCim<>(), binding), "signature"))
                .isEqualTo("DHCP lease as found by " + label);
    }

    @Test
    void aPolledServerMayTellOfEvents() {
        ToOcsf<SinkRecord> transform = new ToOcsf<>();
        transform.configure(Map.of("resync.origins", "SNAPSHOT,GAP_FILL"));

        SinkRecord output = transform.apply(Bindings.record(binding("ACTIVE", "POLL", 10L, 20L)));

        assertThat(Bindings.at(output.value(), "is_renewal")).isEqualTo(true);
    }

    @Test
    void timesAreThoseOfTheChange() {
        assertThat(time(binding("ACTIVE", "LIVE", 10L, 20L))).isEqualTo(20_000L);
        assertThat(time(binding("RELEASED", "LIVE", 30L, 20L))).isEqualTo(30_000L);
        assertThat(time(binding("EXPIRED", "LIVE", 30L, 20L))).isEqualTo(30_000L);
        assertThat(time(binding("EXPIRED", "LIVE", null, 20L).put("leaseExpiryTime", Bindings.second(50))))
                .isEqualTo(50_000L);
        assertThat(time(binding("ACTIVE", "SNAPSHOT", 10L, 20L))).isEqualTo(99_000L);
        assertThat(time(binding("ACTIVE", "LIVE", null, null).put("baseTime", null)))
                .isEqualTo(Bindings.RECORD_TIME);
    }

    private static @Nullable Object time(Struct binding) {
        return Bindings.at(output(new ToOcsf<>(), binding), "time");
    }

    @Test
    void spellsAMacAsEachModelWantsIt() {
        Struct binding = Bindings.renewed();

        assertThat(Bindings.at(output(new ToOcsf<>(), binding), "src_endpoint.mac"))
                .isEqualTo("aa:bb:cc:dd:ee:ff");
        assertThat(Bindings.at(output(new ToEcs<>(), binding), "client.mac")).isEqualTo("AA-BB-CC-DD-EE-FF");
        assertThat(Bindings.at(output(new ToCim<>(), binding), "dest_mac")).isEqualTo("aa:bb:cc:dd:ee:ff");
        assertThat(Bindings.at(output(new ToAsim<>(), binding), "SrcMacAddr")).isEqualTo("aa:bb:cc:dd:ee:ff");
    }

    @Test
    void asimTakesTheAddressWhereNoNameIsKnown() {
        Object output =
                output(new ToAsim<>(), Bindings.renewed().put("hostname", null).put("fqdn", null));

        assertThat(Bindings.at(output, "SrcHostname")).isEqualTo("192.0.2.7");
    }

    @Test
    void whatIsNoBindingPassesUntouched() {
        for (Transformation<SinkRecord> transform : models()) {
            transform.configure(Map.of());
            for (SinkRecord record : OtherRecords.withoutClients()) {
                assertThat(transform.apply(record)).isSameAs(record);
            }
            SinkRecord tombstone = Bindings.record(null);
            assertThat(transform.apply(tombstone)).isSameAs(tombstone);
            SinkRecord quarantined = OtherRecords.quarantined();
            assertThat(transform.apply(quarantined)).isSameAs(quarantined);
            SinkRecord text = new SinkRecord("t", 0, null, "key", null, "text", 0);
            assertThat(transform.apply(text)).isSameAs(text);
            transform.close();
        }
    }

    @Test
    void keyTopicTimestampAndHeadersStayAtTheSourceToo() {
        ToEcs<SourceRecord> transform = new ToEcs<>();
        transform.configure(Map.of());
        SourceRecord record = Bindings.sourceRecord(Bindings.renewed());

        SourceRecord output = transform.apply(record);

        assertThat(output.key()).isSameAs(record.key());
        assertThat(output.topic()).isEqualTo(record.topic());
        assertThat(output.timestamp()).isEqualTo(record.timestamp());
        assertThat(output.headers()).isEqualTo(record.headers());
        assertThat(output.sourceOffset()).isEqualTo(record.sourceOffset());
        assertThat(output.valueSchema().name()).isEqualTo("net.leasequery.ecs.Event");
    }

    @Test
    void withoutSchemaUnknownIsAbsent() {
        ToOcsf<SinkRecord> transform = new ToOcsf<>();
        transform.configure(Map.of("output.schema", "none"));

        SinkRecord output = transform.apply(Bindings.record(Bindings.bare("192.0.2.7", "ACTIVE", "LIVE")));

        assertThat(output.valueSchema()).isNull();
        Map<?, ?> endpoint = (Map<?, ?>) ((Map<?, ?>) output.value()).get("src_endpoint");
        assertThat(endpoint).isEqualTo(Map.of("ip", "192.0.2.7"));
    }

    @Test
    void anIncompleteBindingIsPassedDroppedOrRefusedAndCounted() throws Exception {
        SinkRecord record = Bindings.record(Bindings.bare("192.0.2.7", "ACTIVE", "LIVE"));
        ToAsim<SinkRecord> passing = new ToAsim<>();
        ToAsim<SinkRecord> dropping = new ToAsim<>();
        ToAsim<SinkRecord> failing = new ToAsim<>();
        MDC.put("connector.context", "[to-sentinel|task-3] ");
        passing.configure(Map.of());
        dropping.configure(Map.of("on.incomplete", "drop"));
        failing.configure(Map.of("on.incomplete", "fail"));
        MDC.remove("connector.context");

        SinkRecord passed = Objects.requireNonNull(passing.apply(record));
        assertThat(Bindings.at(passed.value(), "SrcMacAddr")).isNull();
        assertThat(Bindings.at(passed.value(), "SrcIpAddr")).isEqualTo("192.0.2.7");
        assertThat(dropping.apply(record)).isNull();
        assertThatThrownBy(() -> failing.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[SrcMacAddr]")
                .hasMessageContaining("on.incomplete=pass");
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName all = new ObjectName("net.leasequery.transforms:type=ToAsim,context=\"to-sentinel|task-3\",*");
        long incomplete = 0;
        long dropped = 0;
        for (ObjectName name : beans.queryNames(all, null)) {
            incomplete += (Long) beans.getAttribute(name, "Incomplete");
            dropped += (Long) beans.getAttribute(name, "Dropped");
        }
        assertThat(incomplete).isEqualTo(3);
        assertThat(dropped).isEqualTo(1);

        passing.close();
        dropping.close();
        failing.close();
        assertThat(beans.queryNames(all, null)).isEmpty();
    }

    @Test
    void aFieldOfAnotherTypeIsNamedWithoutItsValue() {
        ToEcs<SinkRecord> transform = new ToEcs<>();
        transform.configure(Map.of());
        SinkRecord record = Bindings.schemaless(Bindings.record(Bindings.renewed()));
        @SuppressWarnings("unchecked")
        Map<String, Object> value = (Map<String, Object>) record.value();
        value.put("clientId", "not base64: secret");

        assertThatThrownBy(() -> transform.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("clientId")
                .hasMessageNotContaining("secret");
    }

    /** A client chooses its name: a line break in it must not begin another message in a log of messages. */
    @Test
    void aMessageIsOneLineWhateverTheClientCallsItself() {
        String name = "pc\r\nDHCP server east: 192.0.2.8 released\u2028\u202e\u001b[2J" + "x".repeat(60_000);
        Struct binding = Bindings.renewed().put("hostname", name).put("fqdn", null);

        String message = (String) Bindings.at(output(new ToEcs<>(), binding), "message");

        assertThat(message)
                .startsWith("DHCP server east: 192.0.2.7 renewed, client pcDHCP server east: 192.0.2.8 released[2Jx")
                .hasSizeLessThan(300)
                .matches("\\P{Cntrl}+");
        assertThat(Bindings.at(output(new ToOcsf<>(), binding), "src_endpoint.name"))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(classes = {ToOcsf.class, ToEcs.class, ToCim.class, ToAsim.class})
    void optionsOfAnotherTypeAreNamedWithoutTheirValue(Class<? extends Transformation<SinkRecord>> type)
            throws Exception {
        Transformation<SinkRecord> transform = type.getConstructor().newInstance();
        transform.configure(Map.of());
        for (Object octets : List.of("not base64: secret", 4_711L)) {
            SinkRecord record = Bindings.schemaless(Bindings.record(Bindings.renewed()));
            @SuppressWarnings("unchecked")
            Map<String, Object> value = (Map<String, Object>) record.value();
            value.put("options", Map.of("43", octets));

            assertThatThrownBy(() -> transform.apply(record))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("options")
                    .hasMessageNotContaining("secret");
        }
        transform.close();
    }

    private static Struct binding(String state, String origin, @Nullable Long start, @Nullable Long last) {
        return Bindings.renewed()
                .put("state", state)
                .put("origin", origin)
                .put("baseTime", Bindings.second(99))
                .put("stateStartTime", start == null ? null : Bindings.second(start))
                .put("lastTransactionTime", last == null ? null : Bindings.second(last));
    }

    private static Object output(Transformation<SinkRecord> transform, Struct binding) {
        transform.configure(Map.of());
        SinkRecord output = transform.apply(Bindings.record(binding));
        transform.close();
        return output.value();
    }
}
