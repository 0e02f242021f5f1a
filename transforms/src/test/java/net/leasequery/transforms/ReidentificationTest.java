package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.leasequery.transforms.internal.binding.Fields;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No original value is left in key, value or headers, in any encoding in which somebody may write it. */
@NullUnmarked // A record that was dropped fails the test as well.
class ReidentificationTest {

    private static final int BINDINGS = 600;
    private static final long SEED = Long.getLong("siem.seed", 20261125L);

    /** A shorter run of octets turns up in others by chance. */
    private static final int TELLING_OCTETS = 4;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noOriginalValueIsLeft(boolean withSchema) {
        PseudonymizeBinding<SinkRecord> transform = transform();
        GeneratedBindings bindings = new GeneratedBindings(SEED);
        int searched = 0;
        for (int i = 0; i < BINDINGS; i++) {
            Struct binding = bindings.next();
            SinkRecord record = withLeaks(Bindings.record(binding));
            SinkRecord output = transform.apply(withSchema ? record : Bindings.schemaless(record));

            String everything = everything(output);
            for (String original : originals(binding)) {
                assertThat(everything).as("binding %s of seed %s", i, SEED).doesNotContain(original);
                searched++;
            }
            assertThat(everything).contains("k1-");
        }
        System.out.println(
                searched + " spellings of original values searched for in " + BINDINGS + " records, seed " + SEED);
        transform.close();
    }

    @Test
    void theSearchFindsWhatIsThere() {
        Struct binding = Bindings.renewed();
        String everything = everything(withLeaks(Bindings.record(binding)));

        assertThat(originals(binding))
                .anySatisfy(original -> assertThat(everything).contains(original));
    }

    @Test
    void octetsAsTextAddedBeforeAreLeftOut() {
        OctetsToText<SinkRecord> text = new OctetsToText<>();
        text.configure(Map.of("decode", "client,relay"));
        SinkRecord record = text.apply(Bindings.record(Bindings.renewed()));

        SinkRecord output = transform().apply(record);

        String everything = everything(output);
        assertThat(originals(Bindings.renewed()))
                .allSatisfy(original -> assertThat(everything).doesNotContain(original));
        assertThat(output.valueSchema().field("clientIdText")).isNull();
        assertThat(output.valueSchema().field("relay").schema().field("circuitIdPort"))
                .isNull();
    }

    @Test
    void theOctetsOfAQuarantinedMessageAreLeftOut() {
        SinkRecord output = transform().apply(OtherRecords.quarantined());

        assertThat(everything(output)).doesNotContain("010600090909").contains("length", "k1-");
        assertThat(everything(transform().apply(Bindings.schemaless(OtherRecords.quarantined()))))
                .doesNotContain("010600090909");
    }

    @Test
    void theOctetsInAnEventAreLeftOut() {
        SinkRecord output = transform().apply(OtherRecords.malformedMessage());

        assertThat(everything(output)).doesNotContain("010600090909").contains("malformed_message", "k1-");
        assertThat(everything(transform().apply(Bindings.schemaless(OtherRecords.malformedMessage()))))
                .doesNotContain("010600090909");
    }

