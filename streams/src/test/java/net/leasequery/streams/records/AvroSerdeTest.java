package net.leasequery.streams.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import net.leasequery.Lease;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {
    private static final int RECORDS = 200;

    static Stream<Schema> schemas() {
        return Stream.of(
                State.VIEW_UPDATE,
                State.ADDRESS,
                State.CLIENT,
                State.SIGNAL,
                State.MEMBER,
                State.COMPLETENESS,
                State.ADDRESS_HISTORY,
                State.COMMAND,
                Lease.getClassSchema());
    }

    /**
     * Stores of earlier versions were written with Avro's encoder, and leases are compared by a digest of its octets.
     */
    @ParameterizedTest
    @MethodSource("schemas")
    void writesTheOctetsThatAvroWrites(Schema schema) throws IOException {
        BinaryMessageEncoder<GenericRecord> avro = new BinaryMessageEncoder<>(GenericData.get(), schema);
        AvroSerde serde = AvroSerde.of(schema);

        for (Object record : new RandomData(schema, RECORDS, 7L)) {
            byte[] octets = serde.write((GenericRecord) record);

            assertThat(ByteBuffer.wrap(octets)).isEqualTo(avro.encode((GenericRecord) record));
            assertThat(serde.deserializer().deserialize("t", octets)).isEqualTo(record);
        }
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesNothingForTheNext() {
        AvroSerde serde = AvroSerde.of(State.SIGNAL);
        GenericRecord whole = State.record(State.SIGNAL);
        whole.put("server", "east");
        whole.put("kind", "HEARTBEAT");
        whole.put("at", 7L);
        byte[] octets = serde.write(whole);
        GenericRecord lacking = State.record(State.SIGNAL);
        lacking.put("server", "west");
        lacking.put("kind", "HEARTBEAT");

        assertThatThrownBy(() -> serde.write(lacking)).isInstanceOf(NullPointerException.class);

        assertThat(serde.write(whole)).isEqualTo(octets);
    }
}
