package net.leasequery.connect.record;

import java.nio.ByteBuffer;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.table.Details;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.RelayInfo;

/**
 * Computes the fingerprint of a binding. Its digest covers the same content as {@link EventId}, except for the times,
 * which may differ by a second each time they are made absolute. Not thread-safe.
 */
final class Fingerprints {

    private final ContentDigest digest = new ContentDigest();
    private final Sweep sweep;
    private final boolean ofContent;

    /**
     * @param written whether fingerprints are written into headers; if they are not, and the sweep compares none, the
     *     content is left out of them
     */
    Fingerprints(Sweep sweep, boolean written) {
        this.sweep = sweep;
        this.ofContent = written || sweep.comparesContent();
    }

    Fingerprint of(Delivery.OfBinding delivered) {
        Binding binding = delivered.binding();
        BindingTimes times = binding.times();
        if (!ofContent) {
            return new Fingerprint(
                    binding.address(),
                    binding.state(),
                    0,
                    times.leaseExpiry(),
                    times.lastTransaction(),
                    times.stateStart(),
                    sweep.covers(delivered),
                    Details.UNKNOWN,
                    times.baseTime());
        }
        byte[] sha256 = digest.of(to -> {
            to.text(binding.state().name());
            to.client(binding.client());
            to.flag(times.infiniteLease());
            to.relay(binding.relay());
            to.options(binding.options());
            to.dataSource(binding.remote());
        });
        return new Fingerprint(
                binding.address(),
                binding.state(),
                ByteBuffer.wrap(sha256).getLong(),
                times.leaseExpiry(),
                times.lastTransaction(),
                times.stateStart(),
                sweep.covers(delivered),
                details(binding),
                times.baseTime());
    }

    /** The sweeps of DHCPv4 do not use client and link. */
    private static Details details(Binding binding) {
        long schedule = Details.schedule(binding.times());
        if (binding.address().leaseType() == LeaseType.V4) {
            return new Details(0, 0, schedule);
        }
        RelayInfo relay = binding.relay();
        String link = relay == null ? null : relay.linkAddress();
        return new Details(Details.client(binding), link == null ? Details.NO_RELAY : Details.link(link), schedule);
    }
}
