package net.leasequery.transforms.siem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds an event against {@code cim-network-sessions.csv}. What is not in the model begins with {@code leasequery_}. */
final class CimJudge {

    private static final String MAC = "^([0-9a-f]{2}:){5}([0-9a-f]{2})$";

    private final Map<String, Map<String, String>> byField = new HashMap<>();

    CimJudge() {
        Facts.of("cim-network-sessions.csv").stream()
                .filter(row -> !"tag".equals(row.get("type")) && !"(dataset)".equals(row.get("field")))
                // The rows of the dataset DHCP are the narrower ones and come last.
                .forEach(row -> byField.put(Objects.requireNonNull(row.get("field")), row));
    }

    List<String> judge(Map<String, Object> event) {
        Findings findings = new Findings();
        event.forEach((name, value) -> {
            Map<String, String> fact = byField.get(name);
            if (value == null) {
                findings.add(name, "is null");
            } else if (fact == null) {
                findings.check(name.startsWith("leasequery_"), name, "is neither of the model nor of ours");
            } else {
                value(name, fact, value, findings);
            }
        });
        byField.forEach((name, fact) -> findings.check(
                !"required".equals(fact.get("requirement")) || event.containsKey(name), name, "is required"));
        return findings.all();
    }

    private static void value(String name, Map<String, String> fact, Object value, Findings findings) {
        findings.check(!"yes".equals(fact.get("auto")), name, "is automatic and must not be there");
        findings.check(!"not_allowed_in_search".equals(fact.get("requirement")), name, "is not for DHCP");
        boolean number = "number".equals(fact.get("type"));
        findings.check(number ? value instanceof Number : value instanceof String, name, value + " has another type");
        String allowed = fact.getOrDefault("expected_values", "");
        findings.check(
                allowed.isEmpty() || List.of(allowed.split(";")).contains(value), name, value + " is not allowed");
        if (name.equals("dest_mac")) {
            findings.check(value.toString().matches(MAC), name, value + " is no MAC of lower case with colons");
        }
        if (name.equals("dest_ip")) {
            findings.check(Addresses.isAddress(value.toString()), name, value + " is no address");
        }
    }
}
