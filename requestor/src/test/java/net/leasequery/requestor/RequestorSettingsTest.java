package net.leasequery.requestor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestorSettingsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1000, 1", "4001, 5", "5000, 5"})
    void roundsTheOverlapUpToSeconds(long millis, long seconds) {
        RequestorSettings settings = RequestorSettings.builder(new DhcpServer("east", "dhcp.example", 67))
                .clearText()
                .resumeOverlap(Duration.ofMillis(millis))
                .build();

        assertThat(settings.overlapSeconds()).isEqualTo(seconds);
    }
}
