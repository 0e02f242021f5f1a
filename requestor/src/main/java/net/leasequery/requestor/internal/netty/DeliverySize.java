package net.leasequery.requestor.internal.netty;

import net.leasequery.codec.Octets;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.RelayInfo;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that a delivery takes while it waits. Values whose length the server controls count by their
 * length, everything else by a constant. Octets that several bindings of one message share count for each of them.
 */
final class DeliverySize {

    /** Objects, times, addresses and states of one delivery. */
    private static final int FIXED = 512;

    /** An entry of the map, an object and an array. */
    private static final int PER_OPTION = 96;

    private DeliverySize() {}

    /** Returns the estimated octets of heap. */
    static long of(Delivery delivery) {
        if (delivery instanceof Delivery.OfBinding delivered) {
            return FIXED + size(delivered.binding());
        }
        if (delivery instanceof Delivery.OfQuarantined quarantined) {
            return FIXED + quarantined.octets().length() + size(quarantined.reason());
        }
        return FIXED;
    }

    private static long size(Binding binding) {
        long size = size(binding.serverId())
                + size(binding.address().vpn())
                + size(binding.statusMessage())
                + size(binding.client().clientId())
                + size(binding.client().duid())
                + size(binding.client().hostname())
                + size(binding.client().fqdn())
                + size(binding.client().vendorClass())
                + size(binding.client().userClass());
        RelayInfo relay = binding.relay();
        if (relay != null) {
            size += PER_OPTION
                    + size(relay.circuitId())
                    + size(relay.remoteId())
                    + size(relay.relayId())
                    + size(relay.subscriberId())
                    + size(relay.interfaceId());
        }
        for (Octets option : binding.options().values()) {
            size += PER_OPTION + option.length();
        }
        return size;
    }

    private static long size(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static long size(@Nullable Octets octets) {
        return octets == null ? 0 : octets.length();
    }
}
