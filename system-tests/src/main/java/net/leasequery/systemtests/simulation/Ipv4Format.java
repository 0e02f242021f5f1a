package net.leasequery.systemtests.simulation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DHCPv4 Leasequery over TCP, written from RFC 2131, RFC 4388, RFC 6926 and RFC 7724. */
final class Ipv4Format implements WireFormat {

    private static final int HEADER = 236;
    private static final int MAGIC_COOKIE = 0x63825363;
    private static final int SNAME_AND_FILE = 192;
    private static final int CHADDR = 16;

    private static final int UNASSIGNED = 11;
    private static final int ACTIVE = 13;
    private static final int DONE = 15;
    private static final int ACTIVE_QUERY = 16;
    private static final int STATUS = 17;

    private static final int RELAY_ID = 12;
    private static final int VSS = 221;

    /** Kea reports only active leases, without their state or its start. */
    private final boolean kea;

    private final boolean vpns;

    Ipv4Format(boolean kea, boolean vpns) {
        this.kea = kea;
        this.vpns = vpns;
    }

    @Override
    public boolean hasVpns() {
        return vpns;
    }

    @Override
    public String address(int slot) {
        return "198.51.100." + (10 + host(slot));
    }

    @Override
    public String excludedSubnet() {
        return "198.51.100.16/28";
    }

    @Override
    public boolean isExcluded(int slot) {
        return host(slot) >= 6;
    }

    @Override
    public Query read(byte[] message) {
        Map<Integer, byte[]> options = options(Arrays.copyOfRange(message, HEADER + Integer.BYTES, message.length));
        boolean active = type(options) == ACTIVE_QUERY;
        int xid = ByteBuffer.wrap(message).getInt(4);
        byte @Nullable [] relay = options.get(82);
        Map<Integer, byte[]> relayOptions = relay == null ? Map.of() : options(relay);
        byte @Nullable [] relayId = relayOptions.get(RELAY_ID);
        Query.By by = relayId != null ? Query.By.RELAY : relay == null ? Query.By.ALL : Query.By.OTHER;
        return new Query(
                active,
                xid,
                seconds(options.get(154)),
                seconds(options.get(155)),
                by,
                ByteBuffer.wrap(relayId == null ? new byte[0] : relayId),
                WireFormat.vpnOf(options.get(VSS)));
    }

    private static int type(Map<Integer, byte[]> options) {
        byte @Nullable [] type = options.get(53);
        if (type == null) {
            throw new IllegalArgumentException("a query without a dhcp-message-type");
        }
        return type[0];
    }

    private static @Nullable Long seconds(byte @Nullable [] option) {
        return option == null
                ? null
                : Long.valueOf(Integer.toUnsignedLong(ByteBuffer.wrap(option).getInt()));
    }

    /** Keeps the last value of each code; no query has two. */
    private static Map<Integer, byte[]> options(byte[] area) {
        Map<Integer, byte[]> options = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(area);
        while (in.hasRemaining()) {
            int code = Byte.toUnsignedInt(in.get());
            if (code == 255) {
                break;
            }
            if (code != 0) {
                byte[] value = new byte[Byte.toUnsignedInt(in.get())];
                in.get(value);
                options.put(code, value);
            }
        }
        return options;
    }

    @Override
    public boolean selects(Query query, Lease lease) {
        return switch (query.by()) {
            case ALL -> true;
            case RELAY -> query.isKey(relayId(link(lease.slot())));
            case ADDRESS, CLIENT, LINK, OTHER -> false;
        };
    }

    /** The relay-id of the relay agent of a link. */
    static byte[] relayId(int link) {
        return new byte[] {0, 3, 0, 1, 2, 0, 0, 0, 0, (byte) link};
    }

    @Override
    public Octets leases(Reply reply, List<Lease> leases, int label) {
        Lease lease = leases.get(0);
        byte[] hardware = {2, 0, 0, 0, 0, (byte) lease.client()};
        Octets message = header(reply, address4(host(lease.slot())), hardware)
                .option4(53, new Octets().u8(lease.isBound() ? ACTIVE : UNASSIGNED))
                .option4(152, new Octets().u32(reply.shown()))
                .option4(12, new Octets().text("v" + label))
                .option4(61, new Octets().u8(1).bytes(hardware));
        if (reply.full()) {
            message.option4(91, new Octets().u32(reply.silence(lease.steadyTransaction())));
        }
        if (lease.isBound()) {
            message.option4(51, new Octets().u32(lease.secondsLeft(reply.steady())));
        }
        if (!kea) {
            message.option4(153, new Octets().u32(reply.steady() - lease.steadyChange()))
                    .option4(156, new Octets().u8(lease.state()));
        }
        if (vpn(lease.slot()) != null) {
            message.option4(VSS, new Octets().u8(TYPE_NAME).text(VPN));
        }
        return end(identified(reply, message.option4(82, relayInformation(reply, lease))));
    }

    /** Damaged as seen from relays in the field: a sub-option that is longer than the option. */
    private Octets relayInformation(Reply reply, Lease lease) {
        Octets circuit = new Octets().text("ge0" + lease.client());
        Octets sent =
                new Octets().option4(1, circuit).option4(RELAY_ID, new Octets().bytes(relayId(link(lease.slot()))));
        return reply.damaged() ? sent.u8(255) : sent;
    }

    @Override
    public Octets streamStatus(Reply reply, Status status) {
        return statusMessage(reply, STATUS, status);
    }

    @Override
    public Octets keepAlive(Reply reply) {
        return streamStatus(reply, Status.CONNECTION_ACTIVE);
    }

    @Override
    public Octets bulkEnd(Reply reply, Status status) {
        return statusMessage(reply, DONE, status);
    }

    private static Octets statusMessage(Reply reply, int type, Status status) {
        Octets message = header(reply, 0, new byte[0]).option4(53, new Octets().u8(type));
        if (reply.dated() || status == Status.DATA_MISSING || status == Status.QUERY_TERMINATED) {
            message.option4(152, new Octets().u32(reply.shown()));
        }
        if (status != Status.SUCCESS) {
            message.option4(151, new Octets().u8(status.code(Family.IPV4)).text("simulated"));
        }
        return end(identified(reply, message));
    }

    /** A hardware address that is longer than its field. RFC 2131 section 2. */
    @Override
    public Octets malformed(Reply reply) {
        return end(new Octets()
                .u8(2)
                .u8(1)
                .u8(17)
                .u8(0)
                .u32(reply.xid())
                .zeros(HEADER - 8)
                .u32(MAGIC_COOKIE)
                .option4(53, new Octets().u8(ACTIVE)));
    }

    private static Octets header(Reply reply, long ciaddr, byte[] hardware) {
        return new Octets()
                .u8(2)
                .u8(hardware.length == 0 ? 0 : 1)
                .u8(hardware.length)
                .u8(0)
                .u32(reply.xid())
                .u32(0)
                .u32(ciaddr)
                .zeros(3 * Integer.BYTES)
                .bytes(Arrays.copyOf(hardware, CHADDR))
                .zeros(SNAME_AND_FILE)
                .u32(MAGIC_COOKIE);
    }

    /** The server identifies itself only in its first reply. RFC 6926 section 8.2. */
    private static Octets identified(Reply reply, Octets message) {
        return reply.first() ? message.option4(54, new Octets().u32(0xc000_0201L + reply.server())) : message;
    }

    private static Octets end(Octets message) {
        return message.u8(255);
    }

    private static long address4(int slot) {
        return 0xc633_6400L + 10 + slot;
    }
}
