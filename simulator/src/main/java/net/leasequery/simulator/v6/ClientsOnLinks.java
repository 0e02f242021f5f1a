package net.leasequery.simulator.v6;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
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
 * What each client holds on each link. An OPTION_CLIENT_DATA tells all of it, with one time of the last transaction
 * (RFC 5007 section 4.1.2), so whoever speaks to the server about one of its leases is heard of in all of them.
 */
final class ClientsOnLinks implements LeaseChangeListener {

    private final LeaseDatabase database;
    private final Map<Place, SortedSet<Integer>> held = new HashMap<>();

    /** Follows a database in which nobody holds anything yet. */
    ClientsOnLinks(LeaseDatabase database) {
        this.database = database;
        database.addListener(this);
    }

    /** Link of the lease in a slot. */
    Ipv6Prefix linkOf(int slot) {
        return ((Ipv6Pool) database.table().poolOf(slot)).link();
    }

    /** Slots of all that the holder of the lease in this slot holds on its link; nothing if nobody holds it. */
    List<Integer> heldWith(int slot) {
        Place place = placeOf(slot, database.table().get(slot));
        return place == null ? List.of() : List.copyOf(held.getOrDefault(place, new TreeSet<>()));
    }

    @Override
    public void changed(int slot, Lease before, Lease after) {
        Place left = before.isActive() ? placeOf(slot, before) : null;
        Place entered = after.isActive() ? placeOf(slot, after) : null;
        if (left != null && !left.equals(entered)) {
            SortedSet<Integer> rest = held.get(left);
            if (rest != null && rest.remove(slot) && rest.isEmpty()) {
                held.remove(left);
            }
        }
        if (entered != null && !entered.equals(left)) {
            held.computeIfAbsent(entered, place -> new TreeSet<>()).add(slot);
        }
        Place home = placeOf(slot, after);
        if (home != null) {
            hearOfAll(home, after.lastTransaction());
        }
    }

    private void hearOfAll(Place home, @Nullable Instant heard) {
        List<Integer> slots = List.copyOf(held.getOrDefault(home, new TreeSet<>()));
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

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private @Nullable Place placeOf(int slot, Lease lease) {
        return lease.client() instanceof Ipv6Client client ? new Place(lease.vpn(), linkOf(slot), client.duid()) : null;
    }

    private record Place(VirtualSubnet vpn, Ipv6Prefix link, Duid duid) {}
}
