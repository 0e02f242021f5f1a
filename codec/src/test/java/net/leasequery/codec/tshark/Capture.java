package net.leasequery.codec.tshark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;

/**
 * A capture file in the classic pcap format with link type RAW: each record is an IPv4 packet.
 * Checksums are 0, which Wireshark does not verify unless told to.
 */
final class Capture {

    private static final int MAGIC = 0xa1b2c3d4;
    private static final int LINKTYPE_RAW = 101;
    private static final int SNAPLEN = 262_144;
    private static final int FILE_HEADER_OCTETS = 24;
    private static final int RECORD_HEADER_OCTETS = 16;
    private static final int IP_HEADER_OCTETS = 20;
    private static final int UDP_HEADER_OCTETS = 8;
    private static final int TCP_HEADER_OCTETS = 20;
    private static final byte UDP = 17;
    private static final byte TCP = 6;
    private static final int SERVER = 0xc0000201;
    private static final int REQUESTOR = 0xc0000202;
    private static final short REQUESTOR_PORT = 40_000 - 65_536;

    private final List<ByteBuffer> packets = new ArrayList<>();
    private int nextSequenceNumber = 1;

    /** A datagram from the server's port to the same port. */
    void addDatagram(int port, Octets payload) {
        ByteBuffer packet = ip(UDP, UDP_HEADER_OCTETS + payload.length());
        packet.putShort((short) port);
        packet.putShort((short) port);
        packet.putShort((short) (UDP_HEADER_OCTETS + payload.length()));
        packet.putShort((short) 0);
        packets.add(packet.put(payload.toByteArray()).flip());
    }

    /** The next segment of the one TCP stream that the server sends from this port. */
    void addSegment(int port, Octets payload) {
        ByteBuffer packet = ip(TCP, TCP_HEADER_OCTETS + payload.length());
        packet.putShort((short) port);
        packet.putShort(REQUESTOR_PORT);
        packet.putInt(nextSequenceNumber);
        packet.putInt(1);
        packet.putShort((short) 0x5018);
        packet.putShort((short) 0xffff);
        packet.putInt(0);
        packets.add(packet.put(payload.toByteArray()).flip());
        nextSequenceNumber += payload.length();
    }

    /** Writes all packets, a second apart. */
    void writeTo(Path file) throws IOException {
        int octets = packets.stream()
                .mapToInt(packet -> RECORD_HEADER_OCTETS + packet.limit())
                .sum();
        ByteBuffer out = ByteBuffer.allocate(FILE_HEADER_OCTETS + octets).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putShort((short) 2).putShort((short) 4);
        out.putInt(0).putInt(0).putInt(SNAPLEN).putInt(LINKTYPE_RAW);
        for (int second = 0; second < packets.size(); second++) {
            ByteBuffer packet = packets.get(second);
            out.putInt(second).putInt(0).putInt(packet.limit()).putInt(packet.limit());
            out.put(packet.duplicate());
        }
        Files.write(file, out.array());
    }

    private static ByteBuffer ip(byte protocol, int payloadOctets) {
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER_OCTETS + payloadOctets);
        packet.putShort((short) 0x4500);
        packet.putShort((short) (IP_HEADER_OCTETS + payloadOctets));
        packet.putInt(0);
        packet.put((byte) 64).put(protocol).putShort((short) 0);
        return packet.putInt(SERVER).putInt(REQUESTOR);
    }
}
