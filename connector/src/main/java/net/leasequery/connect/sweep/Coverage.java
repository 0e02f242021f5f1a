package net.leasequery.connect.sweep;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.table.VpnScope;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RelayInfo;
import org.jspecify.annotations.Nullable;

/**
 * Which bindings the configured bulk queries ask for. The absence of a binding from a complete answer means that it has
 * ended only if the queries ask for it.
 */
public final class Coverage {

    /** Covers only bindings that came in an answer. */
    static final Coverage OF_WHAT_CAME = new Coverage(List.of(), false, new VpnScope(VirtualSubnet.ALL));

    private final List<BulkQuery> queries;
    private final boolean everything;
    private final VpnScope vpns;
    private final Set<String> links;

    private Coverage(List<BulkQuery> queries, boolean everything, VpnScope vpns) {
        this.queries = List.copyOf(queries);
        this.everything = everything;
        this.vpns = vpns;
        this.links = queries.stream()
                .filter(BulkQuery.ByLinkAddress.class::isInstance)
                .map(query -> ((BulkQuery.ByLinkAddress) query).link())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the coverage of these queries.
     *
     * @param queries of the requestor; empty if snapshots are requested as a catch-up, which has no selection
     * @param vpn named in every query; null for none
     */
    public static Coverage of(List<BulkQuery> queries, @Nullable VirtualSubnet vpn) {
        return new Coverage(queries, queries.isEmpty(), new VpnScope(vpn));
    }

    /**
     * Whether a complete answer to the queries would contain this binding. A binding that came in such an answer counts
     * as covered, unless it is of a VPN that the queries do not name: the server need not send it again.
     */
    public boolean covers(Binding binding, Origin origin) {
        return vpns.includes(binding.address()) && (isOfAnswer(origin) || asksFor(binding));
    }

    private static boolean isOfAnswer(Origin origin) {
        return origin == Origin.SNAPSHOT || origin == Origin.GAP_FILL || origin == Origin.POLL;
    }

    /** Whether the queries ask for such a binding, regardless of how it came. */
    boolean asksFor(Binding binding) {
        if (!vpns.includes(binding.address())) {
            return false;
        }
        if (everything) {
            return true;
        }
        // A loop instead of a stream because this runs for each binding.
        for (BulkQuery query : queries) {
            if (asksFor(query, binding)) {
                return true;
            }
        }
        return false;
    }

    /** Whether bindings of this origin came on the stream of changes. Without queries, snapshots come on it too. */
    boolean isOfStream(Origin origin) {
        return origin == Origin.LIVE
                || origin == Origin.CATCH_UP
                || (origin == Origin.SNAPSHOT && queries.isEmpty() && everything);
    }

    /** The link-addresses that the queries name. */
    Set<String> links() {
        return links;
    }

    /** Whether a complete answer covers whole links. */
    boolean asksForLinks() {
        return !links.isEmpty();
    }

    private static boolean asksFor(BulkQuery query, Binding binding) {
        RelayInfo relay = binding.relay();
        return switch (query.kind()) {
            case ALL -> true;
            case HARDWARE_ADDRESS ->
                ((BulkQuery.ByHardwareAddress) query)
                        .address()
                        .equals(binding.client().hardwareAddress());
            case CLIENT_ID -> isClient(((BulkQuery.ByClientId) query).clientId(), binding);
            case REMOTE_ID -> relay != null && is(((BulkQuery.ByRemoteId) query).remoteId(), relay.remoteId());
            case RELAY_ID -> relay != null && is(((BulkQuery.ByRelayId) query).relayId(), relay.relayId());
            case LINK_ADDRESS ->
                relay != null && ((BulkQuery.ByLinkAddress) query).link().equals(relay.linkAddress());
            case ADDRESS ->
                query.toString().equals("address:" + binding.address().text());
        };
    }

    private static boolean isClient(Octets asked, Binding binding) {
        return is(asked, binding.client().clientId())
                || is(asked, binding.client().duid());
    }

    private static boolean is(Octets asked, @Nullable Octets reported) {
        return Objects.equals(asked, reported);
    }
}