    /** A query for one client, or a text of the server, which may say anything. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "BACKFILL_FAILED,-,k1-",
                "QUERY_TERMINATED,-,k1-",
                "SIGNAL_DONE,REFUSED,k1-",
                "DISCONNECTED,REFUSED,k1-",
                "DISCONNECTED,QUERY_TERMINATED,k1-",
                "DISCONNECTED,CONNECT_FAILED,aa:bb:cc:00:11:22",
                "SERVER_CHANGED,-,aa:bb:cc:00:11:22",
            })
    void theDetailOfAnEventNamesNoClient(String type, String reason, String expected) {
        SinkRecord event =
                OtherRecords.event(type, reason, "query hw-address:1/aa:bb:cc:00:11:22: the server answered");

        for (SinkRecord each : List.of(event, Bindings.schemaless(event))) {
            Fields output = Fields.of(transform().apply(each).value());
            assertThat(output).isNotNull();
            assertThat(output.text("detail")).contains(expected);
            assertThat(output.text("detail").contains("aa:bb:cc:00:11:22")).isEqualTo(!expected.equals("k1-"));
            assertThat(output.text("type")).isEqualTo(type);
        }
    }

    private static PseudonymizeBinding<SinkRecord> transform() {
        PseudonymizeBinding<SinkRecord> transform = new PseudonymizeBinding<>();
        // The generator gives relay agents the identifiers of circuits, so that one would show the other.
        transform.configure(RefusedConfigurationTest.pseudonyms("field.relay.relayId", "hmac"));
        return transform;
    }

    /** Headers as an earlier transform may have made them. */
    private static SinkRecord withLeaks(SinkRecord record) {
        Struct binding = (Struct) record.value();
        ConnectHeaders headers = new ConnectHeaders(record.headers());
        headers.addString("mac", String.valueOf(binding.get("hardwareAddress")));
        headers.add("client", binding.get("clientId"), null);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                headers);
    }

    /** Each protected value in each spelling. Lower case, as the haystack is. */
    private static Set<String> originals(Struct binding) {
        Set<String> all = new LinkedHashSet<>();
        List.of("address", "hostname", "fqdn", "userClass").forEach(name -> text(all, binding.getString(name)));
        List.of("eventId", "statusMessage").forEach(name -> text(all, binding.getString(name)));
        mac(all, binding.getString("hardwareAddress"));
        octets(all, binding.getBytes("clientId"));
        octets(all, binding.getBytes("duid"));
        Long iaid = binding.getInt64("iaid");
        if (iaid != null && iaid > 9_999_999) {
            all.add("=" + iaid + ";");
        }
        Struct relay = binding.getStruct("relay");
        if (relay != null) {
            text(all, relay.getString("peerAddress"));
            for (String name : List.of("circuitId", "remoteId", "subscriberId", "interfaceId")) {
                octets(all, relay.getBytes(name));
            }
        }
        binding.<String, byte[]>getMap("options").values().forEach(octets -> octets(all, octets));
        return all;
    }

    private static void text(Set<String> all, @Nullable String text) {
        if (text != null && text.length() > TELLING_OCTETS) {
            all.add(text.toLowerCase(Locale.ROOT));
            octets(all, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void mac(Set<String> all, @Nullable String text) {
        if (text == null || text.length() < 3 * TELLING_OCTETS) {
            return;
        }
        byte[] octets = HexFormat.ofDelimiter(":").parseHex(text);
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = octets[octets.length - 1 - i];
        }
        for (byte[] order : List.of(octets, reversed)) {
            octets(all, order);
            all.add(HexFormat.ofDelimiter(":").formatHex(order));
            all.add(HexFormat.ofDelimiter("-").formatHex(order));
            all.add(HexFormat.of().formatHex(order).replaceAll("(....)(?=.)", "$1."));
        }
    }

    private static void octets(Set<String> all, byte @Nullable [] octets) {
        if (octets != null && octets.length >= TELLING_OCTETS) {
            all.add(HexFormat.of().formatHex(octets));
            all.add(HexFormat.ofDelimiter(":").formatHex(octets));
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(octets);
            all.add(base64.toLowerCase(Locale.ROOT));
            all.add(base64.replace('+', '-').replace('/', '_').toLowerCase(Locale.ROOT));
            String latin = new String(octets, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            all.add(latin);
            all.add(new String(octets, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        }
    }

    /** Key, value and headers in one text, octets in hexadecimal, base64 and as text. Lower case. */
    private static String everything(SinkRecord record) {
        List<String> parts = new ArrayList<>();
        collect(parts, record.key());
        collect(parts, record.value());
        for (Header header : record.headers()) {
            parts.add(header.key());
            collect(parts, header.value());
        }
        return String.join("\n", parts).toLowerCase(Locale.ROOT);
    }

    private static void collect(List<String> parts, @Nullable Object value) {
        if (value instanceof Struct || value instanceof Map<?, ?>) {
            Bindings.tree(value).forEach((name, inner) -> {
                parts.add(name);
                collect(parts, inner);
            });
        } else if (value instanceof ByteBuffer buffer) {
            byte[] octets = new byte[buffer.remaining()];
            buffer.duplicate().get(octets);
            collectOctets(parts, octets);
        } else if (value instanceof byte[] octets) {
            collectOctets(parts, octets);
        } else if (value instanceof String text) {
            parts.add(text);
            try {
                collectOctets(parts, Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                parts.add("");
            }
        } else if (value != null) {
            parts.add("=" + value + ";");
        }
    }

    private static void collectOctets(List<String> parts, byte[] octets) {
        parts.add(HexFormat.of().formatHex(octets));
        parts.add(Base64.getEncoder().encodeToString(octets));
        parts.add(new String(octets, StandardCharsets.ISO_8859_1));
    }
}
