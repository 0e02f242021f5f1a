package net.leasequery.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BindingLineTest {
    private static final Schema RELAY = SchemaBuilder.record("Relay")
            .fields()
            .optionalBytes("circuitId")
            .optionalBytes("remoteId")
            .endRecord();
    private static final Schema BINDING = SchemaBuilder.record("Binding")
            .fields()
            .requiredString("address")
            .requiredString("state")
            .requiredString("origin")
            .optionalString("hardwareAddress")
            .optionalString("hostname")
            .optionalLong("baseTime")
            .name("relay")
            .type()
            .optional()
            .type(RELAY)
            .endRecord();

    @Test
    void columnsStandUnderTheirHeadings() {
        String line = BindingLine.of(record(binding("ACTIVE", "aa:bb:cc:dd:ee:ff", "printer")));

        assertThat(line.indexOf("LIVE")).isEqualTo(BindingLine.HEADING.indexOf("origin"));
        assertThat(line.indexOf("ACTIVE")).isEqualTo(BindingLine.HEADING.indexOf("state"));
        assertThat(line.indexOf("10.20.0.7")).isEqualTo(BindingLine.HEADING.indexOf("address"));
        assertThat(line.indexOf("aa:bb")).isEqualTo(BindingLine.HEADING.indexOf("hardware address"));
        assertThat(line.indexOf("printer")).isEqualTo(BindingLine.HEADING.indexOf("host name"));
        assertThat(line.indexOf("eth0/7")).isEqualTo(BindingLine.HEADING.indexOf("relay"));
    }

    @Test
    void anUnknownFieldLeavesItsColumnEmpty() {
        String line = BindingLine.of(record(binding("AVAILABLE", null, null)));

        assertThat(line.indexOf("eth0/7")).isEqualTo(BindingLine.HEADING.indexOf("relay"));
    }

    @Test
    void anIdentifierThatIsNotTextIsShownInHex() {
        String line = BindingLine.of(record(binding("ACTIVE", null, null)));

        assertThat(line).endsWith("eth0/7 · 0x00ff");
    }

    @Test
    void aLongHostNameDoesNotPushTheColumnsAfterIt() {
        String line = BindingLine.of(record(binding("ACTIVE", null, "a-host-name-of-more-than-twenty-letters")));

        assertThat(line).contains("a-host-name-of-more…");
        assertThat(line.indexOf("eth0/7")).isEqualTo(BindingLine.HEADING.indexOf("relay"));
    }

    @Test
    void aTombstoneShowsItsKey() {
        Schema keySchema =
                SchemaBuilder.record("Key").fields().requiredString("address").endRecord();
        GenericRecord key =
                new GenericRecordBuilder(keySchema).set("address", "10.20.0.7").build();

        assertThat(BindingLine.of(new ConsumerRecord<>("t", 0, 0, key, null))).contains("(deleted)", "10.20.0.7");
    }

    private static ConsumerRecord<@Nullable Object, @Nullable Object> record(GenericRecord value) {
        return new ConsumerRecord<>("quickstart.bindings", 0, 0, null, value);
    }

    private static GenericRecord binding(String state, @Nullable String hardwareAddress, @Nullable String hostname) {
        GenericRecord relay = new GenericRecordBuilder(RELAY)
                .set("circuitId", ByteBuffer.wrap("eth0/7".getBytes(StandardCharsets.US_ASCII)))
                .set("remoteId", ByteBuffer.wrap(new byte[] {0, (byte) 0xff}))
                .build();
        return new GenericRecordBuilder(BINDING)
                .set("address", "10.20.0.7")
                .set("state", state)
                .set("origin", "LIVE")
                .set("hardwareAddress", hardwareAddress)
                .set("hostname", hostname)
                .set("baseTime", 1_700_000_000_000L)
                .set("relay", relay)
                .build();
    }
}
