package net.leasequery.quickstart.cli;

import java.util.Map;
import net.leasequery.quickstart.table.KafkaTable;
import org.apache.avro.generic.GenericRecord;

/** The findings that were read so far. One thread. */
final class NetworkFindings {
    private final KafkaTable audit;

    NetworkFindings(KafkaTable audit) {
        this.audit = audit;
    }

    /** Whether there was ever a finding of this kind. */
    boolean wereOpen(String kind) {
        return audit.rows().keySet().stream().anyMatch(key -> isOf(key, kind));
    }

    /** Whether a finding of this kind is open. */
    boolean areOpen(String kind) {
        return audit.rows().entrySet().stream().anyMatch(row -> isOf(row.getKey(), kind) && isOpen(row));
    }

    private static boolean isOf(Object key, String kind) {
        return key instanceof GenericRecord record
                && kind.contentEquals(record.get("kind").toString());
    }

    private static boolean isOpen(Map.Entry<Object, GenericRecord> row) {
        return "OPEN".contentEquals(row.getValue().get("status").toString());
    }
}
