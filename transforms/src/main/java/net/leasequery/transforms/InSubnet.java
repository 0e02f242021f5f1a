package net.leasequery.transforms;

import java.util.Map;
import net.leasequery.transforms.internal.BuildVersion;
import net.leasequery.transforms.internal.address.Subnets;
import net.leasequery.transforms.internal.binding.Fields;
import net.leasequery.transforms.internal.config.Choice;
import net.leasequery.transforms.internal.config.ParsedKeys;
import net.leasequery.transforms.internal.config.SubnetList;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * True for bindings whose address, or whole delegated prefix, lies in one of the configured subnets. The address is
 * also taken from the key, so that a tombstone is routed like its binding. Thread-safe once configured.
 */
public final class InSubnet<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    static final String SUBNETS = "subnets";
    static final String FIELD = "field";

    private static final String ADDRESS = "address";
    private static final String OF_RELAY = "relay.";

    private record Wanted(Subnets subnets, String field) {}

    private volatile @Nullable Wanted wanted;

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        SUBNETS,
                        ConfigDef.Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new SubnetList(true),
                        Importance.HIGH,
                        "Subnets for which the predicate is true, as `192.0.2.0/24,2001:db8::/32`.")
                .define(
                        FIELD,
                        ConfigDef.Type.STRING,
                        ADDRESS,
                        new Choice(ADDRESS, "relay.giaddr", "relay.linkAddress", "relay.peerAddress"),
                        Importance.LOW,
                        "Which address to look at: the leased one, or one that the relay agent reported. A tombstone"
                                + " has only the leased one.");
    }

    @Override
    public void configure(Map<String, ?> given) {
        ParsedKeys keys = ParsedKeys.of(config(), given);
        wanted = new Wanted(Subnets.parse(keys.list(SUBNETS)), keys.text(FIELD));
    }

    @Override
    public boolean test(R record) {
        Wanted current = wanted;
        if (current == null) {
            throw new IllegalStateException("configure was not called");
        }
        return current.subnets().contain(address(record, current.field()));
    }

    private static @Nullable String address(ConnectRecord<?> record, String field) {
        Fields value = Fields.of(record.value());
        if (field.startsWith(OF_RELAY)) {
            Fields relay = value == null ? null : Fields.of(value.get("relay"));
            return relay == null ? null : relay.text(field.substring(OF_RELAY.length()));
        }
        if (value != null && value.get(ADDRESS) instanceof String address) {
            return address;
        }
        Fields key = Fields.of(record.key());
        return key != null && key.get(ADDRESS) instanceof String address ? address : null;
    }

    @Override
    public String version() {
        return BuildVersion.get();
    }

    @Override
    public void close() {
        // There are no resources to close.
    }
}
