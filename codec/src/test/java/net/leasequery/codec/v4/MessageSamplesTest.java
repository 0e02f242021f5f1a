package net.leasequery.codec.v4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, against octets written by hand from the RFCs. */
@Tag("R2131-1")
@Tag("R7724-5.2.1-1")
class MessageSamplesTest {

    static Stream<Sample> samples() {
        return Stream.of(
                BindingSamples.ACTIVE,
                BindingSamples.UNASSIGNED,
                BindingSamples.UNKNOWN,
                QuerySamples.LEASE_QUERY,
                QuerySamples.BULK,
                QuerySamples.ACTIVE,
                QuerySamples.TLS,
                StreamSamples.DONE,
                StreamSamples.STATUS,
                StreamSamples.TLS_REFUSED);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void decodesToTheValue(Sample sample) {
        assertThat(Fixture.decode(sample.octets())).isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void encodesToTheOctets(Sample sample) {
        assertThat(Fixture.encode(sample.value())).isEqualTo(sample.octets());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void foretellsTheEncodedLength(Sample sample) {
        assertThat(new Dhcpv4Encoder().encodedLength(sample.value()))
                .isEqualTo(sample.octets().length());
    }

    @Test
    void leaveOutNoMessageType() {
        assertThat(samples().map(sample -> sample.value().messageType()))
                .containsAll(Arrays.asList(MessageType.values()));
    }
}
