package net.leasequery.streams.addresses;

import java.util.Objects;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.groups.Subnet;
import net.leasequery.streams.merge.View;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes holdings: who holds an address. They serve to compare a client's addresses, and an address across groups. */
public final class Holdings {

    private Holdings() {}

    static @Nullable GenericRecord of(
            AddressKey key, Group group, View winner, GenericRecord binding, long began, long now) {
        if (!winner.holdsAt(now) || winner.client() == null) {
            return null;
        }
        GenericRecord holding = State.record(State.HOLDING);
        holding.put("group", key.group());
        holding.put("vpn", key.vpn());
        holding.put("client", winner.client());
        holding.put("address", key.address());
        holding.put("server", winner.server());
        holding.put("link", link(key, group, binding));
        holding.put("recordedAt", began);
        holding.put("until", winner.infinite() || winner.expiry() == null ? Long.MAX_VALUE : winner.expiry());
        holding.put("held", true);
        return holding;
    }

    private static @Nullable String link(AddressKey key, Group group, GenericRecord binding) {
        for (Subnet link : group.links()) {
            if (link.contains(key.address())) {
                // Not its position: holds that are stored must not move to another link when one is added.
                return "#" + link;
            }
        }
        return BindingViews.relayLink(binding);
    }

    /** Whether {@code now} adds nothing to {@code before}. */
    static boolean same(@Nullable GenericRecord before, @Nullable GenericRecord now) {
        if (before == null || now == null) {
            return before == now;
        }
        return Objects.equals(before.get("until"), now.get("until"))
                && sameText(before, now, "client")
                && sameText(before, now, "server")
                && sameText(before, now, "link");
    }

    private static boolean sameText(GenericRecord before, GenericRecord now, String field) {
        return Objects.equals(State.text(before, field), State.text(now, field));
    }

    /** Returns a copy of a hold that marks it as ended at this moment. */
    static GenericRecord ended(GenericRecord holding, long at) {
        GenericRecord ended = State.record(State.HOLDING);
        holding.getSchema().getFields().forEach(field -> ended.put(field.name(), holding.get(field.pos())));
        ended.put("recordedAt", at);
        ended.put("held", false);
        return ended;
    }

    /** Returns the key that brings all holds of one client in one group into one partition. */
    public static String clientKey(GenericRecord holding) {
        return State.required(holding, "group")
                + '\0'
                + String.valueOf(State.text(holding, "vpn"))
                + '\0'
                + State.required(holding, "client");
    }
}
