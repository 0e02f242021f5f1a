package net.leasequery.requestor;

import java.util.Map;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What a server reports about one address or prefix in one reply.
 *
 * @param serverId server-identifier, applied from the first reply of the query (RFC 6926 section 7.3); null if none was
 *     sent
 * @param address address or prefix that the binding is about
 * @param state state at the server
 * @param client holder, or last holder if {@code state} is not ACTIVE (history, not a binding)
 * @param times absolute times in the server's clock
 * @param relay data reported by the relay agent; null if none
 * @param remote the change was made by a partner server (data-source REMOTE, RFC 6926 section 6.2.8)
 * @param statusCode status that applies to this binding alone (RFC 7724 section 5.2.2); null if absent
 * @param statusMessage status text as sent: any length, any characters
 * @param options every other option returned, by code, as sent
 */
public record Binding(
        @Nullable String serverId,
        BindingAddress address,
        BindingState state,
        Client client,
        BindingTimes times,
        @Nullable RelayInfo relay,
        boolean remote,
        @Nullable Integer statusCode,
        @Nullable String statusMessage,
        Map<Integer, Octets> options) {

    /** Makes the map immutable. */
    public Binding {
        options = Map.copyOf(options);
    }

    /**
     * Returns when the binding last changed; null if unknown. DHCPv6 does not report when a binding ended, and the time
     * of the last client transaction is not the time of the end.
     */
    public @Nullable ServerTime change() {
        boolean unreported = address.leaseType() != LeaseType.V4 && state != BindingState.ACTIVE;
        return unreported ? null : times.change();
    }
}
