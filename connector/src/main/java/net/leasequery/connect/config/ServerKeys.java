package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say which DHCP servers to ask, and what for. */
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
                "DHCP servers to follow, as `name=host[:port]`, separated by commas; an IPv6 address goes in"
                        + " brackets. The name is the identity in records and offsets: keep it when the server's"
                        + " address changes. The port is 67 unless given, or 547 for IPv6. Each server is a task of its own, so"
                        + " `tasks.max` must be at least the number of servers.");
        form.define(
                Keys.SERVER_IDENTITIES,
                LIST,
                List.of(),
                new ServerIdentities(),
                LOW,
                Width.LONG,
                "Server identities",
                "What servers call themselves, as `name=identifier`, separated by commas: the server identifier"
                        + " (DHCPv4) or the DUID in hex (DHCPv6). Only needed for a server that has several, as a DHCPv4"
                        + " server with several interfaces may: `east=192.0.2.1,east=192.0.2.129`. A server that"
                        + " answers with an identifier that is not known to be its own is taken for another one: the"
                        + " stored position is worth nothing there, and everything is loaded again"
                        + " (`SERVER_CHANGED`).");
        form.define(
                Keys.FAMILY,
                STRING,
                Keys.IPV4,
                new OneOf(Keys.IPV4, Keys.IPV6),
                HIGH,
                Width.SHORT,
                "Family",
                "DHCP protocol to speak: `ipv4` (RFC 7724, RFC 6926) or `ipv6` (RFC 7653, RFC 5460).");
        form.define(
                Keys.SECURITY_PROTOCOL,
                STRING,
                Keys.SSL,
                new OneOf(Keys.SSL, Keys.PLAINTEXT),
                HIGH,
                Width.SHORT,
                "Security protocol",
                "`SSL`: every connection is upgraded to TLS before anything is asked, both sides show certificates, and"
                        + " a server that does not offer TLS is not talked to. `PLAINTEXT`: lease data goes over the"
                        + " wire in clear text, and anybody on the way can read and change it (RFC 7724 section 9).");
        form.define(
                Keys.VPN_ID,
                STRING,
                null,
                new VpnId(),
                MEDIUM,
                Width.MEDIUM,
                "VPN",
                "VPN whose addresses are followed (RFC 6607), for a server that keeps several address spaces: its name,"
                        + " `rfc2685:<14 hexadecimal digits>` for a VPN-ID of RFC 2685, `global` for the default VPN,"
                        + " `*` for all (RFC 6926 section 6.2.9). A name that has a colon, or that looks like one of"
                        + " the other forms, is written `name:<name>`. Without this key no VPN is named in a query,"
                        + " and the server answers for its default VPN. The VPN of each address is `vpn` in its"
                        + " record and key. After a change of this key, bindings of VPNs that are no longer asked for"
                        + " stay in the topic as they were.");
        form.define(
                Keys.REQUESTED_OPTIONS,
                LIST,
                "12,60,77,81,124,125",
                new OptionCodes(),
                MEDIUM,
                Width.LONG,
                "Requested options",
                "Option codes to ask for, in addition to those that a binding cannot be understood without: times, state,"
                        + " data source, client identifier, relay agent information, VPN. The default asks for host"
                        + " name (12), vendor class (60), user class (77), client FQDN (81) and the vendor-identifying"
                        + " options (124, 125). For `dhcp.family=ipv6` it is 15,16,39: user class, vendor class and client"
                        + " FQDN. What has no field of its own in the record arrives in its `options`.");
    }
}
