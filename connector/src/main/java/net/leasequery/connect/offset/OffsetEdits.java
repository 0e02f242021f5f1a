package net.leasequery.connect.offset;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Checks an operator's edits of the stored offsets (KIP-875). A reset is always allowed, even for a partition that the
 * connector no longer has. Any other edit must be readable and must not lie in the future, because changes up to then
 * would never be requested.
 */
public final class OffsetEdits {

    /** Clocks of well-run servers agree better than this; a known skew is stated in the offset. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final Collection<String> servers;
    private final DhcpFamily family;
    private final Clock clock;

    /** Checks edits for a connector with these servers and this family, at the time of {@code clock}. */
    public OffsetEdits(Collection<String> servers, DhcpFamily family, Clock clock) {
        this.servers = List.copyOf(servers);
        this.family = family;
        this.clock = clock;
    }

    /**
     * Returns normally if every edit may be stored.
     *
     * @param edits source partition to its new offset, or to null for a reset
     * @throws ConnectException that names the first rejected edit, the reason, and a correct form
     */
    public void check(Map<Map<String, ?>, ? extends @Nullable Map<String, ?>> edits) {
        edits.forEach((partition, offset) -> {
            if (offset != null) {
                checkPartition(SourcePartition.ofMap(partition));
                checkTimes(new OffsetFormat(family).read(offset).resume());
            }
        });
    }

    private void checkPartition(SourcePartition partition) {
        if (partition.family() != family) {
            throw new ConnectException("Offset for family " + partition.familyName()
                    + ", but dhcp.family of this connector is " + SourcePartition.nameOf(family)
                    + "; give \"family\": \"" + SourcePartition.nameOf(family) + "\" in the partition");
        }
        if (!servers.contains(partition.server())) {
            throw new ConnectException("Offset for server \"" + partition.server()
                    + "\", but dhcp.servers of this connector names " + servers
                    + "; give the partition of one of these, or change dhcp.servers first");
        }
    }

    private void checkTimes(ResumeState state) {
        ResumePosition position = state.position();
        Long skew = position == null ? null : position.clockSkewMillis();
        if (position != null) {
            checkNotInFuture("base_time", position.baseTime(), skew);
        }
        Gap gap = state.gap();
        if (gap == null) {
            return;
        }
        if (gap.start() != null) {
            checkNotInFuture("gap_start", gap.start(), skew);
        }
        if (gap.end() != null) {
            checkNotInFuture("gap_end", gap.end(), skew);
        }
        if (gap.start() != null && gap.end() != null && gap.start().compareTo(gap.end()) > 0) {
            throw new ConnectException("gap_start (" + gap.start() + ") is after gap_end (" + gap.end() + ")");
        }
    }

    private void checkNotInFuture(String key, ServerTime time, @Nullable Long skewMillis) {
        long serverNow = clock.millis() + (skewMillis == null ? 0 : skewMillis);
        long ahead = time.toEpochMilli() - serverNow;
        if (ahead > CLOCK_TOLERANCE.toMillis()) {
            throw new ConnectException(key + " " + time.toWire(family) + " (" + time + ") lies "
                    + Duration.ofMillis(ahead).toSeconds() + " s in the future; changes until then would be lost."
                    + " Give a time that has passed. If the server's clock runs ahead of the worker's, say by how"
                    + " much in clock_skew_ms");
        }
    }
}
