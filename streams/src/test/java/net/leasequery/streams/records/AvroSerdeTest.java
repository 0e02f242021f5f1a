package net.leasequery.streams.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import net.leasequery.Binding;
import net.leasequery.Lease;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores and topics of earlier versions were written by Avro's own encoder. */
class AvroSerdeTest {
    private static final int RECORDS = 200;
    private static final long SEED = 20261127;

    static Stream<Schema> schemas() {
        return Stream.concat(
                Stream.of(
                        State.VIEW_UPDATE,
                        State.HOLDING,
                        State.ADDRESS,
                        State.CLIENT,
                        State.SIGNAL,
                        State.MEMBER,
                        State.COMPLETENESS,
                        State.ADDRESS_HISTORY,
                        State.COMMAND),
                Stream.of(Lease.getClassSchema(), Binding.getClassSchema()));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void writesTheOctetsThatAvroWrites(Schema schema) throws IOException {
        BinaryMessageEncoder<GenericRecord> avro = new BinaryMessageEncoder<>(GenericData.get(), schema);
        AvroSerde serde = AvroSerde.of(schema);
        for (Object made : new RandomData(schema, RECORDS, SEED)) {
            GenericRecord record = (GenericRecord) made;
            assertThat(ByteBuffer.wrap(serde.write(record))).isEqualTo(avro.encode(record));
        }
    }

    @Test
    void writesARecordAfterOneThatCouldNotBeWritten() {
        AvroSerde serde = AvroSerde.of(State.SIGNAL);
        GenericRecord signal = State.record(State.SIGNAL);
        signal.put("server", "east".repeat(500));
        assertThatThrownBy(() -> serde.write(signal)).isInstanceOf(NullPointerException.class);
        signal.put("kind", "HEARTBEAT");
        signal.put("at", 1L);
        byte[] octets = serde.write(signal);
        assertThat(serde.deserializer().deserialize("signals", octets)).isEqualTo(signal);
    }
}
