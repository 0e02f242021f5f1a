package net.leasequery.systemtests.simulation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DHCPv6 Leasequery over TCP, written from RFC 8415, RFC 5007, RFC 5460 and RFC 7653. */
final class Ipv6Format implements WireFormat {

    private static final int ADDRESS = 16;
    private static final long SITE = 0x2001_0db8L;

    private static final int REPLY = 15;
    private static final int DONE = 16;
    private static final int DATA = 17;
    private static final int ACTIVE_QUERY = 22;

    private static final int CLIENT_ID = 1;
    private static final int SERVER_ID = 2;
    private static final int IA_ADDRESS = 5;
    private static final int IA_PREFIX = 26;
    private static final int PREFIX_LENGTH = 48;
    /** Every sixth slot is a prefix and not an address. */
    private static final int PREFIX_EVERY = 6;

    private static final int VSS = 68;

    private final boolean vpns;

    Ipv6Format(boolean vpns) {
        this.vpns = vpns;
    }

    @Override
    public boolean hasVpns() {
        return vpns;
    }

    static boolean isPrefix(int slot) {
        return slot % PREFIX_EVERY == PREFIX_EVERY - 1;
    }

    @Override
    public String address(int slot) {
        return isPrefix(slot)
                ? "2001:db8:" + Integer.toHexString(0x100 + host(slot)) + "::/48"
                : "2001:db8:0:" + (1 + link(slot)) + "::" + Integer.toHexString(0x10 + host(slot));
    }

    private byte[] octets(int slot) {
        return isPrefix(slot)
                ? new Octets()
                        .u32(SITE)
                        .u16(0x100 + host(slot))
                        .zeros(ADDRESS - 6)
                        .toByteArray()
                : onLink(link(slot), 0x10 + host(slot));
    }

    private static byte[] onLink(int link, int host) {
        return new Octets().u32(SITE).u16(0).u16(1 + link).zeros(6).u16(host).toByteArray();
    }

    /** The link-address that a relay agent of a link writes. */
    static byte[] linkAddress(int link, int relay) {
        return onLink(link, 1 + relay);
    }

    private static byte[] duid(int client) {
        return new byte[] {0, 3, 0, 1, 2, 0, 0, 0, 1, (byte) client};
    }

    @Override
    public String excludedSubnet() {
        return "2001:db8:0:2::/64";
    }

    @Override
    public boolean isExcluded(int slot) {
        return link(slot) == 1 && !isPrefix(slot);
    }

    @Override
    public Query read(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        int head = in.getInt();
        Map<Integer, byte[]> options = options(in);
        byte @Nullable [] query = options.get(44);
        Query.By by = Query.By.ALL;
        byte[] key = new byte[0];
        if (query != null) {
            ByteBuffer asked = ByteBuffer.wrap(query);
            int type = asked.get();
            byte[] link = new byte[ADDRESS];
            asked.get(link);
            Map<Integer, byte[]> by6 = options(asked);
            by = by(type);
            key = switch (by) {
                case LINK -> link;
                case CLIENT -> by6.getOrDefault(CLIENT_ID, key);
                case ADDRESS -> Arrays.copyOf(by6.getOrDefault(IA_ADDRESS, link), ADDRESS);
                case ALL, RELAY, OTHER -> key;
            };
        }
        return new Query(
                (head >>> 24) == ACTIVE_QUERY,
                head & 0xff_ffff,
                seconds(options.get(101)),
                seconds(options.get(102)),
                by,
                ByteBuffer.wrap(key),
                WireFormat.vpnOf(options.get(VSS)));
    }

    private static Query.By by(int type) {
        return switch (type) {
            case 1 -> Query.By.ADDRESS;
            case 2 -> Query.By.CLIENT;
            case 4 -> Query.By.LINK;
            default -> Query.By.OTHER;
        };
    }

    private static @Nullable Long seconds(byte @Nullable [] option) {
        return option == null
                ? null
                : Long.valueOf(Integer.toUnsignedLong(ByteBuffer.wrap(option).getInt()) + Family.IPV6.epochSeconds());
    }

    private static Map<Integer, byte[]> options(ByteBuffer in) {
        Map<Integer, byte[]> options = new HashMap<>();
        while (in.hasRemaining()) {
            int code = Short.toUnsignedInt(in.getShort());
            byte[] value = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(value);
            options.putIfAbsent(code, value);
        }
        return options;
    }

