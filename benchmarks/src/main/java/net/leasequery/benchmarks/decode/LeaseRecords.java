package net.leasequery.benchmarks.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.leasequery.codec.v4.Dhcpv4Decoder;
import org.apache.kafka.connect.source.SourceRecord;

/** Source records as the connector makes them from messages, for benchmarks of later stages. */
public final class LeaseRecords {

    private LeaseRecords() {}

    /** Records of this many DHCPLEASEACTIVE messages, each of a different client. */
    public static List<SourceRecord> ipv4(int count) {
        Dhcpv4Decoder decoder = new Dhcpv4Decoder();
        BindingReader bindings = BindingReader.ipv4(Ipv4Messages.XID);
        RecordWriter records = RecordWriter.ipv4();
        for (byte[] message : Ipv4Messages.encoded(count)) {
            ByteBuf frame = Unpooled.wrappedBuffer(message);
            records.add(bindings.read(decoder.decode(frame)));
        }
        return records.take();
    }
}
