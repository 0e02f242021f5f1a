package net.leasequery.transforms.siem;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.leasequery.transforms.Bindings;

/** Holds a document against {@code ecs.csv}, by the rules that its README gives. Custom fields: {@code leasequery.*}. */
final class EcsJudge {

    private static final List<String> IPS = List.of("client.ip", "server.ip", "source.ip", "observer.ip", "host.ip");

    private final Map<String, Map<String, String>> byField = new HashMap<>();

    EcsJudge() {
        Facts.of("ecs.csv").forEach(row -> byField.put(Objects.requireNonNull(row.get("field")), row));
    }

    List<String> judge(Map<String, Object> document) {
        Findings findings = new Findings();
        object(document, "", findings);
        findings.check(document.get("@timestamp") instanceof String, "@timestamp", "is required");
        findings.check("9.4.0".equals(Bindings.at(document, "ecs.version")), "ecs.version", "names another version");
        expectedTypes(document, findings);
        for (String path : IPS) {
            Object ip = Bindings.at(document, path);
            findings.check(ip == null || in(document, "related.ip").contains(ip), path, "is not in related.ip");
        }
        for (String path : List.of("client.domain", "observer.name")) {
            Object name = Bindings.at(document, path);
            findings.check(
                    name == null || in(document, "related.hosts").contains(name), path, "is not in related.hosts");
        }
        return findings.all();
    }

    private static Set<Object> in(Map<String, Object> document, String path) {
        return Bindings.at(document, path) instanceof List<?> list ? new HashSet<>(list) : Set.of();
    }

    private void object(Map<?, ?> object, String prefix, Findings findings) {
        object.forEach((name, value) -> {
            String path = prefix + name;
            if (path.equals("leasequery")) {
                return;
            }
            Map<String, String> fact = byField.get(path);
            if (value == null) {
                findings.add(path, "is null");
            } else if (fact != null) {
                value(path, fact, value, findings);
            } else if (value instanceof Map<?, ?> inner
                    && byField.keySet().stream().anyMatch(f -> f.startsWith(path + "."))) {
                object(inner, path + ".", findings);
            } else {
                findings.add(path, "is no field of ECS");
            }
        });
    }

    private static void value(String path, Map<String, String> fact, Object value, Findings findings) {
        if ("array".equals(fact.get("normalization"))) {
            if (value instanceof List<?> list) {
                list.forEach(each -> single(path, fact, each, findings));
            } else {
                findings.add(path, "is no array");
            }
        } else {
            single(path, fact, value, findings);
        }
    }

    private static void single(String path, Map<String, String> fact, Object value, Findings findings) {
        boolean right = switch (Objects.requireNonNull(fact.get("type"))) {
            case "keyword", "match_only_text" -> value instanceof String text && !text.isEmpty();
            case "ip" -> value instanceof String text && Addresses.isAddress(text);
            case "long" -> value instanceof Long || value instanceof Integer;
            case "date" -> value instanceof String text && isMoment(text);
            default -> false;
        };
        findings.check(right, path, value + " is no " + fact.get("type"));
        String allowed = fact.getOrDefault("allowed_values", "");
        if (!allowed.isEmpty() && !allowed.startsWith("expected")) {
            findings.check(List.of(allowed.split(";")).contains(value), path, value + " is not allowed");
        }
        String pattern = fact.getOrDefault("pattern", "");
        findings.check(pattern.isEmpty() || value.toString().matches(pattern), path, value + " has not the pattern");
    }

    private static boolean isMoment(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void expectedTypes(Map<String, Object> document, Findings findings) {
        for (Object type : in(document, "event.type")) {
            boolean expected = in(document, "event.category").stream()
                    .anyMatch(category -> List.of(Objects.requireNonNull(byField.get("event.category=" + category))
                                    .getOrDefault("allowed_values", "")
                                    .split(";"))
                            .contains(type));
            findings.check(expected, "event.type", type + " is not expected for the categories");
        }
    }
}
