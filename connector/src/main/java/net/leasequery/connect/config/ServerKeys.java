package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that configure which DHCP servers to query, and what to request. */
final class ServerKeys {

    private ServerKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("DHCP servers");
        form.define(
                Keys.SERVERS,
                LIST,
                ConfigDef.NO_DEFAULT_VALUE,
                new ServerList(),
                HIGH,
                Width.LONG,
                "Servers",
                "DHCP servers to follow, as `name=host[:port]`, separated by commas. Write IPv6 addresses in"
                        + " brackets. The name identifies the server in records and offsets: keep it when the"
                        + " server's address changes. Without a port, 67 is used, or 547 with `dhcp.family=ipv6`."
                        + " Each server needs a task of its own, so `tasks.max` must be at least the number of"
                        + " servers.");
        form.define(
                Keys.SERVER_IDENTITIES,
                LIST,
                List.of(),
                new ServerIdentities(),
                LOW,
                Width.LONG,
                "Server identities",
                "Identifiers of servers, as `name=identifier`, separated by commas: the server identifier (DHCPv4)"
                        + " or the DUID in hexadecimal (DHCPv6). Needed only for a server with several identifiers,"
                        + " such as a DHCPv4 server with several interfaces: `east=192.0.2.1,east=192.0.2.129`."
                        + " Without this key, the first identifier that a server sends is taken as its identity. A"
                        + " server that answers with an unknown identifier counts as another server: the stored"
                        + " position does not apply to it, and all bindings are loaded again (event"
                        + " `SERVER_CHANGED`).");
        form.define(
                Keys.FAMILY,
                STRING,
                Keys.IPV4,
                new OneOf(Keys.IPV4, Keys.IPV6),
                HIGH,
                Width.SHORT,
                "Family",
                "Protocol of all servers of this connector: `ipv4` for DHCPv4 (RFC 7724, RFC 6926), `ipv6` for"
                        + " DHCPv6 (RFC 7653, RFC 5460). To follow both, run two connectors.");
        form.define(
                Keys.SECURITY_PROTOCOL,
                STRING,
                Keys.SSL,
                new OneOf(Keys.SSL, Keys.PLAINTEXT),
                HIGH,
                Width.SHORT,
                "Security protocol",
                "`SSL`: every connection is upgraded to TLS before the first query, both sides present certificates,"
                        + " and a server that does not support TLS is refused. `PLAINTEXT`: lease data is sent in"
                        + " clear text, and anyone on the network path can read and change it (RFC 7724 section 9)."
                        + " Use `PLAINTEXT` only for servers without TLS, on a network that you trust.");
        form.define(
                Keys.VPN_ID,
                STRING,
                null,
                new VpnId(),
                MEDIUM,
                Width.MEDIUM,
                "VPN",
                "VPN whose addresses are followed (RFC 6607), for a server with several address spaces: its name,"
                        + " `rfc2685:<14 hexadecimal digits>` for a VPN-ID of RFC 2685, `global` for the default"
                        + " VPN, `*` for all (RFC 6926 section 6.2.9). Write a name that contains a colon, or that"
                        + " looks like one of the other forms, as `name:<name>`. Without this key, queries name no"
                        + " VPN, and the server answers for its default VPN. The field `vpn` of records and record"
                        + " keys holds the VPN of each address. When this key is changed, bindings of VPNs that are"
                        + " no longer queried stay in the topic unchanged.");
        form.define(
                Keys.REQUESTED_OPTIONS,
                LIST,
                "12,60,77,81,124,125",
                new OptionCodes(),
                MEDIUM,
                Width.LONG,
                "Requested options",
                "Codes of the options to request, in addition to those that are always requested: times, state, data"
                        + " source, client identifier, relay agent information, VPN. The default is host name (12),"
                        + " vendor class (60), user class (77), client FQDN (81) and the vendor-identifying options"
                        + " (124, 125); with `dhcp.family=ipv6` it is user class (15), vendor class (16) and client"
                        + " FQDN (39). Options without a field of their own in the record are in its field"
                        + " `options`.");
    }
}