    /**
     * DHCPv6 bulk answers contain existing leases, and all leases on a link, whichever agent relayed them: RFC 5460
     * section 5.3.2.
     */
    @Override
    public boolean selects(Query query, Lease lease) {
        return lease.isBound()
                && switch (query.by()) {
                    case ADDRESS -> query.isKey(octets(lease.slot()));
                    case CLIENT -> query.isKey(duid(lease.client()));
                    case LINK ->
                        query.isKey(linkAddress(link(lease.slot()), 0))
                                || query.isKey(linkAddress(link(lease.slot()), 1));
                    case ALL, RELAY, OTHER -> false;
                };
    }

    @Override
    public Octets leases(Reply reply, List<Lease> leases, int label) {
        Lease any = leases.get(0);
        long heard = leases.stream().mapToLong(Lease::steadyTransaction).max().orElse(0);
        Octets data = new Octets().option6(CLIENT_ID, new Octets().bytes(duid(any.client())));
        for (Lease lease : leases) {
            data.option6(lease.kind().option(), association(reply, lease));
        }
        String name = "v" + label;
        if (reply.full()) {
            data.option6(46, new Octets().u32(reply.silence(heard)));
        }
        data.option6(39, new Octets().u8(0).u8(name.length()).text(name));
        if (vpn(any.slot()) != null) {
            data.option6(VSS, new Octets().u8(TYPE_NAME).text(VPN));
        }
        if (any.relay() >= 0) {
            data.option6(47, relayData(reply, any));
        }
        return message(reply, DATA).option6(45, data);
    }

    private Octets association(Reply reply, Lease lease) {
        long valid = lease.isBound() ? lease.secondsLeft(reply.steady()) : 0;
        long preferred = valid == Lease.INFINITE ? valid : Math.max(0, valid - lease.lifetime() / 2);
        Octets times = new Octets().u32(preferred).u32(valid);
        Octets association = new Octets().u32(1 + lease.slot());
        if (lease.kind() != LeaseKind.TA) {
            association.u32(0).u32(0);
        }
        return lease.kind() == LeaseKind.PD
                ? association.option6(IA_PREFIX, times.u8(PREFIX_LENGTH).bytes(octets(lease.slot())))
                : association.option6(
                        IA_ADDRESS, new Octets().bytes(octets(lease.slot())).bytes(times.toByteArray()));
    }

    /** Damaged: the length of the relay's interface-id exceeds its message. */
    private Octets relayData(Reply reply, Lease lease) {
        byte[] link = linkAddress(link(lease.slot()), lease.relay());
        Octets relayForward = new Octets().u8(12).u8(0).bytes(link).bytes(onLink(link(lease.slot()), 0x100));
        relayForward.option6(18, new Octets().text("ge0" + lease.client()));
        if (reply.damaged()) {
            relayForward.u16(18).u16(200).u8(1);
        }
        return new Octets().bytes(link).bytes(relayForward.toByteArray());
    }

    @Override
    public Octets streamStatus(Reply reply, Status status) {
        return withStatus(message(reply, status == Status.QUERY_TERMINATED ? DONE : DATA), status);
    }

    /** DHCPv6 has no status for it: a LEASEQUERY-DATA without a client. RFC 7653 section 9.4. */
    @Override
    public Octets keepAlive(Reply reply) {
        return message(reply, DATA);
    }

    /** An answer without a binding ends with its LEASEQUERY-REPLY. RFC 5460 section 6.3. */
    @Override
    public Octets bulkEnd(Reply reply, Status status) {
        return withStatus(message(reply, DONE), status);
    }

    private static Octets withStatus(Octets message, Status status) {
        return status == Status.SUCCESS
                ? message
                : message.option6(13, new Octets().u16(status.code(Family.IPV6)).text("simulated"));
    }

    /** Client data that is longer than the message. */
    @Override
    public Octets malformed(Reply reply) {
        return message(reply, DATA).u16(45).u16(500).u8(1);
    }

    /** The first reply is a LEASEQUERY-REPLY, and only that names the server. RFC 5460 section 5.2. */
    private static Octets message(Reply reply, int type) {
        Octets message = new Octets().u8(reply.first() ? REPLY : type).u24(reply.xid());
        if (reply.first()) {
            message.option6(
                    SERVER_ID, new Octets().u16(3).u16(1).u32(0xc0a8_0000L).u16(reply.server()));
        }
        return message.option6(100, new Octets().u32(reply.shown() - Family.IPV6.epochSeconds()));
    }
}
