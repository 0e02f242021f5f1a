package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.Receipt;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingState;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Flatten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code options.format}: the same binding in three forms. {@code AvroContractTest} holds that of the map. */
class OptionsFormatTest {

    @Test
    void aMapHasTheOctetsByCode() {
        Struct value = value(OptionsFormat.MAP);

        assertThat(value.<String, byte[]>getMap("options"))
                .containsOnlyKeys("43", "124")
                .containsEntry("124", new byte[] {0x0a, 0x0b})
                .containsEntry("43", new byte[0]);
    }

    @Test
    void aMapHasCodesOfTwoOctets() {
        Binding binding = Samples.fullWithOptions(
                Map.of(1, Octets.of(1), 255, Octets.of(2), 256, Octets.of(3), 65_535, Octets.of(4)));

        Struct value = (Struct) record(OptionsFormat.MAP, binding).value();

        assertThat(value.<String, byte[]>getMap("options"))
                .containsOnly(
                        Map.entry("1", new byte[] {1}),
                        Map.entry("255", new byte[] {2}),
                        Map.entry("256", new byte[] {3}),
                        Map.entry("65535", new byte[] {4}));
    }

    @Test
    void jsonHasThemInHexadecimalInTheOrderOfTheCodes() {
        assertThat(value(OptionsFormat.JSON).getString("options")).isEqualTo("{\"43\":\"\",\"124\":\"0a0b\"}");
    }

    @Test
    void noOptionsAreAnEmptyObject() {
        SourceRecord bare = record(OptionsFormat.JSON, Samples.bare("192.0.2.8", BindingState.ACTIVE));

        assertThat(((Struct) bare.value()).getString("options")).isEqualTo("{}");
    }

    @Test
    void noneLeavesTheFieldOut() {
        assertThat(value(OptionsFormat.NONE).schema().field("options")).isNull();
    }

    @ParameterizedTest
    @EnumSource(OptionsFormat.class)
    void everythingElseIsTheSame(OptionsFormat format) {
        Struct map = value(OptionsFormat.MAP);
        Struct other = value(format);

        List<String> fields = map.schema().fields().stream()
                .map(field -> field.name())
                .filter(name -> !name.equals("options"))
                .toList();
        assertThat(other.schema().name()).isEqualTo(map.schema().name());
        assertThat(other.schema().fields().stream().map(field -> field.name()).filter(name -> !name.equals("options")))
                .containsExactlyElementsOf(fields);
        assertThat(fields).isNotEmpty().allSatisfy(field -> {
            assertThat(schema(other, field)).isEqualTo(schema(map, field));
            assertThat(other.get(field)).isEqualTo(map.get(field));
        });
    }

    /** The fingerprint is what a sweep compares, so that a change of the form is no change of a binding. */
    @ParameterizedTest
    @EnumSource(OptionsFormat.class)
    void idAndFingerprintDoNotDependOnTheForm(OptionsFormat format) {
        assertThat(value(format).getString("eventId"))
                .isEqualTo(value(OptionsFormat.MAP).getString("eventId"));
        assertThat(fingerprint(format)).isEqualTo(fingerprint(OptionsFormat.MAP));
    }

    @ParameterizedTest
    @EnumSource(
            value = OptionsFormat.class,
            names = {"JSON", "NONE"})
    void flattenTakesABindingWithoutMap(OptionsFormat format) {
        try (Flatten<SourceRecord> flatten = new Flatten.Value<>()) {
            flatten.configure(Map.of("delimiter", "_"));

            Struct flat = (Struct) flatten.apply(record(format, Samples.full())).value();

            assertThat(flat.getString("relay_giaddr")).isEqualTo("192.0.2.254");
            assertThat(flat.schema().fields())
                    .allSatisfy(field -> assertThat(field.schema().type().isPrimitive())
                            .as(field.name())
                            .isTrue());
        }
    }

    private static Schema schema(Struct value, String field) {
        return value.schema().field(field).schema();
    }

    private static Struct value(OptionsFormat format) {
        return (Struct) record(format, Samples.full()).value();
    }

    private static Object fingerprint(OptionsFormat format) {
        return record(format, Samples.full())
                .headers()
                .lastWithName(FingerprintHeader.NAME)
                .value();
    }

    private static SourceRecord record(OptionsFormat format, Binding binding) {
        var delivery = Samples.live(binding, Samples.liveAt(1));
        BindingToWrite reported =
                BindingToWrite.reported(delivery, new Fingerprints(Sweep.none(), true).of(delivery), Receipt.NONE);
        LeaseRecords records = new LeaseRecords(Samples.EAST, new RecordSettings(Samples.TOPICS, format, false, true));
        return records.binding(reported, Map.of(), 1_800_000_000_000L);
    }
}
