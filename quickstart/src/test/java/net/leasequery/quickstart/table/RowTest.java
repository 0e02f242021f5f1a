package net.leasequery.quickstart.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Schema RELAY = SchemaBuilder.record("Relay")
            .fields()
            .optionalString("giaddr")
            .optionalBytes("circuitId")
            .endRecord();
    private static final Schema BINDING = SchemaBuilder.record("Binding")
            .fields()
            .requiredString("address")
            .optionalString("hostname")
            .optionalLong("leaseExpiryTime")
            .requiredBoolean("infiniteLease")
            .optionalBytes("clientId")
            .name("relay")
            .type()
            .optional()
            .type(RELAY)
            .endRecord();

    @Test
    void theServersLineAndTheTopicsRecordOfOneLeaseAreTheSameRow() throws Exception {
        GenericRecord relay = new GenericRecordBuilder(RELAY)
                .set("circuitId", ByteBuffer.wrap(new byte[] {1, (byte) 0xab}))
                .build();
        GenericRecord record = new GenericRecordBuilder(BINDING)
                .set("address", "10.0.0.1")
                .set("leaseExpiryTime", 1_700_000_000_000L)
                .set("infiniteLease", false)
                .set("clientId", ByteBuffer.wrap(new byte[] {0x61}))
                .set("relay", relay)
                .build();
        String line = """
                {"address":"10.0.0.1","leaseExpiryTime":1700000000000,"infiniteLease":false,
                 "clientId":"61","relay":{"circuitId":"01ab"}}""";

        assertThat(Row.ofAvro(record)).isEqualTo(Row.ofJson(new ObjectMapper().readTree(line)));
    }

    @Test
    void whatIsUnknownIsNotInTheRow() {
        GenericRecord record = new GenericRecordBuilder(BINDING)
                .set("address", "10.0.0.1")
                .set("infiniteLease", false)
                .build();

        assertThat(Row.ofAvro(record).fields()).containsOnlyKeys("address", "infiniteLease");
    }
}
