package net.leasequery.streams.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import net.leasequery.Binding;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AddressStateTest {

    private final AddressState state = AddressState.of(null);

    private static GenericRecord update(String client, long offset, long recordedAt) {
        GenericRecord binding = new GenericData.Record(Binding.getClassSchema());
        binding.put("hardwareAddress", client);
        binding.put("state", "ACTIVE");
        GenericRecord update = State.record(State.VIEW_UPDATE);
        update.put("server", "east");
        update.put("source", "campus.bindings-0");
        update.put("offset", offset);
        update.put("recordedAt", recordedAt);
        update.put("tombstone", false);
        update.put("binding", binding);
        return update;
    }

    @Test
    void aRecordThatIsReadAgainChangesNothing() {
        assertThat(state.take(update("aa", 7, 1000))).isTrue();
        assertThat(state.take(update("bb", 8, 2000))).isTrue();

        assertThat(state.take(update("aa", 7, 1000))).isFalse();
        assertThat(state.take(update("bb", 8, 2000))).isFalse();
    }

    @Test
    void offsetsThatBeginAgainWithANewTopicAreNewRecords() {
        assertThat(state.take(update("aa", 7_000, 1000))).isTrue();

        assertThat(state.take(update("bb", 0, 2000))).isTrue();
    }

    /** As after a start anew with a topic that has got more partitions. */
    @Test
    void ofTwoPartitionsWithTheSameKeyTheNewerRecordStays() {
        GenericRecord older = update("aa", 7_000, 1000);
        GenericRecord newer = update("bb", 3, 2000);
        newer.put("source", "campus.bindings-1");
        assertThat(state.take(newer)).isTrue();

        assertThat(state.take(older)).isFalse();
        assertThat(state.updates().get("east")).isSameAs(newer);
    }

    @Test
    void aTombstoneOfAnAddressThatIsNotKnownIsNothing() {
        GenericRecord tombstone = update("aa", 1, 1000);
        tombstone.put("binding", null);

        assertThat(state.take(tombstone)).isFalse();
        assertThat(state.isOver()).isTrue();
    }

    @Test
    void keysOfOneAddressStandTogetherAndAreReadBack() {
        AddressKey plain = new AddressKey("site", null, "192.0.2.7");
        AddressKey other = new AddressKey("branch", null, "192.0.2.7");
        AddressKey blue = new AddressKey("site", "blue", "192.0.2.7");

        assertThat(AddressKey.parse(plain.text())).isEqualTo(plain);
        assertThat(AddressKey.parse(blue.text())).isEqualTo(blue);
        assertThat(AddressKey.placeOf(plain.text())).isEqualTo(other.place());
        assertThat(blue.place()).isNotEqualTo(plain.place());
    }
}
