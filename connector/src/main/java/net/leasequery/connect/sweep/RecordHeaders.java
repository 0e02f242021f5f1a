package net.leasequery.connect.sweep;

import net.leasequery.requestor.BindingAddress;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads our header of records that anybody may have written. Remembers the first that cannot be read. Not thread-safe. */
final class RecordHeaders {

    private @Nullable String firstUnreadable;

    /** What the header of a record says; null if this connector, in this version, cannot have written it. */
    FingerprintHeader.@Nullable Content read(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(FingerprintHeader.NAME);
        if (header == null) {
            return null;
        }
        try {
            FingerprintHeader.Content content = FingerprintHeader.read(header.value());
            BindingAddress address = content.fingerprint().address();
            boolean emptyVpn = address.vpn() == null && EmptyVpnKey.is(record.key(), address.text());
            return emptyVpn ? content.withEmptyVpn() : content;
        } catch (UnreadableHeaderException e) {
            if (firstUnreadable == null) {
                firstUnreadable = "the header of " + record.topic() + "-" + record.partition() + " offset "
                        + record.offset() + " " + e.getMessage();
            }
            return null;
        }
    }

    /** The first header that could not be read, where it stands and why; null if there was none. */
    @Nullable
    String firstUnreadable() {
        return firstUnreadable;
    }

    void forget() {
        firstUnreadable = null;
    }
}
