package net.leasequery.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.subnet.Subnet;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.requestor.DhcpFamily;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that filter bindings by their addresses. */
final class SubnetKeys {

    static final String INCLUDE = "include.subnets";
    static final String EXCLUDE = "exclude.subnets";

    /** Says what is expected; {@link #check} reads the entries, which depend on the family. */
    private static final ConfigDef.Validator SUBNETS =
            ConfigDef.LambdaValidator.with((key, value) -> {}, () -> "comma-separated subnets in CIDR notation");

    private SubnetKeys() {}

    static void define(ConfigDefBuilder form) {
        form.group("Subnets");
        form.define(
                INCLUDE,
                LIST,
                "",
                SUBNETS,
                MEDIUM,
                Width.LONG,
                "Subnets to include",
                "Subnets of `dhcp.family` in CIDR notation, such as `192.0.2.0/24` or `2001:db8:1::/48`. Only"
                        + " bindings of addresses in one of them, and of delegated prefixes that lie completely in"
                        + " one of them, become records. Empty means all. The server still sends everything, because"
                        + " Leasequery has no such filter. Bindings that do not pass are counted"
                        + " (`bindings-filtered-total`); what the topic already holds of them is neither updated nor"
                        + " ended. The filter is part of the offset: when it is widened, all bindings are loaded"
                        + " again.");
        form.define(
                EXCLUDE,
                LIST,
                "",
                SUBNETS,
                MEDIUM,
                Width.LONG,
                "Subnets to exclude",
                "Subnets whose bindings do not become records even if `include.subnets` contains them. Empty means"
                        + " none. A delegated prefix is excluded if any part of it is. With"
                        + " `malformed.message.policy=quarantine`, a message that cannot be decoded is written as a"
                        + " whole, whatever addresses it contains.");
    }

    /** Returns the filter for these values, which must be valid. */
    static SubnetFilter filter(DhcpFamily family, List<String> include, List<String> exclude) {
        return SubnetFilter.of(family, subnets(family, include), subnets(family, exclude));
    }

    private static List<Subnet> subnets(DhcpFamily family, List<?> entries) {
        return entries.stream()
                .map(entry -> Subnet.parse(family, entry.toString()))
                .toList();
    }

    /** Adds a message for each of the two keys whose value conflicts with the family or with the other key. */
    static void check(DhcpFamily family, Map<String, ?> parsed, Map<String, String> problems) {
        List<Subnet> include = read(family, INCLUDE, parsed, problems);
        List<Subnet> exclude = read(family, EXCLUDE, parsed, problems);
        if (problems.containsKey(INCLUDE) || problems.containsKey(EXCLUDE)) {
            return;
        }
        List<Subnet> contradicted = SubnetFilter.contradicted(include, exclude);
        List<Subnet> idle = SubnetFilter.idle(include, exclude);
        if (!contradicted.isEmpty()) {
            problems.put(
                    INCLUDE,
                    CrossChecks.invalid(INCLUDE, text(include)) + EXCLUDE + " leaves nothing of " + text(contradicted)
                            + "; remove the subnet from here, or narrow " + EXCLUDE);
        } else if (!idle.isEmpty()) {
            problems.put(
                    EXCLUDE,
                    CrossChecks.invalid(EXCLUDE, text(exclude)) + text(idle) + " lies outside of " + INCLUDE
                            + " and excludes nothing; correct it, or remove it");
        } else if (SubnetFilter.of(family, include, exclude).passesNothing()) {
            problems.put(
                    EXCLUDE,
                    CrossChecks.invalid(EXCLUDE, text(exclude)) + "no address is left; narrow it, or remove it");
        }
    }

    private static List<Subnet> read(
            DhcpFamily family, String key, Map<String, ?> parsed, Map<String, String> problems) {
        List<Subnet> subnets = new ArrayList<>();
        if (parsed.get(key) instanceof List<?> entries) {
            try {
                subnets.addAll(subnets(family, entries));
            } catch (IllegalArgumentException e) {
                problems.put(
                        key,
                        CrossChecks.invalid(
                                        key,
                                        String.join(
                                                ",",
                                                entries.stream()
                                                        .map(Object::toString)
                                                        .toList()))
                                + e.getMessage());
            }
        }
        return subnets;
    }

    private static String text(List<Subnet> subnets) {
        return String.join(",", subnets.stream().map(Subnet::toString).toList());
    }
}
