package net.leasequery.streams.lookup.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.lookup.answer.Doubt;
import net.leasequery.streams.lookup.answer.MomentAnswer;
import net.leasequery.streams.lookup.answer.Words;
import net.leasequery.streams.lookup.source.NetworkState;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes the JSON documents that {@code openapi.json} describes. Times are RFC 3339 in UTC. */
final class Documents {

    private Documents() {}

    static Map<String, @Nullable Object> moment(MomentAnswer answer, Instant now) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("group", answer.group());
        document.put("vpn", answer.vpn());
        document.put("address", answer.address());
        document.put("certain", answer.certain());
        document.put("doubts", doubts(answer.doubts()));
        document.put("observedBy", answer.observedBy());
        document.put("text", Words.of(answer, now));
        document.put(
                "holders",
                answer.holders().stream()
                        .map(tenure -> holder(tenure, answer.at(), now))
                        .toList());
        return document;
    }

    private static Map<String, @Nullable Object> holder(AddressTenure tenure, Instant at, Instant now) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("presence", tenure.at(at).name());
        document.putAll(tenure(tenure, now));
        return document;
    }

    static List<Map<String, @Nullable Object>> doubts(List<Doubt> doubts) {
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        for (Doubt doubt : doubts) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("code", doubt.code());
            document.put("text", doubt.text());
            documents.add(document);
        }
        return documents;
    }

    static Map<String, @Nullable Object> tenure(AddressTenure tenure, Instant now) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("group", tenure.group());
        document.put("vpn", tenure.vpn());
        document.put("address", tenure.address());
        document.put("family", tenure.family());
        document.put("leaseType", tenure.leaseType());
        document.put("client", client(tenure.holder()));
        document.put("attachment", attachment(tenure.attachment()));
        document.put("start", time(tenure.start()));
        document.put("startNotBefore", time(tenure.bounds().startNotBefore()));
        document.put("startNotAfter", time(tenure.bounds().startNotAfter()));
        document.put("end", time(tenure.end()));
        document.put("endNotBefore", time(tenure.bounds().endNotBefore()));
        document.put("endNotAfter", time(tenure.bounds().endNotAfter()));
        document.put("endReason", tenure.endReason());
        document.put("lastSeen", time(tenure.lastSeen()));
        document.put("leaseExpiryTime", time(tenure.leaseExpiry()));
        document.put("infiniteLease", tenure.infiniteLease());
        document.put("renewals", tenure.renewals());
        document.put("heldTwice", tenure.heldTwice());
        document.put(
                "certainSpans", tenure.certain().stream().map(Documents::span).toList());
        document.put("certainty", tenure.certainty());
        document.put(
                "doubts", doubts(tenure.doubts().stream().map(Doubt::ofTenure).toList()));
        document.put("servers", tenure.servers());
        document.put("observedBy", tenure.observedBy());
        document.put("text", Words.of(tenure, now));
        return document;
    }

    private static Map<String, @Nullable Object> span(AddressTenure.Span span) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("from", time(span.from()));
        document.put("to", time(span.to()));
        return document;
    }

    private static Map<String, @Nullable Object> client(AddressTenure.Holder holder) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", holder.client());
        document.put("hardwareType", holder.hardwareType());
        document.put("hardwareAddress", holder.hardwareAddress());
        document.put("clientId", holder.clientIdHex());
        document.put("duid", holder.duidHex());
        document.put("iaid", holder.iaid());
        document.put("hostname", holder.hostname());
        document.put("fqdn", holder.fqdn());
        return document;
    }

    private static @Nullable Map<String, @Nullable Object> attachment(AddressTenure.@Nullable Attachment at) {
        if (at == null) {
            return null;
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("giaddr", at.giaddr());
        document.put("linkAddress", at.linkAddress());
        document.put("peerAddress", at.peerAddress());
        document.put("circuitId", octets(at.circuitIdHex()));
        document.put("remoteId", octets(at.remoteIdHex()));
        document.put("relayId", octets(at.relayIdHex()));
        document.put("subscriberId", octets(at.subscriberIdHex()));
        document.put("interfaceId", octets(at.interfaceIdHex()));
        return document;
    }

    private static @Nullable String octets(@Nullable String hex) {
        return hex == null ? null : Words.octets(hex);
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Makes a document of a record and its key: the fields of both, times as texts. */
    static Map<String, @Nullable Object> entry(NetworkState.Entry entry) {
        Map<String, @Nullable Object> document = record(entry.key());
        document.putAll(record(entry.value()));
        return document;
    }

    static Map<String, @Nullable Object> record(GenericRecord record) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            document.put(field.name(), value(record.get(field.pos()), field.schema()));
        }
        return document;
    }

    private static @Nullable Object value(@Nullable Object value, Schema schema) {
        Schema plain = schema.isUnion() ? schema.getTypes().get(1) : schema;
        if (value instanceof Long number && plain.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
            return time(Instant.ofEpochMilli(number));
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> texts = new LinkedHashMap<>();
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
            return texts;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
