package net.leasequery.benchmarks.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.v6.Dhcpv6Decoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import org.apache.kafka.connect.source.SourceRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One LEASEQUERY-DATA of one lease, through the stages of {@link Ipv4Decoding}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Ipv6Decoding {

    private static final int MESSAGES = 256;
    private static final int BATCH = 64;

    private final ByteBuf[] frames = frames();
    private final Dhcpv6Decoder decoder = new Dhcpv6Decoder();
    private final BindingReader bindings = BindingReader.ipv6(Ipv6Messages.XID);
    private final RecordWriter records = RecordWriter.ipv6();
    private int next;

    /** Reads the first message of the answer. */
    public Ipv6Decoding() {
        bindings.read(Ipv6Messages.first());
    }

    private static ByteBuf[] frames() {
        return Ipv6Messages.encoded(MESSAGES).stream()
                .map(message -> Unpooled.directBuffer(message.length).writeBytes(message))
                .toArray(ByteBuf[]::new);
    }

    /** A checked message. */
    @Benchmark
    public Dhcpv6Message message() {
        return decoded();
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

    private Dhcpv6Message decoded() {
        ByteBuf frame = frames[nextIndex()];
        frame.readerIndex(0);
        return decoder.decode(frame);
    }

    private int nextIndex() {
        next = (next + 1) % MESSAGES;
        return next;
    }
}
