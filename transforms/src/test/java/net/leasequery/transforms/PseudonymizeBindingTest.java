package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // A record that was dropped fails the test as well.
class PseudonymizeBindingTest {

    private static final byte[] OTHER = Arrays.copyOf(new byte[] {9}, 32);

    @Test
    void typesAndSchemaStayAndTokensNameTheirKey() {
        Struct binding = Bindings.renewed();

        SinkRecord output = with(Map.of()).apply(Bindings.record(binding));

        Struct value = (Struct) output.value();
        assertThat(output.valueSchema()).isSameAs(Bindings.SCHEMA);
        assertThat(value.getString("hardwareAddress")).matches("k1-[0-9a-f]{32}");
        assertThat(new String(value.getBytes("clientId"), StandardCharsets.US_ASCII))
                .matches("k1-[0-9a-f]{32}");
        assertThat(value.getString("eventId")).matches("[0-9a-f]{32}").isNotEqualTo(binding.getString("eventId"));
        assertThat(value.getStruct("relay").getString("giaddr")).isEqualTo("192.0.2.254");
        assertThat(value.get("leaseExpiryTime")).isEqualTo(binding.get("leaseExpiryTime"));
        value.validate();
    }

    /** Converters without schemas disagree about the type of a number. */
    @Test
    void aNumberHasOneTokenWhateverItsType() {
        PseudonymizeBinding<SinkRecord> transform = with(Map.of());
        SinkRecord record = Bindings.record(Bindings.renewed().put("iaid", 4_294_967_295L));
        Object token = Bindings.at(transform.apply(record).value(), "iaid");

        for (Object number : List.of(4_294_967_295L, 4_294_967_295.0, new BigDecimal("4294967295.0"))) {
            SinkRecord schemaless = Bindings.schemaless(record);
            @SuppressWarnings("unchecked")
            Map<String, Object> value = (Map<String, Object>) schemaless.value();
            value.put("iaid", number);
            assertThat(Bindings.at(transform.apply(schemaless).value(), "iaid")).isEqualTo(token);
        }
        SinkRecord unreadable = Bindings.schemaless(record);
        @SuppressWarnings("unchecked")
        Map<String, Object> value = (Map<String, Object>) unreadable.value();
        value.put("iaid", List.of(7));
        assertThatThrownBy(() -> transform.apply(unreadable))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("iaid");
    }

    @Test
    void oneValueHasOneTokenInKeyValueTopicsAndForms() {
        PseudonymizeBinding<SinkRecord> transform = with(Map.of());
        SinkRecord record = Bindings.record(Bindings.renewed());

        SinkRecord first = transform.apply(record);
        SinkRecord otherTopic = with(Map.of())
                .apply(new SinkRecord(
                        "lab.bindings", 3, record.keySchema(), record.key(), record.valueSchema(), record.value(), 1));
        Map<?, ?> schemaless =
                (Map<?, ?>) transform.apply(Bindings.schemaless(record)).value();
        SinkRecord tombstone = transform.apply(Bindings.record(null));

        Object token = Bindings.at(first.value(), "address");
        assertThat(token).asString().startsWith("k1-");
        assertThat(Bindings.at(first.key(), "address")).isEqualTo(token);
        assertThat(Bindings.at(tombstone.key(), "address")).isEqualTo(token);
        assertThat(tombstone.value()).isNull();
        assertThat(Bindings.at(otherTopic.value(), "address")).isEqualTo(token);
        assertThat(schemaless.get("address")).isEqualTo(token);
        assertThat(schemaless.get("eventId")).isEqualTo(Bindings.at(first.value(), "eventId"));
        byte[] clientId = ((Struct) first.value()).getBytes("clientId");
        assertThat(schemaless.get("clientId")).isEqualTo(Base64.getEncoder().encodeToString(clientId));
    }

    @Test
    void spellingsOfOneNameHaveOneTokenAndKindsNever() {
        Struct upper = Bindings.renewed().put("hostname", "LAP-17.example.net.").put("fqdn", "lap-17.Example.net");
        upper.put("clientId", "east".getBytes(StandardCharsets.US_ASCII))
                .put("duid", "east".getBytes(StandardCharsets.US_ASCII));

        Struct value = (Struct) with(Map.of()).apply(Bindings.record(upper)).value();

        assertThat(value.getString("hostname")).isEqualTo(value.getString("fqdn"));
        assertThat(value.getBytes("clientId")).isNotEqualTo(value.getBytes("duid"));
    }

