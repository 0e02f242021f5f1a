package net.leasequery.transforms.internal.siem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final long DAY = 86_400_000L;
    private static final long DAYS_OF_400_YEARS = 146_097;
    private static final long SEED = Long.getLong("moments.seed", 20261126L);

    @Test
    void everyDayOfTheCalendarsPeriodHasItsDate() {
        for (long milli = 0; milli < DAYS_OF_400_YEARS * DAY; milli += DAY) {
            assertThat(Moments.text(milli)).isEqualTo(ISO.format(Instant.ofEpochMilli(milli)));
        }
    }

    @Test
    void anyMomentHasTheTimeOfTheClock() {
        System.out.println("moments.seed=" + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long milli = (long) (random.nextDouble() * LAST);
            assertThat(Moments.text(milli)).isEqualTo(ISO.format(Instant.ofEpochMilli(milli)));
        }
        assertThat(Moments.text(LAST)).isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(Moments.text(-1L)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(Moments.text(null)).isNull();
    }
}
