package net.leasequery.benchmarks.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v4.Dhcpv4Decoder;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import org.apache.directory.server.dhcp.DhcpException;
import org.apache.directory.server.dhcp.io.DhcpMessageDecoder;
import org.apache.directory.server.dhcp.messages.DhcpMessage;
import org.apache.kafka.connect.source.SourceRecord;
import org.dhcp4java.DHCPBadPacketException;
import org.dhcp4java.DHCPPacket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One DHCPLEASEACTIVE from its octets to each stage of decoding. The peers keep the octets of options without
 * interpreting them. They read from the array that they need; this codec reads from direct memory, as from a socket,
 * and copies.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Ipv4Decoding {

    private static final int MESSAGES = 256;
    private static final int BATCH = 64;

    private final byte[][] arrays = Ipv4Messages.encoded(MESSAGES).toArray(byte[][]::new);
    private final ByteBuf[] frames = direct(arrays);
    private final Dhcpv4Decoder decoder = new Dhcpv4Decoder();
    private final DhcpMessageDecoder apacheDs = new DhcpMessageDecoder();
    private final BindingReader bindings = BindingReader.ipv4(Ipv4Messages.XID);
    private final RecordWriter records = RecordWriter.ipv4();
    private int next;

    private static ByteBuf[] direct(byte[][] arrays) {
        ByteBuf[] frames = new ByteBuf[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            frames[i] = Unpooled.directBuffer(arrays[i].length).writeBytes(arrays[i]);
        }
        return frames;
    }

    /** Peer. */
    @Benchmark
    public DHCPPacket dhcp4java() throws DHCPBadPacketException {
        byte[] message = arrays[nextIndex()];
        return DHCPPacket.getPacket(message, 0, message.length, true);
    }

    /** Peer. */
    @Benchmark
    public DhcpMessage apacheds() throws DhcpException {
        return apacheDs.decode(ByteBuffer.wrap(arrays[nextIndex()]));
    }

    /** A checked message. */
    @Benchmark
    public Dhcpv4Message message() {
        return decoded();
    }

    /** A checked message, with every field and option interpreted. */
    @Benchmark
    public long typed() {
        return Ipv4Values.read(decoded());
    }

    /** A binding in an event of the conversation. */
    @Benchmark
    public ConversationEvent binding() {
        return bindings.read(decoded());
    }

    /** Source records, in batches as a task hands them over. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<SourceRecord> record() {
        for (int i = 0; i < BATCH; i++) {
            records.add(bindings.read(decoded()));
        }
        return records.take();
    }

    private Dhcpv4Message decoded() {
        ByteBuf frame = frames[nextIndex()];
        frame.readerIndex(0);
        return decoder.decode(frame);
    }

    private int nextIndex() {
        next = (next + 1) % MESSAGES;
        return next;
    }
}
