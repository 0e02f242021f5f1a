package net.leasequery.connect.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.leasequery.connect.record.Samples;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintHeaderTest {

    private static final Fingerprint FULL = new Fingerprint(
            new BindingAddress(LeaseType.PD, "2001:db8:1::/48", 48, "red, (\"blue\") \\ \u00fc"),
            BindingState.ACTIVE,
            0xfedc_ba98_7654_3210L,
            new ServerTime(1_800_003_600),
            new ServerTime(1_800_000_000),
            new ServerTime(1_799_000_000),
            true);

    private static final Fingerprint BARE = new Fingerprint(
            new BindingAddress(LeaseType.V4, "192.0.2.1", null, null),
            BindingState.UNKNOWN,
            0,
            null,
            null,
            null,
            false);

    static Stream<Named<HeaderConverter>> converters() {
        return Stream.of(
                Named.of("SimpleHeaderConverter, the default", new SimpleHeaderConverter()),
                Named.of("StringConverter", new StringConverter()),
                Named.of("JsonConverter", json(true)),
                Named.of("JsonConverter without schemas", json(false)));
    }

    @ParameterizedTest
    @MethodSource("converters")
    void isReadThroughEveryUsualConverterOfHeaders(HeaderConverter converter) {
        for (Fingerprint fingerprint : List.of(FULL, BARE)) {
            String text = FingerprintHeader.write(Samples.EAST, fingerprint);
            byte[] written =
                    converter.fromConnectHeader("campus.bindings", FingerprintHeader.NAME, Schema.STRING_SCHEMA, text);

            FingerprintHeader.Content read = FingerprintHeader.read(written);

            assertThat(read).isEqualTo(new FingerprintHeader.Content("east", "ipv4", fingerprint));
            assertThat(read.isOf(Samples.EAST)).isTrue();
        }
    }

    @Test
    void tellsAfterHowManyChangesOfTheServerItWasMade() {
        for (Fingerprint fingerprint : List.of(FULL, BARE)) {
            String text = FingerprintHeader.write(Samples.EAST, fingerprint, 3);

            FingerprintHeader.Content read = FingerprintHeader.read(text.getBytes(StandardCharsets.UTF_8));

            assertThat(text).endsWith("lqs1(3)");
            assertThat(read).isEqualTo(new FingerprintHeader.Content("east", "ipv4", fingerprint, false, 3));
        }
    }

    /** Anybody may write to a topic. An offset with such a number could not be read at the next start. */
    @Test
    void moreChangesOfTheServerThanAnOffsetHoldsAreOfSomebodyElse() {
        String text = FingerprintHeader.write(Samples.EAST, Prints.leased("192.0.2.1", 1, 1_800_003_600))
                + "lqs1(4294967296)";

        assertThat(FingerprintHeader.read(text.getBytes(StandardCharsets.UTF_8)).serverChanges())
                .isZero();
    }

    @Test
    void staysTheSameForEverSinceTopicsLast() {
        assertThat(FingerprintHeader.write(Samples.EAST, Prints.leased("192.0.2.1", 0xabcL, 1_800_003_600)))
                .isEqualTo("lqt1(east,ipv4,V4,192.0.2.1,,ACTIVE,abc,1800003600,1800000000,,c)");
    }

    @Test
    void aConverterThatMakesStringsUnreadableIsNamed() {
        assertThatThrownBy(() -> FingerprintHeader.read(new byte[] {1, 2, 3}))
                .isInstanceOf(UnreadableHeaderException.class)
                .hasMessageContainingAll("header.converter", "SimpleHeaderConverter");
    }

    @Test
    void aNullHeaderIsUnreadableToo() {
        assertThatThrownBy(() -> FingerprintHeader.read(null)).hasMessageContaining("header.converter");
    }

    @Test
    void aLaterVersionIsReportedApartFromDamage() {
        assertThatThrownBy(() -> read("lqt2(east,ipv4)")).hasMessageContainingAll("version 2", "later version");
        assertThatThrownBy(() -> read("lqt1(east,ipv4)")).hasMessageContaining("2 fields instead of 11");
        assertThatThrownBy(() -> read("lqt1(east,ipv4,V4,192.0.2.1,,ACTIVE,abc,soon,,,)"))
                .hasMessageContaining("cannot be read");
    }

    /** Anybody may write headers under this name. A text that is read once for each of its parts would stop the task. */
    @ParameterizedTest
    @ValueSource(strings = {"lqt", "lqt1(", "lqt1(("})
    void aLongTextOfBeginningsIsReadOnce(String beginning) {
        String text = beginning.repeat(1_000_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> read(text)).hasMessageContaining("no "));
    }

    private static FingerprintHeader.Content read(String text) {
        return FingerprintHeader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonConverter json(boolean schemas) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", Boolean.toString(schemas), "converter.type", "header"));
        return converter;
    }

    @Test
    void tellsAVpnThatIsNamedLikeAnIdentifierFromOneThatAnEarlierVersionWrote() {
        String named = FingerprintHeader.write(
                Samples.EAST, Prints.of("192.0.2.1", BindingState.ACTIVE, 7, 1).withVpn("00000000000001"));
        String outdated = named.replace("%30", "0");

        assertThat(read(named).outdated()).isFalse();
        assertThat(read(named).fingerprint().address().vpn()).isEqualTo("00000000000001");
        assertThat(read(outdated).outdated()).isTrue();
        assertThat(read(outdated).fingerprint()).isEqualTo(read(named).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "rfc2685%3A00000000000001, false",
        "a%5C%5Cb, false",
        "a%5C255, false",
        "a%5Cb, false",
        "a%5C5, true",
        "a%EF%BF%BD, true",
        "1001, false"
    })
    void knowsWhatThisVersionWouldHaveWrittenOtherwise(String vpn, boolean outdated) {
        String header = "lqt1(east,ipv4,V4,192.0.2.1," + vpn + ",ACTIVE,7,,,,)";

        assertThat(read(header).outdated()).isEqualTo(outdated);
    }

    @ParameterizedTest
    @MethodSource("converters")
    void clientAndLinkOfADhcpv6BindingComeBack(HeaderConverter converter) {
        Fingerprint detailed = new Fingerprint(
                FULL.address(), BindingState.ACTIVE, 7, null, null, null, true, new Details(-1, Details.NO_RELAY, 9));
        String text = FingerprintHeader.write(Samples.EAST, detailed);
        byte[] written =
                converter.fromConnectHeader("campus.bindings", FingerprintHeader.NAME, Schema.STRING_SCHEMA, text);

        assertThat(text).endsWith(",c)lqd1(ffffffff,1)");
        assertThat(FingerprintHeader.read(written).fingerprint().details())
                .as("the times are not kept")
                .isEqualTo(new Details(-1, Details.NO_RELAY, 0));
    }

    /** Stored in 64 bits by earlier versions, of which the lower half counts now. */
    @Test
    void clientOfAnEarlierVersionIsRecognized() {
        byte[] earlier = "lqt1(east,ipv6,NA,2001:db8::1,,ACTIVE,7,,,,c)lqd1(89abcdef01234567,1)"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(FingerprintHeader.read(earlier).fingerprint().details().client())
                .isEqualTo(new Details(0x89abcdef_01234567L, 1, 0).client())
                .isEqualTo(0x01234567L);
    }

    @Test
    void whatAnEarlierVersionWroteHasNoDetails() {
        byte[] earlier = "lqt1(east,ipv6,NA,2001:db8::1,,ACTIVE,7,,,,c)".getBytes(StandardCharsets.UTF_8);

        assertThat(FingerprintHeader.read(earlier).fingerprint().details()).isEqualTo(Details.UNKNOWN);
    }
}