    @Test
    void eachFieldGetsItsAction() {
        PseudonymizeBinding<SinkRecord> transform = with(Map.of(
                "field.address", "truncate",
                "field.hardwareAddress", "truncate",
                "field.fqdn", "truncate",
                "field.hostname", "drop",
                "field.clientId", "keep",
                "field.relay.giaddr", "truncate",
                "field.relay.circuitId", "keep",
                "truncate.ipv4.prefix.length", "20"));

        SinkRecord output = transform.apply(Bindings.record(Bindings.renewed()));

        Struct value = (Struct) output.value();
        assertThat(value.getString("address")).isEqualTo("192.0.0.0");
        assertThat(Bindings.at(output.key(), "address")).asString().startsWith("k1-");
        assertThat(value.getString("hardwareAddress")).isEqualTo("aa:bb:cc:00:00:00");
        assertThat(value.getString("fqdn")).isEqualTo("example.net");
        assertThat(value.getString("hostname")).isNull();
        assertThat(value.getBytes("clientId")).isEqualTo(Bindings.renewed().getBytes("clientId"));
        assertThat(value.getStruct("relay").getString("giaddr")).isEqualTo("192.0.0.0");
        assertThat(value.getMap("options")).isEmpty();
    }

    @Test
    void aPrefixIsTruncatedToItsBeginning() {
        PseudonymizeBinding<SinkRecord> transform = with(Map.of("field.address", "truncate"));

        assertThat(address(transform, "2001:db8:1:ff00::/56")).isEqualTo("2001:db8:1::/48");
        assertThat(address(transform, "2001:db8::/32")).isEqualTo("2001:db8::/32");
        assertThat(address(transform, "2001:db8:1:2::7")).isEqualTo("2001:db8:1::");
    }

    private static Object address(PseudonymizeBinding<SinkRecord> transform, String address) {
        SinkRecord output = transform.apply(Bindings.record(Bindings.bare(address, "ACTIVE", "LIVE")));
        return ((Struct) output.value()).getString("address");
    }

    @Test
    void optionsInEachOfTheirFormsAreEmptied() {
        Struct json = Bindings.bare(Bindings.schema(Schema.STRING_SCHEMA), "192.0.2.7", "ACTIVE", "LIVE")
                .put("options", "{\"43\":\"0a\"}");
        Struct none = Bindings.bare(Bindings.schema(null), "192.0.2.7", "ACTIVE", "LIVE");

        assertThat(((Struct) with(Map.of()).apply(Bindings.record(json)).value()).getString("options"))
                .isEqualTo("{}");
        SinkRecord output = with(Map.of()).apply(Bindings.record(none));
        assertThat(output.valueSchema()).isSameAs(none.schema());
    }

    @Test
    void anExemptSubnetStaysAsItIsButForTheDigests() {
        PseudonymizeBinding<SinkRecord> transform = with(Map.of("exclude.subnets", "192.0.2.0/28"));
        SinkRecord record = Bindings.record(Bindings.renewed());

        SinkRecord output = transform.apply(record);

        assertThat(output.value()).isSameAs(record.value());
        assertThat(output.key()).isSameAs(record.key());
        assertThat(names(output)).containsExactly("leasequery.server", "leasequery.origin", "leasequery.state");
        assertThat(names(record)).contains("leasequery.table");
        assertThat(transform.apply(Bindings.record(null)).key()).isEqualTo(record.key());
        SinkRecord outside = transform.apply(Bindings.record(Bindings.bare("192.0.2.16", "ACTIVE", "LIVE")));
        assertThat(Bindings.at(outside.key(), "address")).asString().startsWith("k1-");
    }

    @Test
    void otherHeadersStayOnlyIfAskedFor() {
        SinkRecord record = Bindings.record(Bindings.renewed());
        record.headers().addString("site", "north");

        assertThat(names(with(Map.of()).apply(record)))
                .containsExactly("leasequery.server", "leasequery.origin", "leasequery.state");
        assertThat(names(with(Map.of("headers.keep", "site,leasequery.table")).apply(record)))
                .containsExactly("site");
    }

