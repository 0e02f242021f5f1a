package net.leasequery.connect.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {

    @Test
    void saysWhatIsToBeDone() throws MalformedSignalException {
        assertThat(parse("{\"id\":\"a\",\"type\":\"snapshot\"}"))
                .isEqualTo(new Signal("a", Signal.Type.SNAPSHOT, List.of(), List.of(), List.of(), null, null));
        assertThat(parse(" { \"type\" : \"resync-gap\", \"data\": {\"from\":\"2026-11-25T12:00:00Z\","
                        + "\"servers\":[\"east\", \"w\\u0065st\"]}, \"id\":\"b 1\" } "))
                .isEqualTo(new Signal(
                        "b 1",
                        Signal.Type.RESYNC_GAP,
                        List.of("east", "west"),
                        List.of(),
                        List.of(),
                        Instant.parse("2026-11-25T12:00:00Z"),
                        null));
        assertThat(parse("{\"id\":\"c\",\"type\":\"snapshot\",\"data\":{\"relay-ids\":[\"0a0b\"],"
                                + "\"subnets\":[\"10.0.0.0/8\"]}}")
                        .isPartial())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | expected a value at character 1",
                "not JSON | expected a value at character 1",
                "[] | \"id\" is missing",
                "{\"type\":\"snapshot\"} | \"id\" is missing",
                "{\"id\":\"a\"} | not one of snapshot, resync-gap, retire",
                "{\"id\":\"a\",\"type\":\"reboot\"} | not one of snapshot, resync-gap, retire but reboot",
                "{\"id\":\"a\",\"type\":\"snapshot\",\"when\":1} | known are [data, id, type]",
                "{\"id\":\"a\",\"type\":\"snapshot\",\"data\":{\"server\":[]}} | known are [relay-ids, servers, subnets]",
                "{\"id\":\"a\",\"type\":\"snapshot\",\"data\":[]} | \"data\" is not an object but []",
                "{\"id\":\"a\",\"type\":\"snapshot\",\"data\":{\"servers\":\"east\"}} | not a list of 1 to 64 texts but east",
                "{\"id\":\"a\",\"type\":\"snapshot\",\"data\":{\"servers\":[]}} | leave it out for all",
                "{\"id\":\"a\",\"type\":\"retire\"} | needs the names",
                "{\"id\":\"a\",\"type\":\"resync-gap\",\"data\":{\"from\":\"today\"}} | such as 2026-11-25T12:00:00Z but today",
                "{\"id\":\"a\",\"type\":\"resync-gap\",\"data\":{\"to\":\"2026-11-25T12:00:00Z\"}} | needs a \"from\"",
                "{\"id\":\"a\",\"type\":\"snapshot\"} x | expected the end",
                "{\"id\":\"a\",\"id\":\"b\",\"type\":\"snapshot\"} | was there before",
                "[[[[[[[[[[1]]]]]]]]]] | at most 8 levels",
            })
    void aMistakeIsNamed(String value, String message) {
        assertThatThrownBy(() -> parse(value))
                .isInstanceOf(MalformedSignalException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nothingThatAnybodyWritesIsAnythingButASignalOrMalformed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String signal = "{\"id\":\"a\",\"type\":\"snapshot\",\"data\":{\"servers\":[\"east\"]}}";
        for (int round = 0; round < 20_000; round++) {
            byte[] value = signal.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Signal.parse(value)).isNotNull();
            } catch (MalformedSignalException expected) {
                assertThat(expected).as("seed %d", seed).hasMessageMatching("(?s).+");
            }
        }
        assertThatThrownBy(() -> Signal.parse(new byte[Signal.LONGEST + 1]))
                .hasMessageContaining("at most 65536 octets");
    }

    private static Signal parse(String value) throws MalformedSignalException {
        return Signal.parse(value.getBytes(StandardCharsets.UTF_8));
    }
}
