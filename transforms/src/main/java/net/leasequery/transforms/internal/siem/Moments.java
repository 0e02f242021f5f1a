package net.leasequery.transforms.internal.siem;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Moments in ISO 8601, in UTC with milliseconds: {@code 2027-01-15T08:00:00.000Z}. Written for each record. */
final class Moments {

    private static final long LAST_OF_FOUR_DIGITS = 253_402_300_799_999L;

    private Moments() {}

    static @Nullable String text(@Nullable Long epochMilli) {
        if (epochMilli == null) {
            return null;
        }
        if (epochMilli < 0 || epochMilli > LAST_OF_FOUR_DIGITS) {
            return Instant.ofEpochMilli(epochMilli).toString();
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochMilli / 1000, 0, ZoneOffset.UTC);
        char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
        digits(text, 3, time.getYear());
        digits(text, 6, time.getMonthValue());
        digits(text, 9, time.getDayOfMonth());
        digits(text, 12, time.getHour());
        digits(text, 15, time.getMinute());
        digits(text, 18, time.getSecond());
        digits(text, 22, (int) (epochMilli % 1000));
        return new String(text);
    }

    /** Writes a number so that it ends at {@code last}. */
    private static void digits(char[] text, int last, int number) {
        int rest = number;
        for (int i = last; rest > 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
