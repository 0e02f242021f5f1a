package net.leasequery.transforms.siem;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Holds an event against {@code asim-dhcp.csv}, by the rules that its README gives. */
final class AsimJudge {

    private static final Set<String> SET_BY_THE_PLATFORM = Set.of("Type");
    private static final Map<String, String> ALIASES = Map.of(
            "IpAddr", "SrcIpAddr",
            "Hostname", "SrcHostname",
            "SessionId", "DhcpSessionId",
            "Duration", "DhcpSessionDuration",
            "Rule", "RuleName");

    private final Map<String, Map<String, String>> byField = new HashMap<>();

    AsimJudge() {
        // A row of the schema Dhcp comes before, and overrides, the common one of the same field.
        Facts.of("asim-dhcp.csv").forEach(row -> byField.putIfAbsent(Objects.requireNonNull(row.get("field")), row));
    }

    List<String> judge(Map<String, Object> event) {
        Findings findings = new Findings();
        event.forEach((name, value) -> {
            Map<String, String> fact = byField.get(name);
            if (fact == null || !"yes".equals(fact.get("in_empty_parser"))) {
                findings.add(name, "is no column");
            } else {
                value(name, fact, value, findings);
            }
        });
        byField.forEach((name, fact) -> {
            if ("Mandatory".equals(fact.get("class")) && !SET_BY_THE_PLATFORM.contains(name)) {
                findings.check(event.containsKey(name), name, "is mandatory");
            }
            if ("Conditional".equals(fact.get("class"))) {
                findings.check(
                        event.containsKey(name) == event.containsKey(fact.get("conditional_on")),
                        name,
                        "must be there exactly with " + fact.get("conditional_on"));
            }
        });
        ALIASES.forEach((alias, name) -> findings.check(
                !event.containsKey(alias) || event.get(alias).equals(event.get(name)), alias, "differs from " + name));
        findings.check("DhcpEvent".equals(event.get("EventSchema")), "EventSchema", "is another");
        findings.check("0.1".equals(event.get("EventSchemaVersion")), "EventSchemaVersion", "is another");
        return findings.all();
    }

    private static void value(String name, Map<String, String> fact, Object value, Findings findings) {
        boolean right = switch (Objects.requireNonNull(fact.get("type"))) {
            case "string" -> value instanceof String text && !text.isEmpty();
            case "int" -> value instanceof Integer;
            case "datetime" -> value instanceof String text && isMoment(text);
            case "dynamic" -> value instanceof Map<?, ?> map && !map.containsValue(null);
            default -> false;
        };
        findings.check(right, name, value + " is no " + fact.get("type"));
        String allowed = fact.getOrDefault("allowed_values", "");
        findings.check(
                allowed.isEmpty() || List.of(allowed.split("\\|")).contains(value), name, value + " is not allowed");
        String logical = fact.getOrDefault("logical_type", "");
        if (logical.equals("IP Address")) {
            findings.check(Addresses.isAddress(value.toString()), name, value + " is no address");
        }
        if (logical.equalsIgnoreCase("MAC address")) {
            findings.check(value.toString().matches("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}"), name, value + " is no MAC");
        }
    }

    private static boolean isMoment(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
