package net.leasequery.streams.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.streams.lookup.answer.Tenures;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.junit.jupiter.api.Test;

/** The description is valid, names what there is, and answers are as it says. */
class OpenApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void isValid() throws Exception {
        try (Site site = new Site(Site.open(Role.READ))) {
            ParseOptions options = new ParseOptions();
            options.setResolve(true);
            SwaggerParseResult parsed =
                    new OpenAPIV3Parser().readContents(site.get("/openapi.json").body(), null, options);

            assertThat(parsed.getMessages()).isEmpty();
        }
    }

    @Test
    void namesThePathsAndParametersThatThereAre() throws Exception {
        try (Site site = new Site(Site.open(Role.READ, Role.ERASE, Role.AUDIT))) {
            JsonNode paths = MAPPER.readTree(site.get("/openapi.json").body()).path("paths");
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                JsonNode get = path.getValue().path("get");
                assertThat(get.isObject()).as(path.getKey()).isTrue();
                assertThat(site.get(path.getKey()).statusCode())
                        .as(path.getKey())
                        .isNotIn(404, 405);
                if (path.getKey().equals("/health")) {
                    continue;
                }
                String refusal = MAPPER.readTree(
                                site.get(path.getKey() + "?unknown=1").body())
                        .path("detail")
                        .asText();
                List<String> named = new ArrayList<>();
                get.path("parameters").forEach(one -> named.add(one.path("name").asText()));
                String there = named.isEmpty() ? "none" : String.join(", ", named);
                assertThat(refusal).as(path.getKey()).endsWith("there are " + there);
            }
        }
    }

    @Test
    void answersAreAsItSays() throws Exception {
        try (Site site = new Site(Site.open(Role.READ, Role.ERASE, Role.AUDIT))) {
            JsonNode api = MAPPER.readTree(site.get("/openapi.json").body());
            site.tenures.add(
                    Tenures.of("10.1.2.3", "aa:bb:cc:00:00:01").observed(2, 40).build());
            site.finding("ADDRESS_HELD_TWICE", "10.1.2.3", "Two clients.");
            site.member("east", 0, 30);
            for (String path : List.of(
                    "/v1/leases?address=10.1.2.3&at=2026-11-26T10:20:00Z",
                    "/v1/leases?address=10.9.9.9",
                    "/v1/tenures?address=10.1.2.3",
                    "/v1/findings",
                    "/v1/members",
                    "/v1/erasures?id=x",
                    "/health")) {
                JsonNode schema = api.path("paths")
                        .path(path.replaceAll("\\?.*", ""))
                        .at("/get/responses/200/content/application~1json/schema");
                check(api, schema, MAPPER.readTree(site.get(path).body()), path);
            }
            check(
                    api,
                    api.at("/components/schemas/Problem"),
                    MAPPER.readTree(site.get("/v1/leases").body()),
                    "problem");
        }
    }

    /** Required members are there, others are described, types and null are as described. */
    private static void check(JsonNode api, JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            check(api, api.at(schema.path("$ref").asText().substring(1)), value, at);
            return;
        }
        assertThat(schema.isObject()).as(at + " is described").isTrue();
        if (value.isNull()) {
            assertThat(schema.path("nullable").asBoolean())
                    .as(at + " may be null")
                    .isTrue();
            return;
        }
        if (schema.has("allOf")) {
            schema.path("allOf").forEach(part -> checkRequired(api, part, value, at));
            return;
        }
        String type = schema.path("type").asText();
        assertThat(typeOf(value)).as(at).isEqualTo(type);
        if (type.equals("array")) {
            value.forEach(element -> check(api, schema.path("items"), element, at + "[]"));
        }
        if (type.equals("object") && schema.has("properties")) {
            checkRequired(api, schema, value, at);
            value.fieldNames()
                    .forEachRemaining(
                            name -> assertThat(schema.path("properties").has(name))
                                    .as(at + "." + name + " is described")
                                    .isTrue());
        }
    }

    private static void checkRequired(JsonNode api, JsonNode schema, JsonNode value, String at) {
        JsonNode plain =
                schema.has("$ref") ? api.at(schema.path("$ref").asText().substring(1)) : schema;
        plain.path("required")
                .forEach(name -> assertThat(value.has(name.asText()))
                        .as(at + "." + name.asText() + " is there")
                        .isTrue());
        plain.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                check(api, property.getValue(), value.path(property.getKey()), at + "." + property.getKey());
            }
        });
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case OBJECT -> "object";
            default -> "string";
        };
    }
}
