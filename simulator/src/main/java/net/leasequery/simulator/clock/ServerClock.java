package net.leasequery.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The simulated server's clock: a source of real time plus an offset that can be changed while the server runs. Any
 * thread may call it.
 */
public final class ServerClock implements InstantSource {

    private static final Instant LAST_ON_THE_WIRE = Instant.ofEpochSecond(0xffff_ffffL);

    private final InstantSource source;

    private volatile Duration offset = Duration.ZERO;

    /** A clock that agrees with {@code source} until it is stepped. */
    public ServerClock(InstantSource source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** The time to the precision of the source; for pacing, not for the wire. */
    @Override
    public Instant instant() {
        return source.instant().plus(offset);
    }

    /**
     * The time in whole seconds, as a base-time shows it.
     *
     * @throws IllegalStateException if the clock was stepped beyond the range of 32 unsigned bits
     */
    public Instant now() {
        Instant now = instant().truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(Instant.EPOCH) || now.isAfter(LAST_ON_THE_WIRE)) {
            throw new IllegalStateException("the server's clock shows " + now + ", which no base-time can carry");
        }
        return now;
    }

    /** How far the clock is ahead of its source; negative if it is behind. */
    public Duration offset() {
        return offset;
    }

    /** Moves the clock forward, or back if {@code step} is negative. */
    public synchronized void step(Duration step) {
        offset = offset.plus(step);
    }
}
