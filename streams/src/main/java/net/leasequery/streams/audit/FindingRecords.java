package net.leasequery.streams.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import net.leasequery.Finding;
import net.leasequery.FindingKey;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the records of {@code <net>.audit}. */
public final class FindingRecords {
    private static final int ID_OCTETS = 16;

    private FindingRecords() {}

    /**
     * Makes the record of a finding.
     *
     * @param trouble that it reports
     * @param subject of the finding
     * @param evidence by server, in words
     * @param closedAt null while it is open
     * @param now timestamp of the record
     */
    public static Record<Object, Object> of(
            Trouble trouble, Subject subject, Map<String, String> evidence, @Nullable Long closedAt, long now) {
        GenericRecord key = new GenericData.Record(FindingKey.getClassSchema());
        key.put("group", subject.group());
        key.put("kind", trouble.kind().name());
        key.put("vpn", subject.vpn());
        key.put("subject", subject.text());
        GenericRecord value = new GenericData.Record(Finding.getClassSchema());
        value.put("findingId", id(trouble, subject));
        value.put("status", closedAt == null ? "OPEN" : "CLOSED");
        value.put("openedAt", trouble.since());
        value.put("closedAt", closedAt);
        value.put("servers", trouble.servers());
        value.put("evidence", evidence);
        value.put("explanation", trouble.kind().explanation());
        return new Record<>(key, value, now);
    }

    private static String id(Trouble trouble, Subject subject) {
        String text = String.join(
                "\0",
                subject.group(),
                trouble.kind().name(),
                subject.vpn() == null ? "" : "=" + subject.vpn(),
                subject.text(),
                Long.toString(trouble.since()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
