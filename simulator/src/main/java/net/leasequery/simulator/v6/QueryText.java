package net.leasequery.simulator.v6;

import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import org.jspecify.annotations.Nullable;

/**
 * OPTION_LQ_QUERY for the log: {@code relay-id:0003…}, followed by {@code @2001:db8:0:1::1} if it is about one link.
 */
final class QueryText {

    private QueryText() {}

    static String of(LqQuery query) {
        String link = query.linkAddress().isUnspecified() ? "" : "@" + query.linkAddress();
        return switch (query.type()) {
            case BY_ADDRESS -> "address:" + address(query.options().first(IaAddress.class)) + link;
            case BY_CLIENT_ID -> "client-id:" + duid(query.options().first(ClientIdentifier.class)) + link;
            case BY_RELAY_ID -> "relay-id:" + relay(query.options().first(RelayId.class)) + link;
            case BY_LINK_ADDRESS -> "link-address:" + query.linkAddress();
            case BY_REMOTE_ID -> "remote-id:" + remote(query.options().first(RemoteId.class)) + link;
            case UNKNOWN -> "type-" + query.queryType() + link;
        };
    }

    private static String address(@Nullable IaAddress option) {
        return option == null ? "" : option.address().toString();
    }

    private static String duid(@Nullable ClientIdentifier option) {
        return option == null ? "" : option.duid().toHex();
    }

    private static String relay(@Nullable RelayId option) {
        return option == null ? "" : option.duid().toHex();
    }

    /** Enterprise number and identifier as on the wire. */
    private static String remote(@Nullable RemoteId option) {
        return option == null
                ? ""
                : "%08x".formatted(option.enterpriseNumber())
                        + option.remoteId().toHex();
    }
}
