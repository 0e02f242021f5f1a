package net.leasequery.quickstart.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that a client has held, as the client remembers it.
 *
 * @param address the address or prefix
 * @param client hardware address, or DUID and IAID
 * @param from when it got the lease
 * @param until when the holding ended, or when its lease ends
 * @param ended whether the holding has ended
 */
public record Holding(String address, String client, Instant from, Instant until, boolean ended) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads what the simulator's command {@code holdings} wrote.
     *
     * @throws IOException if the file cannot be read
     */
    public static List<Holding> read(Path file) throws IOException {
        List<Holding> holdings = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode holding = JSON.readTree(line);
            String client = holding.hasNonNull("duid")
                    ? holding.get("duid").asText() + "/" + holding.get("iaid").asText()
                    : holding.path("hardwareAddress").asText();
            holdings.add(new Holding(
                    holding.path("address").asText(),
                    client,
                    Instant.ofEpochMilli(holding.path("from").asLong()),
                    Instant.ofEpochMilli(holding.path("until").asLong()),
                    holding.hasNonNull("end")));
        }
        return holdings;
    }

    /** Whether a client holds it at this moment. */
    boolean isHeldAt(Instant moment) {
        return !ended && until.isAfter(moment);
    }
}
