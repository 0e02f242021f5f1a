package net.leasequery.transforms.siem;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import net.leasequery.transforms.Bindings;

/** Holds an event against {@code ocsf-4004.csv}, by the rules that its README gives. */
final class OcsfJudge {

    private static final Pattern MAC = Pattern.compile("^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$");
    private static final Pattern HOST_NAME =
            Pattern.compile("^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$");

    private final Map<String, Map<String, String>> byPath = new HashMap<>();

    OcsfJudge() {
        for (Map<String, String> row : Facts.of("ocsf-4004.csv")) {
            if (row.getOrDefault("versions", "").contains("1.8.0")) {
                byPath.put(row.get("path"), row);
            }
        }
    }

    List<String> judge(Map<String, Object> event) {
        Findings findings = new Findings();
        object(event, "", findings, profiles(event));
        findings.check(event.containsKey("src_endpoint") || event.containsKey("dst_endpoint"), "$", "no endpoint");
        long activity = ((Number) event.getOrDefault("activity_id", -1)).longValue();
        findings.check(
                Objects.equals(event.get("type_uid"), 400400L + activity), "type_uid", "is not 400400 + activity");
        siblings(event, activity, findings);
        return findings.all();
    }

    private static Set<String> profiles(Map<String, Object> event) {
        return event.get("metadata") instanceof Map<?, ?> metadata && metadata.get("profiles") instanceof List<?> list
                ? new HashSet<>(list.stream().map(String::valueOf).toList())
                : Set.of();
    }

    private void object(Map<?, ?> object, String prefix, Findings findings, Set<String> profiles) {
        object.forEach((key, value) -> {
            String path = prefix + key;
            Map<String, String> fact = byPath.get(path);
            if (fact == null) {
                findings.add(path, "is no attribute of the class");
            } else if (!profile(fact).isEmpty() && !profiles.contains(profile(fact))) {
                findings.add(path, "needs the profile " + profile(fact));
            } else {
                value(path, fact, value, findings, profiles);
            }
        });
        required(object, prefix, findings);
    }

    private void required(Map<?, ?> object, String prefix, Findings findings) {
        byPath.forEach((path, fact) -> {
            boolean here = path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0 && !path.equals("$");
            if (here
                    && "required".equals(fact.get("requirement"))
                    && profile(fact).isEmpty()) {
                findings.check(object.containsKey(path.substring(prefix.length())), path, "is required");
            }
        });
    }

    private static String profile(Map<String, String> fact) {
        return fact.getOrDefault("profile", "");
    }

    private void value(String path, Map<String, String> fact, Object value, Findings findings, Set<String> profiles) {
        if (value == null) {
            findings.add(path, "is null");
        } else if ("true".equals(fact.get("is_array"))) {
            if (value instanceof List<?> list) {
                list.forEach(each -> single(path, fact, each, findings, profiles));
            } else {
                findings.add(path, "is no array");
            }
        } else {
            single(path, fact, value, findings, profiles);
        }
    }

    private void single(String path, Map<String, String> fact, Object value, Findings findings, Set<String> profiles) {
        String type = Objects.requireNonNull(fact.get("type"));
        if (type.equals("object")) {
            if (!(value instanceof Map<?, ?> map)) {
                findings.add(path, "is no object");
            } else if (!path.equals("unmapped")) {
                object(map, path + ".", findings, profiles);
                atLeastOne(path, fact, map, findings);
            }
            return;
        }
        findings.check(hasType(type, value), path, value + " is no " + type);
        String allowed = fact.getOrDefault("enum", "");
        if (!allowed.isEmpty()) {
            List<String> numbers = Arrays.stream(allowed.split(";"))
                    .map(each -> each.substring(0, each.indexOf('=')))
                    .toList();
            findings.check(numbers.contains(value.toString()), path, value + " is not in the enum");
        }
    }

    private static void atLeastOne(String path, Map<String, String> fact, Map<?, ?> object, Findings findings) {
        String constraint = fact.getOrDefault("constraint", "");
        if (constraint.startsWith("at_least_one(")) {
            String[] names = constraint.substring(13, constraint.length() - 1).split("\\|");
            findings.check(Arrays.stream(names).anyMatch(object::containsKey), path, "has none of " + constraint);
        }
    }

    private static boolean hasType(String type, Object value) {
        return switch (type) {
            case "integer_t", "port_t" -> value instanceof Integer;
            case "long_t", "timestamp_t" -> value instanceof Long || value instanceof Integer;
            case "boolean_t" -> value instanceof Boolean;
            case "mac_t" -> value instanceof String text && MAC.matcher(text).matches();
            case "ip_t" -> value instanceof String text && Addresses.isAddress(text);
            case "hostname_t" ->
                value instanceof String text && HOST_NAME.matcher(text).matches();
            case "string_t" -> value instanceof String text && !text.isEmpty();
            default -> throw new IllegalArgumentException("No rule for " + type);
        };
    }

    private void siblings(Map<String, Object> event, long activity, Findings findings) {
        caption(event, "severity_id", "severity", findings);
        caption(event, "class_uid", "class_name", findings);
        caption(event, "category_uid", "category_name", findings);
        caption(event, "type_uid", "type_name", findings);
        if (activity != 99) {
            caption(event, "activity_id", "activity_name", findings);
        }
        if (event.get("observables") instanceof List<?> list) {
            for (Object each : list) {
                Map<?, ?> observable = (Map<?, ?>) each;
                Object at = Bindings.at(event, String.valueOf(observable.get("name")));
                findings.check(
                        Objects.equals(at, observable.get("value")), "observables", observable + " is not at its path");
                findings.check(
                        Objects.equals(
                                captions("observables.type_id").get(observable.get("type_id")), observable.get("type")),
                        "observables.type",
                        "is not the caption");
            }
        }
    }

    private void caption(Map<String, Object> event, String id, String text, Findings findings) {
        Object number = event.get(id);
        Object given = event.get(text);
        if (given != null && number instanceof Number value) {
            findings.check(
                    given.equals(captions(id).get(value.intValue())), text, given + " is not the caption of " + value);
        }
    }

    private Map<Integer, String> captions(String path) {
        Map<Integer, String> captions = new HashMap<>();
        for (String each : List.of(Objects.requireNonNull(byPath.get(path))
                .getOrDefault("enum", "")
                .split(";"))) {
            captions.put(Integer.valueOf(each.substring(0, each.indexOf('='))), each.substring(each.indexOf('=') + 1));
        }
        return captions;
    }
}
