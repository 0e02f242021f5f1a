package net.leasequery.connect.record;

import java.util.HexFormat;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Binding;

/**
 * Computes the id of a binding from its content: identity, state, client, absolute times, relay, options and
 * data-source. Values that differ when the same binding is sent again (base-time, origin, snapshot, clock skew) are
 * left out, so a replay has the id of the first delivery. The id is the first 128 bits of a SHA-256 in hex: consumers
 * may deduplicate by it without fear of collisions. Not thread-safe.
 */
final class EventId {

    private static final int OCTETS = 16;

    private final ContentDigest digest;

    EventId(SourcePartition source) {
        digest = new ContentDigest(to -> {
            to.text(source.server());
            to.text(source.familyName());
        });
    }

    String of(Binding binding) {
        byte[] sha256 = digest.of(to -> {
            to.address(binding.address());
            to.text(binding.state().name());
            to.client(binding.client());
            to.times(binding.times());
            to.relay(binding.relay());
            to.options(binding.options());
            to.dataSource(binding.remote());
        });
        return HexFormat.of().formatHex(sha256, 0, OCTETS);
    }
}
