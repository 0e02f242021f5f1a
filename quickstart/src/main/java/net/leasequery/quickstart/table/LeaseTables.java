package net.leasequery.quickstart.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/** The two tables that must be equal, in the form in which they are compared. */
public final class LeaseTables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LeaseTables() {}

    /** The table that the simulator has written: one JSON object per line and lease. */
    public static Map<RowKey, Row> ofSimulator(Path file) throws IOException {
        Map<RowKey, Row> rows = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode lease = JSON.readTree(line);
                put(rows, Row.ofJson(lease));
            }
        }
        return rows;
    }

    /** The table of one server as a consumer of the bindings topic sees it. */
    public static Map<RowKey, Row> ofKafka(KafkaTable table, String server) {
        Map<RowKey, Row> rows = new HashMap<>();
        for (GenericRecord value : table.rows().values()) {
            if (server.equals(value.get("server").toString())) {
                put(rows, Row.ofAvro(value));
            }
        }
        return rows;
    }

    private static void put(Map<RowKey, Row> rows, Row row) {
        String address = row.field("address");
        if (address == null) {
            throw new IllegalArgumentException("A lease without an address: " + row.fields());
        }
        rows.put(new RowKey(row.field("vpn"), address), row);
    }
}
