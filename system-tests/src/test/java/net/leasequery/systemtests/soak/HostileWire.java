package net.leasequery.systemtests.soak;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.leasequery.simulator.lease.Family;

/** Octets of messages that a hostile server sends, written without any help of the codec. RFC 7724, RFC 7653. */
final class HostileWire {

    /** Beginning of the DHCPv6 addresses that it tells of. */
    static final String FOREIGN_LINK = "2001:db8:dead:beef:";

    private static final int LARGEST = 65_535;
    private static final int LEASE_SECONDS = 86_400;
    private static final int MAGIC = 0x63825363;
    private static final long EPOCH_OF_DHCPV6 = 946_684_800L;
    private static final byte[] DUID = HexFormat.of().parseHex("00030001deadbeef0001");
    private static final byte[] IPV4_SERVER = {(byte) 203, 0, 113, 66};

    private final Family family;

    HostileWire(Family family) {
        this.family = family;
    }

    int xid(byte[] query) {
        ByteBuffer head = ByteBuffer.wrap(query);
        return switch (family) {
            case IPV4 -> head.getInt(4);
            case IPV6 -> head.getInt(0) & 0xffffff;
        };
    }

    /** A lease of an address that the honest server does not have, filled up to {@code size} with options. */
    byte[] binding(int xid, boolean first, int number, int size) {
        return switch (family) {
            case IPV4 -> ipv4Binding(xid, number, size);
            case IPV6 -> ipv6Binding(xid, first, number, size);
        };
    }

    byte[] dataMissing(int xid, boolean first) {
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        switch (family) {
            case IPV4 -> {
                ipv4Head(out, xid, 0, 17);
                out.put(new byte[] {(byte) 151, 1, 5});
                out.put((byte) 255);
            }
            case IPV6 -> {
                ipv6Head(out, xid, first);
                option(out, 13, new byte[] {0, 12});
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private byte[] ipv4Binding(int xid, int number, int size) {
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        ipv4Head(out, xid, 0xc633_0000 | number, 13);
        out.put(new byte[] {51, 4}).putInt(LEASE_SECONDS);
        while (out.position() + 258 < size) {
            byte[] value = new byte[255];
            Arrays.fill(value, (byte) '"');
            out.put((byte) (200 + number % 20)).put((byte) 255).put(value);
        }
        out.put((byte) 255);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void ipv4Head(ByteBuffer out, int xid, int address, int type) {
        out.put(new byte[] {2, 1, 6, 0}).putInt(xid).putInt(0).putInt(address);
        out.position(28);
        out.put(new byte[] {2, 0, 0, 0}).putShort((short) address);
        out.position(236);
        out.putInt(MAGIC).put(new byte[] {53, 1, (byte) type});
        out.put(new byte[] {54, 4}).put(IPV4_SERVER);
        out.put(new byte[] {(byte) 152, 4}).putInt((int) Instant.now().getEpochSecond());
    }

    private byte[] ipv6Binding(int xid, boolean first, int number, int size) {
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        ipv6Head(out, xid, first);
        int client = out.position();
        out.putInt(45 << 16);
        option(out, 1, DUID);
        out.putShort((short) 5).putShort((short) 24);
        out.putLong(0x2001_0db8_dead_beefL)
                .putLong(number)
                .putInt(LEASE_SECONDS)
                .putInt(LEASE_SECONDS);
        option(out, 46, new byte[4]);
        if (size > out.position() + 4) {
            byte[] value = new byte[size - out.position() - 4];
            Arrays.fill(value, (byte) '"');
            option(out, 300 + number % 20, value);
        }
        out.putShort(client + 2, (short) (out.position() - client - 4));
        return Arrays.copyOf(out.array(), out.position());
    }

    /** LEASEQUERY-REPLY with the server's DUID, or LEASEQUERY-DATA. */
    private static void ipv6Head(ByteBuffer out, int xid, boolean first) {
        out.putInt((first ? 15 : 17) << 24 | xid);
        if (first) {
            option(out, 2, DUID);
        }
        int now = (int) (Instant.now().getEpochSecond() - EPOCH_OF_DHCPV6);
        option(out, 100, ByteBuffer.allocate(4).putInt(now).array());
    }

    private static void option(ByteBuffer out, int code, byte[] value) {
        out.putShort((short) code).putShort((short) value.length).put(value);
    }
}
