package net.leasequery.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.leasequery.Binding;
import net.leasequery.BindingKey;
import net.leasequery.Relay;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BindingLineTest {
    private static final BindingLine WIDE = new BindingLine(120, false);

    @Test
    void fitsEightyColumnsWhateverARecordHolds() {
        for (boolean ipv6 : new boolean[] {false, true}) {
            BindingLine narrow = new BindingLine(80, ipv6);
            GenericRecord longest = activeBinding()
                    .set("origin", "SNAPSHOT")
                    .set("state", "TRANSITIONING")
                    .set("address", "2001:db8:1111:2222:3333:4444:5555:6666")
                    .set("hardwareAddress", "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99")
                    .set("hostname", "a-host-name-of-more-than-twenty-letters")
                    .build();

            assertThat(narrow.heading().length()).isLessThanOrEqualTo(80);
            assertThat(narrow.of(record(longest)).length()).isLessThanOrEqualTo(80);
        }
    }

    @Test
    void aNarrowTerminalShowsClientAndPort() {
        BindingLine narrow = new BindingLine(80, false);

        String line = narrow.of(record(binding("ACTIVE", "aa:bb:cc:dd:ee:ff", "printer")));

        assertThat(line).doesNotContain("…");
        assertThat(line.indexOf("aa:bb:cc:dd:ee:ff")).isEqualTo(narrow.heading().indexOf("client"));
        assertThat(line.indexOf("eth0/7")).isEqualTo(narrow.heading().indexOf("port"));
    }

    @Test
    void columnsStandUnderTheirHeadings() {
        String line = WIDE.of(record(binding("ACTIVE", "aa:bb:cc:dd:ee:ff", "printer")));

        assertThat(line.indexOf("LIVE")).isEqualTo(WIDE.heading().indexOf("origin"));
        assertThat(line.indexOf("ACTIVE")).isEqualTo(WIDE.heading().indexOf("state"));
        assertThat(line.indexOf("10.20.0.7")).isEqualTo(WIDE.heading().indexOf("address"));
        assertThat(line.indexOf("aa:bb")).isEqualTo(WIDE.heading().indexOf("client"));
        assertThat(line.indexOf("printer")).isEqualTo(WIDE.heading().indexOf("host name"));
        assertThat(line.indexOf("eth0/7")).isEqualTo(WIDE.heading().indexOf("port"));
    }

    @Test
    void anUnknownFieldLeavesItsColumnEmpty() {
        String line = WIDE.of(record(binding("AVAILABLE", null, null)));

        assertThat(line.indexOf("eth0/7")).isEqualTo(WIDE.heading().indexOf("port"));
    }

    @Test
    void anIdentifierThatIsNotTextIsShownInHex() {
        String line = WIDE.of(record(binding("ACTIVE", null, null)));

        assertThat(line).endsWith("eth0/7 · 0x00ff");
    }

    @Test
    void aHostNameCannotSpeakToTheTerminal() {
        String line = WIDE.of(record(binding("ACTIVE", null, "a\u001b[2J\u009b1m\u202eb\r")));

        assertThat(line).contains("a [2J 1m b").doesNotContainPattern("\\p{Cc}|\\p{Cf}");
    }

    @Test
    void aHostNameIsNotCutInsideOfACharacter() {
        String line = WIDE.of(record(binding("ACTIVE", null, "a".repeat(18) + "\uD83D\uDE00".repeat(3))));

        assertThat(line).contains("a\uD83D\uDE00…");
    }

    @Test
    void aLongHostNameDoesNotPushTheColumnsAfterIt() {
        String line = WIDE.of(record(binding("ACTIVE", null, "a-host-name-of-more-than-twenty-letters")));

        assertThat(line).contains("a-host-name-of-more…");
        assertThat(line.indexOf("eth0/7")).isEqualTo(WIDE.heading().indexOf("port"));
    }

    @Test
    void aClientThatGaveADomainNameOnlyIsShownWithThat() {
        String line =
                WIDE.of(record(activeBinding().set("fqdn", "cpe7.example.net").build()));

        assertThat(line.indexOf("cpe7.example.net")).isEqualTo(WIDE.heading().indexOf("host name"));
    }

    @Test
    void aDhcpv6ClientWithoutHardwareAddressIsShownByItsDuid() {
        GenericRecord binding = activeBinding()
                .set("family", "ipv6")
                .set("duid", ByteBuffer.wrap(new byte[] {0, 4, 0x5f, 0, 0, 0, 0, 0, 0x40, 0}))
                .build();

        String line = WIDE.of(record(binding));

        assertThat(line.indexOf("0x00045f00000000… ")).isEqualTo(WIDE.heading().indexOf("client"));
    }

    @Test
    void theEnterpriseNumberOfADhcpv6RemoteIdIsLeftOut() {
        GenericRecord relay = new GenericRecordBuilder(Relay.getClassSchema())
                .set("interfaceId", ByteBuffer.wrap("eth0/7".getBytes(StandardCharsets.US_ASCII)))
                .set("remoteId", ByteBuffer.wrap("\0\0\021\213line-7".getBytes(StandardCharsets.ISO_8859_1)))
                .build();
        GenericRecord binding =
                activeBinding().set("family", "ipv6").set("relay", relay).build();

        assertThat(WIDE.of(record(binding))).endsWith("eth0/7 · line-7");
    }

    @Test
    void ofASnapshotTheFirstLeasesAreShownAndTheOthersCountedBeforeTheNextChange() {
        ConsumerRecord<@Nullable Object, @Nullable Object> free = record(activeBinding()
                .set("origin", "SNAPSHOT")
                .set("state", "AVAILABLE")
                .build());
        ConsumerRecord<@Nullable Object, @Nullable Object> held =
                record(activeBinding().set("origin", "SNAPSHOT").build());
        ConsumerRecord<@Nullable Object, @Nullable Object> freed =
                record(activeBinding().set("state", "AVAILABLE").build());
        ArrivingBindings arriving = new ArrivingBindings(WIDE);

        assertThat(arriving.lines(List.of(free, held, held, held)))
                .hasSize(3)
                .allMatch(line -> line.contains("ACTIVE"));
        assertThat(arriving.lines(List.of(held, held, held, held, free))).hasSize(2);
        assertThat(arriving.lines(List.of(freed, freed)))
                .hasSize(3)
                .first()
                .asString()
                .endsWith("SNAPSHOT … 2 more leases and 2 free addresses");
    }

    @Test
    void aTombstoneShowsItsKey() {
        GenericRecord key = new GenericRecordBuilder(BindingKey.getClassSchema())
                .set("server", "quickstart")
                .set("address", "10.20.0.7")
                .build();

        assertThat(WIDE.of(new ConsumerRecord<>("t", 0, 0, key, null))).contains("(deleted)", "10.20.0.7");
    }

    private static ConsumerRecord<@Nullable Object, @Nullable Object> record(GenericRecord value) {
        return new ConsumerRecord<>("quickstart.bindings", 0, 0, null, value);
    }

    private static GenericRecord binding(String state, @Nullable String hardwareAddress, @Nullable String hostname) {
        return activeBinding()
                .set("state", state)
                .set("hardwareAddress", hardwareAddress)
                .set("hostname", hostname)
                .build();
    }

    private static GenericRecordBuilder activeBinding() {
        GenericRecord relay = new GenericRecordBuilder(Relay.getClassSchema())
                .set("circuitId", ByteBuffer.wrap("eth0/7".getBytes(StandardCharsets.US_ASCII)))
                .set("remoteId", ByteBuffer.wrap(new byte[] {0, (byte) 0xff}))
                .build();
        return new GenericRecordBuilder(Binding.getClassSchema())
                .set("eventId", "00112233445566778899aabbccddeeff")
                .set("server", "quickstart")
                .set("family", "ipv4")
                .set("leaseType", "V4")
                .set("address", "10.20.0.7")
                .set("state", "ACTIVE")
                .set("origin", "LIVE")
                .set("infiniteLease", false)
                .set("baseTime", 1_700_000_000_000L)
                .set("relay", relay)
                .set("remote", false)
                .set("inferred", false)
                .set("options", Map.of());
    }
}
