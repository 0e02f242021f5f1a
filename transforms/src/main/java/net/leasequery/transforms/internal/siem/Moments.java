package net.leasequery.transforms.internal.siem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Formats times in ISO 8601, UTC, with milliseconds: {@code 2027-01-15T08:00:00.000Z}. Fast: runs for each record. */
final class Moments {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** Each number of two digits as text: a time has five such numbers, a record seven times. */
    private static final short[] PAIRS = pairs();

    private static final long LAST_OF_FOUR_DIGITS = 253_402_300_799_999L;

    private static final int MILLIS_OF_DAY = 86_400_000;
    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int DAYS_FROM_MARCH_OF_YEAR_0 = 719_468;

    /** The day of the previous time: the times of one record lie within a day or two. */
    private static final AtomicReference<Day> LAST_DAY = new AtomicReference<>(new Day(0));

    /** A day since 1970. */
    private static final class Day {

        private final int number;
        private final byte[] midnight;

        Day(int number) {
            this.number = number;
            this.midnight = date(number);
        }

        /** Returns a copy of the text of midnight, for the caller to overwrite. */
        byte[] text() {
            return midnight.clone();
        }
    }

    private Moments() {}

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int number = 0; number < pairs.length; number++) {
            pairs[number] = (short) ((('0' + number / 10) << Byte.SIZE) | ('0' + number % 10));
        }
        return pairs;
    }

    static @Nullable String text(@Nullable Long epochMilli) {
        if (epochMilli == null) {
            return null;
        }
        if (epochMilli < 0 || epochMilli > LAST_OF_FOUR_DIGITS) {
            return Instant.ofEpochMilli(epochMilli).toString();
        }
        int day = (int) (epochMilli / MILLIS_OF_DAY);
        int milli = (int) (epochMilli % MILLIS_OF_DAY);
        @Nullable Day known = LAST_DAY.get();
        if (known == null || known.number != day) {
            known = new Day(day);
            LAST_DAY.set(known);
        }
        byte[] text = known.text();
        two(text, 11, milli / 3_600_000);
        two(text, 14, milli / 60_000 % 60);
        two(text, 17, milli / 1_000 % 60);
        two(text, 20, milli % 1_000 / 10);
        text[22] = (byte) ('0' + milli % 10);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Returns the text of a day since 1970. Counts years from March, so that the leap day is the last of its year. */
    private static byte[] date(int epochDay) {
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
        int day = epochDay + DAYS_FROM_MARCH_OF_YEAR_0;
        int era = day / DAYS_OF_400_YEARS;
        int dayOfEra = day % DAYS_OF_400_YEARS;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int year = era * 400 + yearOfEra + (month < 10 ? 0 : 1);
        two(text, 0, year / 100);
        two(text, 2, year % 100);
        two(text, 5, month < 10 ? month + 3 : month - 9);
        two(text, 8, dayOfYear - (153 * month + 2) / 5 + 1);
        return text;
    }

    private static void two(byte[] text, int at, int number) {
        SHORT.set(text, at, PAIRS[number]);
    }
}
