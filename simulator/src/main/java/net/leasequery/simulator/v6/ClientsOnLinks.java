package net.leasequery.simulator.v6;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Prefix;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Pool;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseChangeListener;
import net.leasequery.simulator.lease.LeaseDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The leases of each client on each link. An OPTION_CLIENT_DATA contains all of them, with one time of the last
 * transaction (RFC 5007 section 4.1.2), so a client's transaction about one lease updates that time in all of its
 * leases.
 */
final class ClientsOnLinks implements LeaseChangeListener {

    private static final int[] NOTHING = {};

    private final LeaseDatabase database;

    /**
     * Slots in rising order; arrays, because most clients hold one or two leases. An array is replaced, never
     * changed.
     */
    private final Map<Place, int[]> held = new HashMap<>();

    /** Follows a database without leases. */
    ClientsOnLinks(LeaseDatabase database) {
        this.database = database;
        database.addListener(this);
    }

    /** Link of the lease in a slot. */
    Ipv6Prefix linkOf(int slot) {
        return ((Ipv6Pool) database.table().poolOf(slot)).link();
    }

    /** Slots of all leases that the holder of the lease in this slot holds on its link; empty if nobody holds it. */
    int[] heldWith(int slot) {
        Place place = placeOf(slot, database.table().get(slot));
        return place == null ? NOTHING : held.getOrDefault(place, NOTHING);
    }

    @Override
    public void changed(int slot, Lease before, Lease after) {
        Place left = before.isActive() ? placeOf(slot, before) : null;
        Place home = placeOf(slot, after);
        Place entered = after.isActive() ? home : null;
        if (left != null && !left.equals(entered)) {
            held.computeIfPresent(left, (place, slots) -> slots.length == 1 ? null : without(slots, slot));
        }
        if (entered != null && !entered.equals(left)) {
            held.merge(entered, new int[] {slot}, (slots, one) -> with(slots, slot));
        }
        if (home != null) {
            hearOfAll(held.getOrDefault(home, NOTHING), after.lastTransaction());
        }
    }

    private void hearOfAll(int[] slots, @Nullable Instant heard) {
        Instant latest = heard;
        for (int slot : slots) {
            latest = later(latest, database.table().get(slot).lastTransaction());
        }
        for (int slot : slots) {
            if (latest != null && !latest.equals(database.table().get(slot).lastTransaction())) {
                database.hear(slot, latest);
            }
        }
    }

    private static int[] with(int[] slots, int slot) {
        int[] more = Arrays.copyOf(slots, slots.length + 1);
        more[slots.length] = slot;
        Arrays.sort(more);
        return more;
    }

    private static int[] without(int[] slots, int slot) {
        return Arrays.stream(slots).filter(each -> each != slot).toArray();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private @Nullable Place placeOf(int slot, Lease lease) {
        return lease.client() instanceof Ipv6Client client ? new Place(lease.vpn(), linkOf(slot), client.duid()) : null;
    }

    /** Addresses of one client in a VPN, on a link. */
    private record Place(VirtualSubnet vpn, Ipv6Prefix link, Duid duid) {

        /** Uses the client alone: few clients are on several links, and this is called with every change. */
        @Override
        public int hashCode() {
            return duid.octets().hashCode();
        }
    }
}
