package net.leasequery.connect;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A DHCPv4 server on a real socket that reads one query per connection and writes what the test tells it to. */
final class RawServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int BOOT_REPLY = 2;
    private static final int MAGIC_COOKIE = 0x6382_5363;
    private static final int XID_AT = 4;
    private static final int CIADDR_AT = 12;
    private static final int OPTIONS_AT = 236;

    private final ServerSocket listener;

    RawServer() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits for the next connection and for its query. */
    Connection accept() throws IOException {
        return new Connection(listener.accept());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** A connection on which one query has been asked. */
    static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final int xid;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            xid = ByteBuffer.wrap(query).getInt(XID_AT);
        }

        /** A message of three octets, where a header of 236 is due. */
        void sendMalformed() throws IOException {
            send(ByteBuffer.wrap(new byte[] {(byte) 0xca, (byte) 0xfe, 0}));
        }

        /** DHCPLEASEACTIVE of 10.0.0.{@code host} for an hour, base-time 1,800,000,000. */
        void sendLease(int host) throws IOException {
            byte[] options = {
                53,
                1,
                13, // DHCPLEASEACTIVE
                51,
                4,
                0,
                0,
                14,
                16, // lease time 3,600
                (byte) 152,
                4,
                107,
                73,
                (byte) 210,
                0, // base-time
                (byte) 255
            };
            ByteBuffer message = ByteBuffer.allocate(OPTIONS_AT + Integer.BYTES + options.length);
            message.put(0, (byte) BOOT_REPLY).putInt(XID_AT, xid).putInt(CIADDR_AT, 0x0a00_0000 | host);
            message.position(OPTIONS_AT).putInt(MAGIC_COOKIE).put(options).flip();
            send(message);
        }

        private void send(ByteBuffer message) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(Short.BYTES + message.remaining());
            frame.putShort((short) message.remaining()).put(message);
            socket.getOutputStream().write(frame.array());
        }

        /** Waits until the other side has closed. */
        boolean isClosedByPeer() throws IOException {
            return socket.getInputStream().read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