    private static List<String> names(SinkRecord record) {
        List<String> names = new ArrayList<>();
        for (Header header : record.headers()) {
            names.add(header.key());
        }
        return names;
    }

    @Test
    void aRotationTellsTheTokensOfTheKeyBefore() {
        SinkRecord record = Bindings.record(Bindings.renewed());
        SinkRecord before = with(Map.of()).apply(record);
        PseudonymizeBinding<SinkRecord> rotating = new PseudonymizeBinding<>();
        rotating.configure(Map.of(
                "hmac.key",
                Base64.getEncoder().encodeToString(OTHER),
                "hmac.key.id",
                "k2",
                "hmac.previous.key",
                RefusedConfigurationTest.SECRET,
                "hmac.previous.key.id",
                "k1"));

        SinkRecord during = rotating.apply(record);
        SinkRecord tombstone = rotating.apply(Bindings.record(null));

        assertThat(Bindings.at(during.value(), "hardwareAddress")).asString().startsWith("k2-");
        String previous = (String)
                during.headers().lastWithName("leasequery.previous.tokens").value();
        assertThat(previous)
                .startsWith("{\"key.address\":\"" + Bindings.at(before.key(), "address") + "\"")
                .contains("\"hardwareAddress\":\"" + Bindings.at(before.value(), "hardwareAddress") + "\"");
        assertThat(tombstone
                        .headers()
                        .lastWithName("leasequery.previous.tokens")
                        .value())
                .isEqualTo("{\"key.address\":\"" + Bindings.at(before.key(), "address") + "\"}");
        assertThat(before.headers().lastWithName("leasequery.previous.tokens")).isNull();
    }

    @Test
    void withAnotherKeyNoTokenIsTheSame() {
        PseudonymizeBinding<SinkRecord> other = new PseudonymizeBinding<>();
        other.configure(Map.of("hmac.key", Base64.getEncoder().encodeToString(OTHER), "hmac.key.id", "k1"));
        SinkRecord record = Bindings.record(Bindings.renewed());

        Object mine = Bindings.at(with(Map.of()).apply(record).value(), "hostname");

        assertThat(Bindings.at(other.apply(record).value(), "hostname")).isNotEqualTo(mine);
    }

    @Test
    void aRecordOfUnknownFormIsRefusedUnlessAskedFor() {
        SinkRecord text = new SinkRecord("net.history", 0, null, "key", null, "anna", 0);
        SinkRecord otherKey =
                new SinkRecord("campus.bindings", 0, null, "192.0.2.7", Bindings.SCHEMA, Bindings.renewed(), 0);

        for (SinkRecord record : List.of(text, otherKey)) {
            assertThatThrownBy(() -> with(Map.of()).apply(record))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(record.topic())
                    .hasMessageContaining("on.unknown.record")
                    .hasMessageNotContaining("anna")
                    .hasMessageNotContaining("192.0.2.7");
            assertThat(with(Map.of("on.unknown.record", "drop")).apply(record)).isNull();
            assertThat(with(Map.of("on.unknown.record", "pass")).apply(record)).isSameAs(record);
        }
    }

    @Test
    void whatTellsOfNoClientPassesUntouched() {
        for (SinkRecord record : OtherRecords.withoutClients()) {
            assertThat(with(Map.of()).apply(record)).isSameAs(record);
        }
    }

    @Test
    void theInputIsNeverChanged() {
        Struct binding = Bindings.renewed();
        SinkRecord record = Bindings.record(binding);
        SinkRecord schemaless = Bindings.schemaless(record);
        Map<Object, Object> copy = new HashMap<>((Map<?, ?>) schemaless.value());

        with(Map.of()).apply(record);
        with(Map.of()).apply(schemaless);

        assertThat(binding).isEqualTo(Bindings.renewed());
        assertThat(schemaless.value()).isEqualTo(copy);
        assertThat(Bindings.at(record.key(), "address")).isEqualTo("192.0.2.7");
    }

    private static PseudonymizeBinding<SinkRecord> with(Map<String, String> more) {
        PseudonymizeBinding<SinkRecord> transform = new PseudonymizeBinding<>();
        Map<String, String> keys =
                new HashMap<>(Map.of("hmac.key", RefusedConfigurationTest.SECRET, "hmac.key.id", "k1"));
        keys.putAll(more);
        transform.configure(keys);
        return transform;
    }
}
