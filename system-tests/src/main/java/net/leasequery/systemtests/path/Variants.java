package net.leasequery.systemtests.path;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.leasequery.systemtests.path.Variant.Converter;
import net.leasequery.systemtests.path.Variant.Trait;

/** All that {@code bin/bench path} measures. */
final class Variants {

    static final String CATCH_UP = "catch-up of as many changes";
    static final String READ_BACK = "read-back of as many bindings";

    /** Each variant with the name of the variant that it is compared with; empty for none. */
    static final Map<Variant, String> SNAPSHOTS = snapshots();

    /** Each variant that is measured live, with the name of the variant that it is compared with. */
    static final Map<Variant, String> LIVE = live();

    /** Each variant whose latency is measured, with the number of changes a second. */
    static final Map<Variant, Integer> LATENCIES = latencies();

    private Variants() {}

    private static Map<Variant, String> snapshots() {
        Map<Variant, String> all = new LinkedHashMap<>();
        for (Converter converter : Converter.values()) {
            String form = converter.name().toLowerCase(Locale.ROOT);
            String ready = "ready records, " + form;
            all.put(new Variant(ready, Set.of(Trait.READY_RECORDS), converter), "");
            all.put(new Variant("snapshot, " + form, Set.of(), converter), ready);
        }
        String largeReady = "ready records, json, large batches";
        all.put(new Variant(largeReady, Set.of(Trait.READY_RECORDS, Trait.LARGE_BATCHES), Converter.JSON), "");
        all.put(new Variant("snapshot, json, large batches", Set.of(Trait.LARGE_BATCHES), Converter.JSON), largeReady);
        String usual = "snapshot, json";
        all.put(new Variant("snapshot, json, TLS", Set.of(Trait.TLS), Converter.JSON), usual);
        all.put(new Variant("snapshot, json, IPv6", Set.of(Trait.IPV6), Converter.JSON), usual);
        all.put(new Variant("poll, json", Set.of(Trait.POLLED), Converter.JSON), usual);
        all.put(new Variant("snapshot, json, exactly once", Set.of(Trait.EXACTLY_ONCE), Converter.JSON), usual);
        return all;
    }

    private static Map<Variant, String> live() {
        Map<Variant, String> all = new LinkedHashMap<>();
        for (Converter converter : Converter.values()) {
            String form = converter.name().toLowerCase(Locale.ROOT);
            Variant live = new Variant("live changes, " + form, Set.of(Trait.KEEP_ALIVES), converter);
            all.put(live, "ready records, " + form);
        }
        return all;
    }

    private static Map<Variant, Integer> latencies() {
        Map<Variant, Integer> all = new LinkedHashMap<>();
        for (int perSecond : new int[] {1_000, 10_000}) {
            String name = String.format(Locale.ROOT, "latency at %,d/s", perSecond);
            all.put(new Variant(name, Set.of(), Converter.JSON), perSecond);
            all.put(new Variant(name + ", linger.ms=0", Set.of(Trait.NO_LINGER), Converter.JSON), perSecond);
            all.put(new Variant(name + ", large batches", Set.of(Trait.LARGE_BATCHES), Converter.JSON), perSecond);
        }
        return all;
    }

    /** Returns the names of all that is measured, of which {@code wanted} chooses. */
    static List<String> names() {
        Stream<Variant> variants = Stream.of(SNAPSHOTS, LIVE, LATENCIES).flatMap(each -> each.keySet().stream());
        return Stream.concat(variants.map(Variant::name), Stream.of(CATCH_UP, READ_BACK))
                .toList();
    }
}
