package net.leasequery.streams.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.leasequery.simulator.client.HoldingLog;
import net.leasequery.streams.app.HeldTruth.Held;
import net.leasequery.streams.history.AddressTenure;
import net.leasequery.streams.history.AddressTenure.Presence;
import net.leasequery.streams.history.ClientSelector;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.history.TimeRange;

/**
 * Asks who had an address, and what a client had, at random moments so far, and compares the answers with the truth. What is
 * certain now must stay true, so it asks again and again while time passes.
 */
final class TruthJudge {
    /** A client counts from the moment of its request; the answer may take some attempts, and servers count in seconds. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    private static final int MOST_SHOWN = 20;

    private final HeldTruth truth;
    private final HoldingLog log;
    private final Instant from;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> outOfBounds = new ArrayList<>();
    private final Map<Long, long[]> byRenewals = new TreeMap<>();
    private int questions;
    private int whereSomebodyHeld;
    private int certain;
    private int possible;
    private int unseen;
    private int spans;

    TruthJudge(HeldTruth truth, HoldingLog log, Instant from) {
        this.truth = truth;
        this.log = log;
        this.from = from;
    }

    void ask(int count, Random random, TenureReader reader, Instant to) {
        Map<String, List<Held>> held = new TreeMap<>(truth.of(log));
        List<String> addresses = List.copyOf(held.keySet());
        List<Held> all = held.values().stream().flatMap(List::stream).toList();
        long length = Duration.between(from, to).toMillis();
        for (int number = 0; number < count; number++) {
            questions++;
            Instant moment = from.plusMillis(random.nextLong(length));
            if (random.nextBoolean()) {
                String address = addresses.get(random.nextInt(addresses.size()));
                compare(
                        reader,
                        Objects.requireNonNull(held.get(address)),
                        reader.ofAddress(null, address, TimeRange.at(moment), 100, null)
                                .tenures(),
                        moment);
            } else {
                String client = all.get(random.nextInt(all.size())).client();
                compare(
                        reader,
                        all.stream().filter(one -> one.client().equals(client)).toList(),
                        reader.ofClient(
                                        new ClientSelector(ClientSelector.Kind.HARDWARE_ADDRESS, client),
                                        TimeRange.at(moment),
                                        100,
                                        null)
                                .tenures(),
                        moment);
            }
        }
    }

    /** Asks at both ends of everything that any tenure claims to be certain, and in between. */
    void checkClaims(TenureReader reader) {
        truth.of(log)
                .forEach((address, held) -> tenuresOf(reader, address)
                        .forEach(tenure -> tenure.certain().forEach(span -> {
                            spans++;
                            Duration quarter =
                                    Duration.between(span.from(), span.to()).dividedBy(4);
                            for (int part = 0; part <= 4; part++) {
                                Instant moment =
                                        part == 4 ? span.to() : span.from().plus(quarter.multipliedBy(part));
                                if (held.stream().noneMatch(truth -> isOf(tenure, truth) && truth.leases(moment))) {
                                    note(wrong, moment + " of " + span + ": " + tenure + " against " + held);
                                }
                            }
                        })));
    }

    private void compare(TenureReader reader, List<Held> truths, List<AddressTenure> answer, Instant moment) {
        for (AddressTenure tenure : answer) {
            boolean claimed = tenure.at(moment) == Presence.CERTAIN;
            long[] counts = byRenewals.computeIfAbsent(tenure.renewals(), none -> new long[2]);
            counts[claimed ? 1 : 0]++;
            if (claimed && truths.stream().noneMatch(truth -> isOf(tenure, truth) && truth.leases(moment))) {
                note(wrong, moment + ": " + tenure + " against " + truths);
            }
        }
        List<Held> holders =
                truths.stream().filter(truth -> truth.covers(moment)).toList();
        whereSomebodyHeld += holders.isEmpty() ? 0 : 1;
        for (Held holder : holders) {
            judge(reader, holder, answer, moment);
        }
    }

    private void judge(TenureReader reader, Held holder, List<AddressTenure> answer, Instant moment) {
        if (answer.stream().anyMatch(tenure -> isOf(tenure, holder) && tenure.at(moment) == Presence.CERTAIN)) {
            certain++;
        } else if (answer.stream().anyMatch(tenure -> isOf(tenure, holder) && tenure.at(moment) == Presence.POSSIBLE)) {
            possible++;
        } else if (moment.isBefore(holder.from().plus(SLACK)) || !isReported(reader, holder)) {
            unseen++;
        } else {
            note(
                    outOfBounds,
                    moment + ": " + holder + " is not among " + answer + "; known of it: " + known(reader, holder));
        }
    }

    /** Whether any record told of this holding; else it was coalesced, or has not been told yet. */
    private boolean isReported(TenureReader reader, Held holder) {
        return known(reader, holder).stream()
                .anyMatch(tenure -> !tenure.lastSeen().isBefore(holder.from().minus(SLACK))
                        && !tenure.start().isAfter(holder.until()));
    }

    private static List<AddressTenure> known(TenureReader reader, Held holder) {
        return tenuresOf(reader, holder.address()).stream()
                .filter(tenure -> isOf(tenure, holder))
                .toList();
    }

    private static List<AddressTenure> tenuresOf(TenureReader reader, String address) {
        return reader.ofAddress(null, address, TimeRange.ALWAYS, TenureReader.MOST, null)
                .tenures();
    }

    private static boolean isOf(AddressTenure tenure, Held held) {
        return tenure.address().equals(held.address())
                && held.client().equals(tenure.holder().hardwareAddress());
    }

    private static void note(List<String> list, String text) {
        if (list.size() < MOST_SHOWN) {
            list.add(text);
        }
    }

    List<String> wrong() {
        return wrong;
    }

    List<String> outOfBounds() {
        return outOfBounds;
    }

    /** Of the answers where somebody held it. */
    double certainShare() {
        return (double) certain / Math.max(1, certain + possible + unseen);
    }

    /** Of the answers that name a tenure with so many renewals. */
    double certainShareOf(long least, long most) {
        long sure = 0;
        long all = 0;
        for (Map.Entry<Long, long[]> counts : byRenewals.entrySet()) {
            if (counts.getKey() >= least && counts.getKey() <= most) {
                sure += counts.getValue()[1];
                all += counts.getValue()[0] + counts.getValue()[1];
            }
        }
        return (double) sure / Math.max(1, all);
    }

    @Override
    public String toString() {
        return String.format(
                "%,d questions, somebody held it in %,d: certain %.1f %%, within bounds %.1f %%, never told %.1f %%;"
                        + " certain of tenures without renewals %.1f %%, with 1 or 2 %.1f %%, with more %.1f %%;"
                        + " %,d claims checked",
                questions,
                whereSomebodyHeld,
                100 * certainShare(),
                100.0 * possible / Math.max(1, certain + possible + unseen),
                100.0 * unseen / Math.max(1, certain + possible + unseen),
                100 * certainShareOf(0, 0),
                100 * certainShareOf(1, 2),
                100 * certainShareOf(3, Long.MAX_VALUE),
                spans);
    }
}
