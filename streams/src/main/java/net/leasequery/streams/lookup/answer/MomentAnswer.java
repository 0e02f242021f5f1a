package net.leasequery.streams.lookup.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.AddressTenure.Presence;
import org.jspecify.annotations.Nullable;

/**
 * Who held an address at a moment, and how sure that is.
 *
 * @param group of the servers; null if no server reported a holder
 * @param vpn null for the default one
 * @param address or prefix that was held
 * @param at the moment
 * @param holders tenures of possible holders; those beyond doubt first
 * @param certain whether one client alone held the address, beyond doubt
 * @param observedBy servers that were followed without a gap
 * @param doubts why the answer is not certain; empty if it is
 */
public record MomentAnswer(
        @Nullable String group,
        @Nullable String vpn,
        String address,
        Instant at,
        List<AddressTenure> holders,
        boolean certain,
        List<String> observedBy,
        List<Doubt> doubts) {

    /** Copies the lists. */
    public MomentAnswer {
        holders = List.copyOf(holders);
        observedBy = List.copyOf(observedBy);
        doubts = List.copyOf(doubts);
    }

    private record Place(String group, @Nullable String vpn, String address) {
        boolean isSameAddress(Place other) {
            return address.equals(other.address) && Objects.equals(vpn, other.vpn);
        }
    }

    /** Returns the answer if no server reported a holder. This never proves that there was none. */
    public static MomentAnswer nobody(@Nullable String vpn, String address, Instant at, List<String> observedBy) {
        return new MomentAnswer(null, vpn, address, at, List.of(), false, observedBy, List.of(Doubt.NOT_REPORTED));
    }

    /** Makes answers for a moment from tenures: one for each group, VPN and address. */
    public static List<MomentAnswer> of(List<AddressTenure> tenures, Instant at) {
        Map<Place, List<AddressTenure>> places = new LinkedHashMap<>();
        for (AddressTenure tenure : tenures) {
            if (tenure.at(at) != Presence.NO) {
                Place place = new Place(tenure.group(), tenure.vpn(), tenure.address());
                places.computeIfAbsent(place, none -> new ArrayList<>()).add(tenure);
            }
        }
        List<MomentAnswer> answers = new ArrayList<>();
        places.forEach(
                (place, possible) -> answers.add(ofPlace(place, possible, hasSeveralHolders(place, places, at), at)));
        return answers;
    }

    /** Whether several clients held the address beyond doubt: by servers of one group, or of several. */
    private static boolean hasSeveralHolders(Place place, Map<Place, List<AddressTenure>> places, Instant at) {
        return places.entrySet().stream()
                        .filter(other -> other.getKey().isSameAddress(place))
                        .flatMap(other -> other.getValue().stream())
                        .filter(tenure -> tenure.at(at) == Presence.CERTAIN)
                        .map(tenure -> String.valueOf(tenure.holder().client()))
                        .distinct()
                        .count()
                > 1;
    }

    private static MomentAnswer ofPlace(Place place, List<AddressTenure> possible, boolean several, Instant at) {
        List<AddressTenure> sure = possible.stream()
                .filter(tenure -> tenure.at(at) == Presence.CERTAIN)
                .toList();
        List<AddressTenure> holders = new ArrayList<>(sure);
        possible.stream().filter(tenure -> tenure.at(at) != Presence.CERTAIN).forEach(holders::add);
        boolean certain = sure.size() == 1 && !sure.get(0).heldTwice() && !several;
        Set<String> observedBy = new LinkedHashSet<>();
        (sure.isEmpty() ? holders : sure).forEach(tenure -> observedBy.addAll(tenure.observedBy()));
        return new MomentAnswer(
                place.group(),
                place.vpn(),
                place.address(),
                at,
                certain ? sure : holders,
                certain,
                List.copyOf(observedBy),
                certain ? List.of() : doubts(holders, sure.size(), several, at));
    }

    private static List<Doubt> doubts(List<AddressTenure> holders, int sure, boolean several, Instant at) {
        Set<Doubt> doubts = new LinkedHashSet<>();
        if (holders.stream().anyMatch(AddressTenure::heldTwice)) {
            doubts.add(Doubt.HELD_TWICE);
        }
        if (several || sure > 1 || (sure == 0 && holders.size() > 1)) {
            doubts.add(Doubt.SEVERAL_HOLDERS);
        }
        if (sure == 0) {
            for (AddressTenure tenure : holders) {
                doubts.add(position(tenure, at));
                tenure.doubts().forEach(code -> doubts.add(Doubt.ofTenure(code)));
            }
        }
        return List.copyOf(doubts);
    }

    private static Doubt position(AddressTenure tenure, Instant at) {
        if (at.isBefore(tenure.bounds().startNotAfter())) {
            return Doubt.START_BETWEEN_BOUNDS;
        }
        if (at.isAfter(tenure.bounds().endNotBefore())) {
            return tenure.end() == null ? Doubt.AFTER_LAST_SEEN : Doubt.END_BETWEEN_BOUNDS;
        }
        return Doubt.BETWEEN_EXCHANGES;
    }
}
