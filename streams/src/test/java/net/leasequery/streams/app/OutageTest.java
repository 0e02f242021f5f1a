package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector of one partner is down for an hour while clients go on, and fills the gap when it is back. */
class OutageTest {
    private static final String RENEWED = "192.0.2.7";
    private static final String MOVED = "192.0.2.8";
    private static final String RELEASED = "192.0.2.9";
    private static final String NEW = "192.0.2.10";

    @TempDir
    Path folder;

    private static Consumer<Map<String, @Nullable Object>> as(String origin, long at, boolean remote) {
        return binding -> {
            binding.put("origin", origin);
            binding.put("lastTransactionTime", at);
            binding.put("stateStartTime", at);
            binding.put("leaseExpiryTime", at + 7_200_000);
            binding.put("remote", remote);
        };
    }

    private static void both(Site site, String address, String client) {
        long now = site.now().toEpochMilli();
        site.active("east", address, client, as("LIVE", now, false));
        site.active("west", address, client, as("LIVE", now, true));
    }

    private static void released(Site site, String server, String origin, long at) {
        site.binding(server, RELEASED, binding -> {
            binding.put("state", "RELEASED");
            binding.put("hardwareType", 1);
            binding.put("hardwareAddress", "c9");
            binding.put("lastTransactionTime", at);
            binding.put("stateStartTime", at);
            binding.put("origin", origin);
        });
    }

    private static String of(Site site, String address, String field) {
        return Objects.requireNonNull(site.lease(address)).get(field).asText();
    }

    @Test
    void opensNoFindingAboutAddressesAndKeepsTheLastWordOfTheOther() {
        for (String kind : new String[] {"failover", "replicated"}) {
            try (Site site = Site.group(folder.resolve(kind), kind, "east,west")
                    .live("east", "west")
                    .heartbeats("east", "west")) {
                both(site, RENEWED, "c7");
                both(site, MOVED, "c8");
                both(site, RELEASED, "c9");
                site.pass(100, "east", "west");
                assertThat(site.open()).isEmpty();

                site.pass(600, "east");
                long renewed = site.now().toEpochMilli();
                site.active("east", RENEWED, "c7", as("LIVE", renewed, false)).pass(600, "east");
                long moved = site.now().toEpochMilli();
                site.active("east", MOVED, "d8", as("LIVE", moved, false)).pass(600, "east");
                long released = site.now().toEpochMilli();
                released(site, "east", "LIVE", released);
                long begun = site.pass(600, "east").now().toEpochMilli();
                site.active("east", NEW, "c10", as("LIVE", begun, false)).pass(1_200, "east");
                assertThat(site.open()).as(kind).containsExactly("VIEW_INCOMPLETE west");

                site.event("west", "CONNECTED", event -> event.put("baseTime", renewed))
                        .pass(40, "east");
                site.event("west", "DATA_MISSING", event -> event.put("gapOpen", true))
                        .pass(200, "east");
                assertThat(site.open()).as(kind).containsExactly("VIEW_INCOMPLETE west");

                site.active("west", RENEWED, "c7", as("GAP_FILL", renewed, true));
                site.pass(100, "east");
                site.active("west", NEW, "c10", as("GAP_FILL", begun, true));
                released(site, "west", "GAP_FILL", released);
                site.active("west", MOVED, "d8", as("GAP_FILL", moved, true)).pass(20, "east");
                assertThat(site.open()).as(kind).containsExactly("VIEW_INCOMPLETE west");

                site.event(
                                "west",
                                "GAP_FILLED",
                                event -> event.put("baseTime", site.now().toEpochMilli()))
                        .pass(300, "east", "west");
                assertThat(site.open()).as(kind).isEmpty();
                assertThat(site.history()).as(kind).allMatch(line -> line.contains("VIEW_INCOMPLETE west"));
                assertThat(of(site, RENEWED, "hardwareAddress")).isEqualTo("c7");
                assertThat(of(site, MOVED, "hardwareAddress")).isEqualTo("d8");
                assertThat(of(site, RELEASED, "state")).isEqualTo("RELEASED");
                assertThat(of(site, NEW, "hardwareAddress")).isEqualTo("c10");
            }
        }
    }
}
