package net.leasequery.transforms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import net.leasequery.transforms.internal.siem.Attribute;
import net.leasequery.transforms.internal.siem.EcsModel;
import net.leasequery.transforms.internal.siem.Reporter;

/** The mapping of an index for the outputs of {@code ToEcs}: every field has a type, and no other field is allowed. */
final class EcsMapping {

    static final Path FILE = Path.of("..", "config-examples", "opensearch-ecs-mapping.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    private EcsMapping() {}

    static String text() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode mappings = root.putObject("mappings").put("dynamic", "strict");
        ObjectNode top = mappings.putObject("properties");
        for (Attribute attribute :
                EcsModel.reportedBy(new Reporter("v", "p"), "@timestamp").attributes()) {
            ObjectNode at = top;
            String[] names = attribute.path().split("\\.", -1);
            for (int i = 0; i < names.length - 1; i++) {
                at = at.withObjectProperty(names[i]).withObjectProperty("properties");
            }
            at.putObject(names[names.length - 1]).put("type", type(attribute));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static String type(Attribute attribute) {
        String path = attribute.path();
        return switch (attribute.type()) {
            case INTEGER, LONG -> "long";
            case FLAG -> "boolean";
            case TEXT, TEXTS, OBSERVABLES -> {
                if (path.endsWith(".ip")) {
                    yield "ip";
                }
                boolean moment = path.equals("@timestamp") || path.equals("event.created") || path.endsWith("_time");
                yield moment ? "date" : path.equals("message") ? "text" : "keyword";
            }
        };
    }
}
