package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.table.Receipt;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.MaskField;
import org.apache.kafka.connect.transforms.predicates.RecordIsTombstone;
import org.junit.jupiter.api.Test;

/** The recipe of {@code docs/records.md} for {@code MaskField} beside {@code tombstones.on.unassigned=true}. */
class TombstoneRecipeTest {

    private final BindingToWrite written;
    private final LeaseRecords records =
            new LeaseRecords(Samples.EAST, new RecordSettings(Samples.TOPICS, OptionsFormat.MAP, true, true));

    TombstoneRecipeTest() {
        var delivery = Samples.live(Samples.full(), Samples.liveAt(1));
        written = BindingToWrite.reported(delivery, new Fingerprints(Sweep.none(), true).of(delivery), Receipt.NONE);
    }

    @Test
    void maskFieldFailsOnATombstone() {
        try (MaskField<SourceRecord> mask = mask()) {
            assertThatThrownBy(() -> mask.apply(tombstone())).isInstanceOf(DataException.class);
        }
    }

    @Test
    void theNegatedPredicateKeepsTombstonesFromIt() {
        try (MaskField<SourceRecord> mask = mask();
                RecordIsTombstone<SourceRecord> isTombstone = new RecordIsTombstone<>()) {
            List<SourceRecord> masked = List.of(value(), tombstone()).stream()
                    // What Kafka Connect does for predicate=isTombstone, negate=true.
                    .map(record -> isTombstone.test(record) ? record : mask.apply(record))
                    .toList();

            assertThat(((Struct) masked.get(0).value()).getString("hostname")).isEmpty();
            assertThat(masked.get(1).value()).isNull();
            assertThat(masked.get(1).key()).isEqualTo(masked.get(0).key());
        }
    }

    private SourceRecord value() {
        return records.binding(written, Map.of(), 1_800_000_000_000L);
    }

    private SourceRecord tombstone() {
        return records.tombstone(written, Map.of(), 1_800_000_000_000L);
    }

    private static MaskField<SourceRecord> mask() {
        MaskField<SourceRecord> mask = new MaskField.Value<>();
        mask.configure(Map.of("fields", "hostname"));
        return mask;
    }
}
