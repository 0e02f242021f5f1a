import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import java.io.File;
import java.util.Map;

/** Reads each resource of each file as what its kind says; a field that the kind does not have is an error. */
class Check {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "kafka.strimzi.io/v1beta2 KafkaConnect", KafkaConnect.class,
            "kafka.strimzi.io/v1beta2 KafkaConnector", KafkaConnector.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 Service", Service.class,
            "apps/v1 StatefulSet", StatefulSet.class);

    public static void main(String[] files) throws Exception {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                    /** The classes keep what they do not know; here it is to be refused. */
                    @Override
                    public Boolean hasAnySetter(Annotated annotated) {
                        return false;
                    }
                });
        for (String file : files) {
            try (MappingIterator<JsonNode> resources = mapper.readerFor(JsonNode.class).readValues(new File(file))) {
                while (resources.hasNext()) {
                    JsonNode resource = resources.next();
                    String kind = resource.path("apiVersion").asText() + " " + resource.path("kind").asText();
                    Class<?> type = KINDS.get(kind);
                    if (type == null) {
                        throw new IllegalArgumentException(file + ": no class for " + kind);
                    }
                    mapper.treeToValue(resource, type);
                    System.out.println(file + ": " + kind);
                }
            }
        }
    }
}
