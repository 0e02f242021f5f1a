package net.leasequery.connect.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.leasequery.requestor.DhcpFamily;

/**
 * Makes messages of up to 65,535 octets that look like answers of a server, and are wrong in parts. Repeats
 * itself for the same random numbers.
 */
final class HostileMessages {

    static final int LIVE_XID = 7;
    static final int BULK_XID = 9;
    static final int LARGEST = 65_535;

    private static final int[] V4_TYPES = {11, 12, 13, 13, 13, 15, 16, 17, 18, 19};
    private static final int[] V4_OPTIONS = {
        12, 51, 53, 54, 58, 59, 60, 61, 77, 81, 82, 82, 91, 92, 118, 124, 125, 151, 152, 153, 154, 155, 156, 157, 220,
        221
    };
    private static final int[] V6_TYPES = {15, 15, 17, 17, 16, 7};
    private static final int[] V6_OPTIONS = {
        1, 2, 5, 5, 13, 15, 16, 17, 17, 26, 39, 45, 45, 46, 47, 48, 53, 68, 100, 101, 102, 103, 37, 38, 18, 9
    };
    private static final int DEEPEST = 6;

    private final DhcpFamily family;
    private final RandomGenerator random;

    HostileMessages(DhcpFamily family, RandomGenerator random) {
        this.family = family;
        this.random = random;
    }

    /** The next one, without the length that stands before it in a stream. */
    byte[] next() {
        if (random.nextBoolean()) {
            return switch (family) {
                case IPV4 -> wellFormedIpv4();
                case IPV6 -> wellFormedIpv6();
            };
        }
        byte[] message = switch (family) {
            case IPV4 -> ipv4();
            case IPV6 -> ipv6();
        };
        int damaged = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
        for (int i = 0; i < damaged && message.length > 0; i++) {
            message[random.nextInt(message.length)] = (byte) random.nextInt();
        }
        return message;
    }

    private byte[] ipv4() {
        ByteBuffer head = ByteBuffer.allocate(240);
        head.put((byte) 2)
                .put((byte) random.nextInt(8))
                .put((byte) random.nextInt(20))
                .put((byte) 0);
        head.putInt(xid()).putInt(0);
        head.putInt(random.nextInt(3) == 0 ? 0 : random.nextInt());
        head.putInt(random.nextInt()).putInt(0).putInt(random.nextInt());
        byte[] rest = new byte[16 + 64 + 128];
        random.nextBytes(rest);
        head.put(rest).putInt(0x63825363);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        option4(out, 53, new byte[] {(byte) pick(V4_TYPES)});
        int size = size();
        while (out.size() < size) {
            byte[] value = octets(random.nextInt(10) == 0 ? random.nextInt(256) : 1 << random.nextInt(5));
            option4(out, random.nextInt(8) == 0 ? random.nextInt(255) : pick(V4_OPTIONS), value);
        }
        if (random.nextBoolean()) {
            out.write(255);
        }
        return fit(out.toByteArray(), size);
    }

    /** A binding whose options have the right lengths and any content, and others of up to the largest size. */
    private byte[] wellFormedIpv4() {
        ByteBuffer head = ByteBuffer.allocate(240);
        head.put((byte) 2).put((byte) 1).put((byte) 6).put((byte) 0);
        head.putInt(random.nextInt(3) == 0 ? BULK_XID : LIVE_XID).putInt(0);
        head.putInt(random.nextInt(10) == 0 ? 0 : random.nextInt());
        head.putInt(0).putInt(0).putInt(random.nextInt());
        byte[] hardware = new byte[6];
        random.nextBytes(hardware);
        head.put(hardware).position(236);
        head.putInt(0x63825363);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        option4(out, 53, new byte[] {13});
        for (int code : new int[] {51, 54, 58, 59, 91, 152, 153}) {
            if (random.nextInt(4) != 0) {
                option4(out, code, octets(4));
            }
        }
        if (random.nextBoolean()) {
            option4(out, 156, new byte[] {(byte) (1 + random.nextInt(8))});
        }
        for (int code : new int[] {12, 60, 61, 77}) {
            if (random.nextBoolean()) {
                option4(out, code, octets(2 + random.nextInt(60)));
            }
        }
        if (random.nextBoolean()) {
            option4(out, 82, new byte[] {1, 2, (byte) random.nextInt(), 4, 2, 1, (byte) random.nextInt()});
        }
        int size = random.nextInt(20) == 0 ? LARGEST : out.size() + random.nextInt(100);
        boolean ended = random.nextInt(4) != 0;
        while (out.size() + 2 < size) {
            int room = Math.min(255, size - out.size() - 2);
            option4(out, 200 + random.nextInt(20), octets(random.nextInt(room + 1)));
        }
        if (ended && out.size() < LARGEST) {
            out.write(255);
        }
        return out.toByteArray();
    }

