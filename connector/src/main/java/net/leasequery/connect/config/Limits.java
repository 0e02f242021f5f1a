package net.leasequery.connect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts integers within limits. The upper limits keep every sum and every conversion to nanoseconds far from
 * overflow; the lower ones keep a value useful.
 */
final class Limits implements ConfigDef.Validator {

    static final long SECOND_MS = 1_000L;
    static final long MINUTE_MS = 60 * SECOND_MS;
    static final long HOUR_MS = 60 * MINUTE_MS;
    static final long DAY_MS = 24 * HOUR_MS;

    /** No heap is larger than this. */
    static final long MOST_BYTES = 1L << 44;

    private final long least;
    private final long most;
    private final boolean orZero;

    private Limits(long least, long most, boolean orZero) {
        this.least = least;
        this.most = most;
        this.orZero = orZero;
    }

    /** From {@code least} to {@code most}, inclusive. */
    static Limits between(long least, long most) {
        return new Limits(least, most, false);
    }

    /** The same range, or 0 to turn a feature off. */
    static Limits zeroOrBetween(long least, long most) {
        return new Limits(least, most, true);
    }

    long least() {
        return least;
    }

    long most() {
        return most;
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof Number number && !accepts(number.longValue())) {
            throw new ConfigException(
                    key,
                    value,
                    "must be at least " + least + " and at most " + most + (orZero ? ", or 0 to turn it off" : ""));
        }
    }

    private boolean accepts(long value) {
        return (orZero && value == 0) || (value >= least && value <= most);
    }

    @Override
    public String toString() {
        return least + " to " + most + (orZero ? ", or 0" : "");
    }
}
