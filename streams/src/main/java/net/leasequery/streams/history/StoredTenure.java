package net.leasequery.streams.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.leasequery.Tenure;
import net.leasequery.TenureSpan;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A tenure under review: the record of {@code <net>.history} and its key. For one thread. */
final class StoredTenure {
    /** Limit of spans. Beyond it, the shortest is dropped. */
    private static final int MOST_SPANS = 8;

    private static final List<String> IDENTITY =
            List.of("hardwareType", "hardwareAddress", "clientId", "duid", "iaid", "hostname", "fqdn", "relay");

    private final TenureStoreKey key;
    private final GenericRecord record;
    private boolean identityChanged;
    private long unbrokenSince;
    private @Nullable Long endsBy;

    private StoredTenure(TenureStoreKey key, GenericRecord record) {
        this.key = key;
        this.record = record;
    }

    /** Reads a stored tenure. */
    static StoredTenure read(TenureStoreKey key, byte[] value, GenericRecord recent) {
        StoredTenure tenure = new StoredTenure(key, TenureRecord.record(value));
        tenure.unbrokenSince = State.longOf(recent, "unbrokenSince");
        tenure.endsBy = State.number(recent, "endsBy");
        return tenure;
    }

    /** Returns the part that is stored with the address. */
    GenericRecord recent() {
        GenericRecord recent = State.record(State.RECENT_TENURE);
        recent.put("start", key.start());
        recent.put("unbrokenSince", unbrokenSince);
        recent.put("endsBy", endsBy);
        return recent;
    }

    /** Makes a new tenure. */
    static StoredTenure begun(TenureStoreKey key, GenericRecord binding, @Nullable String client, long seen) {
        GenericRecord record = new GenericData.Record(Tenure.getClassSchema());
        record.put("family", State.required(binding, "family"));
        record.put("leaseType", State.required(binding, "leaseType"));
        record.put("client", client);
        IDENTITY.forEach(field -> record.put(field, binding.get(field)));
        record.put("start", key.start());
        record.put("startNotAfter", key.start());
        record.put("endNotBefore", key.start());
        record.put("lastSeen", seen);
        record.put("renewals", 0L);
        record.put("infiniteLease", false);
        record.put("heldTwice", false);
        record.put("certainty", "BOUNDED");
        List.of("certain", "doubts", "servers", "observedBy").forEach(field -> record.put(field, List.of()));
        return new StoredTenure(key, record);
    }

    TenureStoreKey key() {
        return key;
    }

    GenericRecord record() {
        return record;
    }

    /** Whether entries of the index may have changed. */
    boolean identityChanged() {
        return identityChanged;
    }

    @Nullable
    String client() {
        return State.text(record, "client");
    }

    /** Names the client by a better identifier. */
    void rename(String better) {
        record.put("client", better);
    }

    boolean isOpen() {
        return record.get("end") == null;
    }

    boolean isOf(@Nullable String client) {
        return Objects.equals(client(), client);
    }

    long start() {
        return State.longOf(record, "start");
    }

    long lastSeen() {
        return State.longOf(record, "lastSeen");
    }

    /** Returns the end; far in the future if the tenure has not ended. */
    long end() {
        Long end = State.number(record, "end");
        return end == null ? Long.MAX_VALUE : end;
    }

    @Nullable
    Long expiry() {
        return State.number(record, "leaseExpiryTime");
    }

    /** Returns the expiry; far in the future if it is not known. */
    long expiryOrNever() {
        Long expiry = expiry();
        return expiry == null ? Long.MAX_VALUE : expiry;
    }

    /** Whether the client itself ended the tenure, so the end is beyond doubt. */
    boolean wasEndedByClient() {
        String reason = State.text(record, "endReason");
        return "RELEASED".equals(reason) || "ABANDONED".equals(reason);
    }

    /** Whether no server reported the end, but another lease. */
    boolean wasReassigned() {
        return "REASSIGNED".equals(State.text(record, "endReason"));
    }

