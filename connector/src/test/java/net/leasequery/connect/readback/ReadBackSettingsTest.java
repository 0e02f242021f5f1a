package net.leasequery.connect.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;

class ReadBackSettingsTest {

    @Test
    void aMessageThatQuotesASecretIsWithheld() {
        ReadBackSettings settings = settings("sasl.jaas.config", "x.Login required password=\"hunter2\";");

        String described = settings.describe(new IllegalArgumentException("No value for key 'hunter2' in JAAS config"));

        assertThat(described).isEqualTo("IllegalArgumentException: (text withheld, it quotes a secret)");
    }

    @Test
    void theCauseAtTheBottomIsReported() {
        ReadBackSettings settings = settings("ssl.truststore.password", "hunter2");

        String described = settings.describe(
                new IllegalStateException("Failed to construct", new IllegalArgumentException("broker is unknown")));

        assertThat(described).isEqualTo("IllegalArgumentException: broker is unknown");
    }

    @Test
    void kafkasOwnComplaintAboutASecretIsNotQuoted() {
        ReadBackSettings settings = new ReadBackSettings(
                BindingsTopic.NAME,
                "localhost:1",
                "id",
                Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.jaas.config", "hunter2 hunter3"),
                null);

        Throwable failure = catchThrowable(() -> settings.open(IsolationLevel.READ_COMMITTED));

        assertThat(failure).isNotNull();
        assertThat(settings.describe(failure)).doesNotContain("hunter");
    }

    /** Kafka's admin client refuses such a pair of timeouts, which its consumer takes. */
    @Test
    void theTopicIsLookedUpWhateverTheTimeoutsOfTheConsumer() {
        ReadBackSettings settings = settings("default.api.timeout.ms", "5000");

        assertThatCode(() -> settings.openAdmin().close(Duration.ZERO)).doesNotThrowAnyException();
    }

    private static ReadBackSettings settings(String key, String value) {
        return new ReadBackSettings(BindingsTopic.NAME, "localhost:1", "id", Map.of(key, value), null);
    }
}
