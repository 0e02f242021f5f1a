package net.leasequery.transforms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.transforms.internal.siem.AsimModel;
import net.leasequery.transforms.internal.siem.Attribute;
import net.leasequery.transforms.internal.siem.CimModel;
import net.leasequery.transforms.internal.siem.EcsModel;
import net.leasequery.transforms.internal.siem.Model;
import net.leasequery.transforms.internal.siem.OcsfModel;
import net.leasequery.transforms.internal.siem.Reporter;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/siem.md} equal to what the transforms do. */
class SiemPageTest {

    private static final Reporter REPORTER = new Reporter("leasequery", "kafka-connect-leasequery");
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        Page.assertUpToDate(
                "siem.md",
                Map.of(
                        "vocabulary", vocabulary(),
                        "marks", marks(),
                        "models", models(),
                        "mapping", "[`opensearch-ecs-mapping.json`](../config-examples/opensearch-ecs-mapping.json)"));
    }

    private static String vocabulary() {
        StringBuilder table = new StringBuilder(Page.head(List.of(
                "binding",
                "OCSF `activity_id`, `activity_name`, `is_renewal`",
                "ECS `event.action`, `event.type`",
                "CIM `action`, `signature`",
                "ASIM `EventType`, `EventSubType`")));
        table.append(line("`ACTIVE`, began with the last transaction", binding("ACTIVE", 10L, 10L)));
        table.append(line("`ACTIVE`, began before it", binding("ACTIVE", 10L, 20L)));
        table.append(line("`ACTIVE`, no start-of-state", binding("ACTIVE", null, 20L)));
        for (String state :
                List.of("RELEASED", "EXPIRED", "ABANDONED", "RESET", "AVAILABLE", "REMOTE", "TRANSITIONING")) {
            table.append(line("`" + state + "`", binding(state, 20L, 10L)));
        }
        table.append(line("`UNKNOWN`, `inferred`", binding("UNKNOWN", null, 10L).put("inferred", true)));
        table.append(line("`UNKNOWN`, and states to come", binding("UNKNOWN", null, 10L)));
        return table.toString();
    }

    private static String marks() {
        StringBuilder table = new StringBuilder(Page.head(List.of(
                "`origin`",
                "OCSF `activity_id`, `activity_name`, `metadata.labels`",
                "ECS `event.kind`, `event.action`, `event.type`, `tags`",
                "CIM `signature`",
                "ASIM `EventResult`, `EventSubType`")));
        for (String origin : List.of("SNAPSHOT", "POLL", "GAP_FILL")) {
            Struct binding = binding("ACTIVE", 10L, 20L).put("origin", origin);
            table.append(Page.row(List.of(
                    "`" + origin + "`",
                    cells(new ToOcsf<>(), binding, "activity_id", "activity_name", "metadata.labels"),
                    cells(new ToEcs<>(), binding, "event.kind", "event.action", "event.type", "tags"),
                    cells(new ToCim<>(), binding, "signature"),
                    cells(new ToAsim<>(), binding, "EventResult", "EventSubType"))));
        }
        return table.toString();
    }

    private static Struct binding(String state, @Nullable Long start, @Nullable Long last) {
        return Bindings.renewed()
                .put("state", state)
                .put("stateStartTime", start == null ? null : Bindings.second(start))
                .put("lastTransactionTime", last == null ? null : Bindings.second(last));
    }

    private static String line(String what, Struct binding) {
        return Page.row(List.of(
                what,
                cells(new ToOcsf<>(), binding, "activity_id", "activity_name", "is_renewal"),
                cells(new ToEcs<>(), binding, "event.action", "event.type"),
                cells(new ToCim<>(), binding, "action", "signature"),
                cells(new ToAsim<>(), binding, "EventType", "EventSubType")));
    }

    private static String cells(Transformation<SinkRecord> transform, Struct binding, String... paths) {
        transform.configure(Map.of());
        Object value = transform.apply(Bindings.record(binding)).value();
        transform.close();
        return String.join(
                ", ",
                List.of(paths).stream()
                        .map(path -> Bindings.at(value, path))
                        .map(each -> each == null ? "–" : "`" + each + "`")
                        .toList());
    }

    private static String models() throws IOException {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put("ToOcsf", OcsfModel.reportedBy(REPORTER));
        models.put("ToEcs", EcsModel.reportedBy(REPORTER, "@timestamp"));
        models.put("ToCim", CimModel.reportedBy(REPORTER));
        models.put("ToAsim", AsimModel.reportedBy(REPORTER));
        StringBuilder text = new StringBuilder("## A record in\n\nA renewal, as JSON without schema:\n\n");
        text.append(
                json(Bindings.schemaless(Bindings.record(Bindings.renewed())).value()));
        List<Transformation<SinkRecord>> transforms =
                List.of(new ToOcsf<>(), new ToEcs<>(), new ToCim<>(), new ToAsim<>());
        for (Transformation<SinkRecord> transform : transforms) {
            String name = transform.getClass().getSimpleName();
            text.append("\n## ").append(name).append("\n\n");
            text.append(Page.head(List.of("attribute", "type", "from")));
            for (Attribute attribute : Objects.requireNonNull(models.get(name)).attributes()) {
                text.append(Page.row(List.of(
                        "`" + attribute.path() + "`" + (attribute.insisted() ? " (required)" : ""),
                        attribute.type().title(),
                        attribute.source())));
            }
            transform.configure(Map.of("output.schema", "none"));
            text.append("\nThe record above becomes:\n\n");
            text.append(
                    json(transform.apply(Bindings.record(Bindings.renewed())).value()));
            transform.close();
        }
        return text.toString();
    }

    private static String json(Object value) throws IOException {
        return "```json\n" + JSON.writeValueAsString(Bindings.tree(value)) + "\n```\n";
    }
}