    /** Whether the end was concluded because a server no longer had the lease, which had not run out. */
    boolean hasVanished() {
        return "VANISHED".equals(State.text(record, "endReason"));
    }

    Set<String> servers() {
        return new HashSet<>(TenureRecord.texts(record, "servers"));
    }

    boolean doubts(String doubt) {
        return TenureRecord.texts(record, "doubts").contains(doubt);
    }

    void addTo(String field, String text) {
        List<String> texts = TenureRecord.texts(record, field);
        if (!texts.contains(text)) {
            texts.add(text);
            texts.sort(null);
            record.put(field, texts);
        }
    }

    /** Returns since when the statements about the tenure are continuous. */
    long unbrokenSince() {
        return unbrokenSince;
    }

    void breakAt(long moment) {
        unbrokenSince = Math.max(unbrokenSince, moment);
    }

    /** Returns the latest end that holds once the other servers are complete up to it; null if none is pending. */
    @Nullable
    Long endsBy() {
        return endsBy;
    }

    void endsBy(@Nullable Long moment) {
        endsBy = moment;
    }

    /** Absorbs a later part of the same tenure: this start stays, and the end is that of the later part. */
    void absorb(StoredTenure later) {
        for (String field : List.of("end", "endReason", "endNotAfter", "leaseExpiryTime", "infiniteLease")) {
            record.put(field, later.record.get(field));
        }
        record.put("lastSeen", Math.max(lastSeen(), later.lastSeen()));
        record.put(
                "endNotBefore",
                Math.max(State.longOf(record, "endNotBefore"), State.longOf(later.record, "endNotBefore")));
        record.put("renewals", State.longOf(record, "renewals") + State.longOf(later.record, "renewals") + 1);
        for (Object span : (List<?>) later.record.get("certain")) {
            addCertain(State.longOf((GenericRecord) span, "from"), State.longOf((GenericRecord) span, "to"));
        }
        later.servers().forEach(server -> addTo("servers", server));
        identify(later.record, true);
        breakAt(later.unbrokenSince);
        endsBy = later.endsBy;
    }

    void removeFrom(String field, String text) {
        List<String> texts = TenureRecord.texts(record, field);
        if (texts.remove(text)) {
            record.put(field, texts);
        }
    }

    void put(String field, @Nullable Object value) {
        record.put(field, value);
    }

    /** Takes over what a record has of the client and its port. Fields that the record lacks stay. */
    void identify(GenericRecord binding, boolean newer) {
        for (String field : IDENTITY) {
            Object reported = binding.get(field);
            Object known = record.get(field);
            if (reported != null && (newer || known == null) && !Objects.equals(reported, known)) {
                record.put(field, reported);
                identityChanged = true;
            }
        }
    }

    /** Adds a span in which the client held the address beyond doubt. */
    void addCertain(long from, long to) {
        if (from > to) {
            return;
        }
        long first = from;
        long last = to;
        List<GenericRecord> spans = new ArrayList<>();
        for (Object element : (List<?>) record.get("certain")) {
            GenericRecord span = (GenericRecord) element;
            if (State.longOf(span, "to") < first || State.longOf(span, "from") > last) {
                spans.add(span);
            } else {
                first = Math.min(first, State.longOf(span, "from"));
                last = Math.max(last, State.longOf(span, "to"));
            }
        }
        spans.add(span(first, last));
        if (spans.size() > MOST_SPANS) {
            spans.stream()
                    .min((one, other) -> Long.compare(length(one), length(other)))
                    .ifPresent(spans::remove);
        }
        spans.sort((one, other) -> Long.compare(State.longOf(one, "from"), State.longOf(other, "from")));
        record.put("certain", spans);
    }

    private static long length(GenericRecord span) {
        return State.longOf(span, "to") - State.longOf(span, "from");
    }

    private static GenericRecord span(long from, long to) {
        GenericRecord span = new GenericData.Record(TenureSpan.getClassSchema());
        span.put("from", from);
        span.put("to", to);
        return span;
    }
}
