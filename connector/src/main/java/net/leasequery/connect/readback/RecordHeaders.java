package net.leasequery.connect.readback;

import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.connect.table.UnreadableHeaderException;
import net.leasequery.requestor.BindingAddress;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads this connector's header from records of any origin. Remembers the first unreadable header. Not thread-safe. */
final class RecordHeaders {

    private @Nullable String firstUnreadable;

    /** Returns the content of a record's header; null if this version of the connector cannot have written it. */
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

    /** Describes the first unreadable header, its position and the reason; null if there was none. */
    @Nullable
    String firstUnreadable() {
        return firstUnreadable;
    }

    void forget() {
        firstUnreadable = null;
    }
}