    private byte[] wellFormedIpv6() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int xid = random.nextInt(3) == 0 ? BULK_XID : LIVE_XID;
        out.write(random.nextBoolean() ? 15 : 17);
        out.write(0);
        out.write(0);
        out.write(xid);
        option6(out, 2, duid());
        option6(out, 100, octets(4));
        int clients = random.nextInt(20) == 0 ? 200 : 1;
        for (int i = 0; i < clients && out.size() < 60_000; i++) {
            option6(out, 45, clientData());
        }
        return out.toByteArray();
    }

    private byte[] clientData() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        option6(data, 1, duid());
        option6(data, 46, octets(4));
        int leases = 1 + random.nextInt(5);
        for (int i = 0; i < leases; i++) {
            byte[] prefix = octets(25);
            prefix[8] = (byte) random.nextInt(129);
            boolean address = random.nextBoolean();
            option6(data, address ? 5 : 26, address ? octets(24) : prefix);
        }
        while (random.nextInt(3) != 0) {
            option6(data, 200 + random.nextInt(100), octets(random.nextInt(100)));
        }
        return data.toByteArray();
    }

    private byte[] duid() {
        byte[] duid = octets(10);
        duid[0] = 0;
        duid[1] = 3;
        return duid;
    }

    private static void option6(ByteArrayOutputStream out, int code, byte[] value) {
        out.write(code >> 8);
        out.write(code);
        out.write(value.length >> 8);
        out.write(value.length);
        out.writeBytes(value);
    }

    private static void option4(ByteArrayOutputStream out, int code, byte[] value) {
        out.write(code);
        out.write(value.length);
        out.writeBytes(value);
    }

    private byte[] ipv6() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int xid = xid();
        out.write(pick(V6_TYPES));
        out.write(xid >> 16);
        out.write(xid >> 8);
        out.write(xid);
        int size = size();
        options6(out, size, 0);
        return fit(out.toByteArray(), size);
    }

    private void options6(ByteArrayOutputStream out, int size, int depth) {
        while (out.size() < size) {
            int code = random.nextInt(8) == 0 ? random.nextInt(65_536) : pick(V6_OPTIONS);
            byte[] value = value6(code, Math.min(size - out.size(), 60_000), depth);
            int length = random.nextInt(200) == 0 ? random.nextInt(65_536) : value.length;
            out.write(code >> 8);
            out.write(code);
            out.write(length >> 8);
            out.write(length);
            out.writeBytes(value);
        }
    }

    private byte[] value6(int code, int room, int depth) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        int fixed = switch (code) {
            case 5 -> 24;
            case 26 -> 25;
            case 47 -> 16;
            case 9 -> 34;
            default -> 0;
        };
        value.writeBytes(octets(fixed));
        boolean nests = code == 45 || code == 5 || code == 26 || code == 47 || code == 9;
        if (nests && depth < DEEPEST && random.nextInt(4) != 0) {
            options6(
                    value,
                    value.size() + random.nextInt(Math.max(1, Math.min(room, 400 << random.nextInt(6)))),
                    depth + 1);
        } else if (fixed == 0) {
            value.writeBytes(octets(1 << random.nextInt(6)));
        }
        return value.size() > LARGEST ? octets(8) : value.toByteArray();
    }

    private int size() {
        return switch (random.nextInt(10)) {
            case 0 -> LARGEST;
            case 1 -> random.nextInt(LARGEST);
            case 2 -> random.nextInt(8);
            default -> 250 + random.nextInt(1_000);
        };
    }

    private static byte[] fit(byte[] message, int size) {
        return Arrays.copyOf(message, Math.min(message.length, Math.max(size, Math.min(message.length, 300))));
    }

    private int xid() {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt();
            case 1, 2, 3, 4, 5, 6, 7 -> BULK_XID;
            default -> LIVE_XID;
        };
    }

    private byte[] octets(int length) {
        byte[] octets = new byte[length];
        switch (random.nextInt(4)) {
            case 0 -> Arrays.fill(octets, (byte) (random.nextBoolean() ? 0 : 0xff));
            case 1 -> {
                for (int i = 0; i < length; i++) {
                    octets[i] = (byte) ('a' + random.nextInt(26));
                }
            }
            default -> random.nextBytes(octets);
        }
        return octets;
    }

    private int pick(int[] from) {
        return from[random.nextInt(from.length)];
    }
}
