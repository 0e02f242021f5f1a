package net.leasequery.streams.addresses;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.leasequery.streams.merge.View;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reads a binding as the view of one server of an address, with its times in the workers' clock. */
public final class BindingViews {

    private BindingViews() {}

    static View of(GenericRecord update) {
        GenericRecord binding = binding(update);
        boolean vanished = State.flag(update, "tombstone")
                && State.required(binding, "state").equals("ACTIVE");
        return new View(
                State.required(update, "server"),
                vanished ? "UNKNOWN" : State.required(binding, "state"),
                client(binding),
                time(binding, "lastTransactionTime"),
                time(binding, "stateStartTime"),
                time(binding, "leaseExpiryTime"),
                State.flag(binding, "infiniteLease"),
                State.required(binding, "family").equals("ipv6") ? null : State.flag(binding, "remote"),
                vanished || State.flag(binding, "inferred"),
                State.required(binding, "eventId"),
                State.longOf(update, "recordedAt"));
    }

    /** Returns the binding of a view. */
    public static GenericRecord binding(GenericRecord update) {
        if (update.get("binding") instanceof GenericRecord binding) {
            return binding;
        }
        throw new IllegalStateException("A view without a binding is never stored");
    }

    /** A time in the workers' clock; in the server's if its skew is not known. */
    private static @Nullable Long time(GenericRecord binding, String field) {
        Long time = State.number(binding, field);
        return time == null ? null : time - State.longOf(binding, "clockSkewMillis");
    }

    /** Returns the client of a binding, by the identifier that the protocol uses; null if the binding names none. */
    public static @Nullable String client(GenericRecord binding) {
        if (binding.get("duid") instanceof ByteBuffer duid) {
            Long iaid = State.number(binding, "iaid");
            return "duid:" + hex(duid) + (iaid == null ? "" : "/" + iaid);
        }
        if (binding.get("clientId") instanceof ByteBuffer clientId) {
            return "id:" + hex(clientId);
        }
        return hardware(binding);
    }

    /** Returns the client of a binding or a tenure by its hardware address; null if that is not known. */
    public static @Nullable String hardware(GenericRecord named) {
        String hardware = State.text(named, "hardwareAddress");
        return hardware == null ? null : "hw:" + named.get("hardwareType") + "/" + hardware;
    }

    private static String hex(ByteBuffer octets) {
        byte[] exact = new byte[octets.remaining()];
        octets.duplicate().get(exact);
        return HexFormat.of().formatHex(exact);
    }

    /** Returns the client's link as the relay agent reports it; null if unknown. */
    static @Nullable String relayLink(GenericRecord binding) {
        if (!(binding.get("relay") instanceof GenericRecord relay)) {
            return null;
        }
        String link = State.text(relay, "linkAddress");
        return link != null ? link : State.text(relay, "giaddr");
    }
}
