package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_LQ_QUERY: which bindings are asked for. RFC 5007 section 4.1.2.1, RFC 5460 section 5.3.
 *
 * @param queryType 0..255, as received; see {@link #type()}
 * @param linkAddress link of the query; {@code ::} for all links
 * @param options the query-options: those that the type needs, and optionally an {@link OptionRequest} for options of
 *     each client
 */
public record LqQuery(int queryType, Ipv6Address linkAddress, Dhcpv6Options options) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the type is outside of 0..255 */
    public LqQuery {
        Unsigned.check8(queryType, "query-type");
    }

    /** Asks for the client that has this address, or a prefix that contains it. */
    public static LqQuery byAddress(Ipv6Address address) {
        return of(QueryType.BY_ADDRESS, new IaAddress(address, 0, 0));
    }

    /** Asks for one client. */
    public static LqQuery byClientId(Duid client) {
        return of(QueryType.BY_CLIENT_ID, new ClientIdentifier(client));
    }

    /** Asks for all clients behind a relay agent. */
    public static LqQuery byRelayId(Duid relay) {
        return of(QueryType.BY_RELAY_ID, new RelayId(relay));
    }

    /** Asks for all clients on the link of this address. */
    public static LqQuery byLinkAddress(Ipv6Address linkAddress) {
        return of(QueryType.BY_LINK_ADDRESS).onLink(linkAddress);
    }

    /** Asks for all clients at the far end of a line. */
    public static LqQuery byRemoteId(RemoteId remoteId) {
        return of(QueryType.BY_REMOTE_ID, remoteId);
    }

    private static LqQuery of(QueryType type, Dhcpv6Option... options) {
        return new LqQuery(type.code(), Ipv6Address.UNSPECIFIED, Dhcpv6Options.of(options));
    }

    static LqQuery read(OctetReader data) {
        return new LqQuery(data.readUnsignedByte("query-type"), data.readAddress("link-address"), data.readOptions());
    }

    /** Returns this query, limited to one link. */
    public LqQuery onLink(Ipv6Address link) {
        return new LqQuery(queryType, link, options);
    }

    /** Returns this query with a request for these options of each client; see {@link OptionCode}. */
    public LqQuery requesting(int... optionCodes) {
        return new LqQuery(queryType, linkAddress, options.with(OptionRequest.of(optionCodes)));
    }

    /** Returns the type of the query, {@link QueryType#UNKNOWN} if it is not defined. */
    public QueryType type() {
        return QueryType.of(queryType);
    }

    /** Whether the query has the options that its type needs; otherwise a server answers MalformedQuery. */
    public boolean isComplete() {
        return switch (type()) {
            case BY_ADDRESS -> options.first(IaAddress.class) != null;
            case BY_CLIENT_ID -> options.first(ClientIdentifier.class) != null;
            case BY_RELAY_ID -> options.first(RelayId.class) != null;
            case BY_LINK_ADDRESS -> !linkAddress.isUnspecified();
            case BY_REMOTE_ID -> options.first(RemoteId.class) != null;
            case UNKNOWN -> false;
        };
    }

    @Override
    public int optionCode() {
        return OptionCode.LQ_QUERY;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeByte(queryType);
        linkAddress.writeTo(out);
        options.writeTo(out);
    }
}
