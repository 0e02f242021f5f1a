package net.leasequery.streams.records;

import net.leasequery.LeaseKey;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One address in one group, as the key of a store. Keys of one address in several groups are adjacent and lie in one
 * partition, so that a server can move from group to group without reading its topic again.
 *
 * @param group name of the group
 * @param vpn null for the default one
 * @param address as in the binding
 */
public record AddressKey(String group, @Nullable String vpn, String address) {
    private static final char SEPARATOR = '\0';

    /** Returns the key for a store or a repartition topic. */
    public String text() {
        return place() + group;
    }

    /** Returns the prefix of the keys of this address in all groups. */
    public String place() {
        return (vpn == null ? "" : "=" + vpn) + SEPARATOR + address + SEPARATOR;
    }

    /** Returns the part of a key that determines its partition. */
    public static String placeOf(String text) {
        return text.substring(0, text.lastIndexOf(SEPARATOR) + 1);
    }

    /** Reads a key that {@link #text()} returned. */
    public static AddressKey parse(String text) {
        int first = text.indexOf(SEPARATOR);
        int last = text.lastIndexOf(SEPARATOR);
        String vpn = first == 0 ? null : text.substring(1, first);
        return new AddressKey(text.substring(last + 1), vpn, text.substring(first + 1, last));
    }

    /**
     * Returns the same address in another group. A record may have waited in a repartition topic since before the groups
     * were changed: its key then has the group that its server had.
     */
    public AddressKey in(String otherGroup) {
        return new AddressKey(otherGroup, vpn, address);
    }

    /** Returns the key of {@code <net>.leases}. */
    public GenericRecord toRecord() {
        GenericRecord key = new GenericData.Record(LeaseKey.getClassSchema());
        key.put("group", group);
        key.put("vpn", vpn);
        key.put("address", address);
        return key;
    }
}
