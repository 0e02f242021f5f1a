package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * OPTION_LQ_CLIENT_LINK: the links on which a client has bindings. A server uses it over UDP only; it must
 * not appear in an answer to a Bulk query. RFC 5007 section 4.1.2.5, RFC 5460 section 6.3.
 *
 * @param linkAddresses one address of each link
 */
public record LqClientLink(List<Ipv6Address> linkAddresses) implements Dhcpv6Option {

    /** Keeps a copy of the list. */
    public LqClientLink {
        linkAddresses = List.copyOf(linkAddresses);
    }

    static LqClientLink read(OctetReader data) {
        List<Ipv6Address> links = new ArrayList<>(data.remaining() / Ipv6Address.OCTETS);
        while (data.remaining() > 0) {
            links.add(data.readAddress("link-address"));
        }
        return new LqClientLink(links);
    }

    @Override
    public int optionCode() {
        return OptionCode.LQ_CLIENT_LINK;
    }

    @Override
    public void writeData(ByteBuf out) {
        linkAddresses.forEach(link -> link.writeTo(out));
    }
}
