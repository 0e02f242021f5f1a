package net.leasequery.systemtests.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import net.leasequery.systemtests.simulation.ConnectorChoices.Switch;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The addresses that the servers have, and which of them the connector follows. */
final class FollowedAddresses {

    private final WireFormat format;
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private ConnectorChoices chosen = ConnectorChoices.FIRST;

    FollowedAddresses(WireFormat format, int addresses) {
        this.format = format;
        for (int slot = 0; slot < addresses; slot++) {
            slots.put(text(format, slot), slot);
        }
    }

    /** The connector is configured anew. */
    void configured(ConnectorChoices changed) {
        chosen = changed;
    }

    /** All addresses, by their text. */
    Map<String, Integer> all() {
        return slots;
    }

    /** The address in the key or value of a record. */
    static String text(Struct record) {
        return text(record.getString("address"), record.getString("vpn"));
    }

    /** The address of a slot. */
    static String text(WireFormat format, int slot) {
        return text(format.address(slot), format.vpn(slot));
    }

    private static String text(String address, @Nullable String vpn) {
        return vpn == null ? address : address + "%" + vpn;
    }

    boolean isUnfollowed(int slot) {
        return !chosen.follows(format.vpn(slot));
    }

    boolean isExcluded(int slot) {
        return chosen.has(Switch.NARROW) && format.isExcluded(slot);
    }

    /** Whether no bulk query asks for the address: it may end (docs/sweep.md), and gaps are not filled for it. */
    boolean isUnasked(int slot) {
        return chosen.has(Switch.FEW_QUERIES) && format.link(slot) == 1;
    }

    /** Whether Kafka has to show what the server has. */
    boolean isToBeInKafka(int slot) {
        return !isExcluded(slot) && !isUnasked(slot) && !isUnfollowed(slot);
    }

    /** Whether the connector reads back records with this key. */
    boolean isReadBack(Struct key) {
        Integer slot = slots.get(text(key));
        return slot != null
                && chosen.server().equals(key.getString("server"))
                && !isExcluded(slot)
                && !isUnfollowed(slot);
    }
}
