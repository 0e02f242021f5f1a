package net.leasequery.connect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpLeaseActive;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.LeasequeryData;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Epoch;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqBaseTime;
import net.leasequery.codec.v6.option.ServerIdentifier;
import net.leasequery.requestor.DhcpFamily;

/** A DHCP server on a real socket that reads one query per connection and writes what the test tells it to. */
final class RawServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final long BASE_TIME = 1_800_000_000;
    private static final long AN_HOUR = 3_600;

    private final DhcpFamily family;
    private final ServerSocket listener;

    RawServer(DhcpFamily family) throws IOException {
        this.family = family;
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What {@link Connection#sendLease} tells of. */
    String address(int host) {
        return switch (family) {
            case IPV4 -> "10.0.0." + host;
            case IPV6 -> "2001:db8::" + host;
        };
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
    final class Connection implements AutoCloseable {

        private final Socket socket;
        private final DataOutputStream out;
        private final int xid;
        private boolean begun;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.out = new DataOutputStream(socket.getOutputStream());
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            xid = xidOf(query);
        }

        /** A message of three octets, which is less than the header of either family. */
        void sendMalformed() throws IOException {
            send(new byte[] {(byte) 0xca, (byte) 0xfe, 0});
        }

        /** A lease for an hour, base-time 1,800,000,000 seconds since 1970. */
        void sendLease(int host) throws IOException {
            ByteBuf message = Unpooled.buffer();
            switch (family) {
                case IPV4 -> new Dhcpv4Encoder().encode(dhcpv4Lease(host), message);
                case IPV6 -> {
                    Dhcpv6Options options = dhcpv6Lease(host);
                    new Dhcpv6Encoder().encode(begun ? new LeasequeryData(xid, options) : first(options), message);
                }
            }
            begun = true;
            send(ByteBufUtil.getBytes(message));
        }

        /** As {@link #sendLease}, to a peer that may have closed the connection already. */
        void sendLeaseUnlessClosed(int host) throws IOException {
            try {
                sendLease(host);
            } catch (SocketException closed) {
                // It would not have been read.
            }
        }

        private int xidOf(byte[] query) {
            return switch (family) {
                case IPV4 -> ByteBuffer.wrap(query).getInt(Integer.BYTES);
                case IPV6 -> ByteBuffer.wrap(query).getInt(0) & 0xff_ffff;
            };
        }

        private DhcpLeaseActive dhcpv4Lease(int host) {
            return new DhcpLeaseActive(
                    Dhcpv4Header.reply(xid).withCiaddr(Ipv4Address.parse(address(host))),
                    Dhcpv4Options.builder()
                            .leaseTime(AN_HOUR)
                            .baseTime(BASE_TIME)
                            .build());
        }

        private LeasequeryReply first(Dhcpv6Options options) {
            Duid server = Duid.Enterprise.of(1, Octets.of(1));
            return new LeasequeryReply(xid, options.with(new ServerIdentifier(server)));
        }

        private Dhcpv6Options dhcpv6Lease(int host) {
            ClientData client = new ClientData(Dhcpv6Options.of(
                    new ClientIdentifier(Duid.Enterprise.of(1, Octets.of(2, host))),
                    new IaAddress(Ipv6Address.parse(address(host)), AN_HOUR, AN_HOUR),
                    new CltTime(0)));
            return Dhcpv6Options.of(new LqBaseTime(BASE_TIME - Dhcpv6Epoch.UNIX_SECONDS), client);
        }

        /** The transaction-id of the query. */
        int transactionId() {
            return xid;
        }

        /** Any message, with its length before it. */
        void send(byte[] message) throws IOException {
            out.writeShort(message.length);
            out.write(message);
        }

        /** Waits until the other side has closed, perhaps without having read all that was sent to it. */
        boolean isClosedByPeer() throws IOException {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
