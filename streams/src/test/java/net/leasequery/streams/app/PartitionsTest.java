package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Into how many partitions addresses are divided means nothing to leases and findings. */
class PartitionsTest {
    private static final List<String> SERVERS = List.of("east", "west", "north");
    private static final int CHANGES = 50;

    @TempDir
    private Path folder;

    @Property(tries = 200)
    void viewsOfOneAddressMeetInOnePartitionWhateverTheirGroups(
            @ForAll @StringLength(min = 1, max = 20) String address,
            @ForAll @StringLength(max = 5) String vpn,
            @ForAll @IntRange(min = 1, max = 200) int partitions) {
        String clean = address.replace('\0', '.');
        String vpnOrNull = vpn.isEmpty() ? null : vpn.replace('\0', '.');
        int one = partition(new AddressKey("site", vpnOrNull, clean), partitions);
        int other = partition(new AddressKey("another", vpnOrNull, clean), partitions);
        assertThat(one).isEqualTo(other).isBetween(0, partitions - 1);
    }

    @ParameterizedTest(name = "{0} partitions")
    @ValueSource(ints = 3)
    void leasesAndFindingsAreTheSame(int partitions) {
        try (Network whole = new Network(1);
                Network divided = new Network(partitions)) {
            for (Network network : List.of(whole, divided)) {
                network.play(new Random(7));
            }
            assertThat(divided.leases()).isNotEmpty().isEqualTo(whole.leases());
            assertThat(divided.findings()).isNotEmpty().isEqualTo(whole.findings());
            assertThat(divided.parts.stream().filter(part -> !part.leases().isEmpty()))
                    .as("partitions with addresses")
                    .hasSizeGreaterThan(1);
        }
    }

    private static int partition(AddressKey key, int partitions) {
        Optional<Set<Integer>> chosen =
                LeaseTopology.byPlace("topic", key.text(), State.record(State.VIEW_UPDATE), partitions);
        return chosen.orElseThrow().iterator().next();
    }

    /** Every partition hears of the servers, and of its own addresses. */
    private final class Network implements AutoCloseable {
        final List<Site> parts = new ArrayList<>();

        Network(int partitions) {
            for (int number = 0; number < partitions; number++) {
                Site part = Site.of(
                        folder.resolve(partitions + "-" + number),
                        "groups",
                        "site",
                        "group.site.kind",
                        "replicated",
                        "group.site.members",
                        "east,west");
                parts.add(part.live(SERVERS.toArray(String[]::new)));
            }
        }

        void play(Random random) {
            for (int change = 0; change < CHANGES; change++) {
                String address = "10.0.0." + random.nextInt(12);
                String server = SERVERS.get(random.nextInt(SERVERS.size()));
                String client = "aa:" + random.nextInt(3);
                boolean released = random.nextInt(4) == 0;
                Site part = parts.get(partition(new AddressKey("site", null, address), parts.size()));
                part.active(server, address, client, binding -> {
                    if (released) {
                        binding.put("state", "RELEASED");
                        binding.put("leaseExpiryTime", null);
                    }
                });
                long seconds = 10L * random.nextInt(1, 4);
                parts.forEach(each -> each.pass(seconds, SERVERS.toArray(String[]::new)));
            }
            parts.forEach(each -> each.pass(120, SERVERS.toArray(String[]::new)));
        }

        Map<String, JsonNode> leases() {
            Map<String, JsonNode> all = new TreeMap<>();
            parts.forEach(part -> all.putAll(part.leases()));
            return all;
        }

        Set<String> findings() {
            Set<String> all = new TreeSet<>();
            parts.forEach(part -> all.addAll(part.open()));
            return all;
        }

        @Override
        public void close() {
            parts.forEach(Site::close);
        }
    }
}
