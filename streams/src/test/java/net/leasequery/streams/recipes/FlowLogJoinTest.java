package net.leasequery.streams.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import net.leasequery.Binding;
import net.leasequery.BindingKey;
import net.leasequery.Relay;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of {@code docs/recipes.md}: which port had an address at the time of a flow. */
class FlowLogJoinTest {
    private static final Instant MORNING = Instant.parse("2026-11-26T08:00:00Z");

    private final Serde<String> text = Serdes.String();
    private final Serde<BindingKey> bindingKeys = Serdes.serdeFrom(
            (topic, key) -> octets(() -> BindingKey.getEncoder().encode(key)),
            (topic, octets) -> value(() -> BindingKey.getDecoder().decode(octets)));
    private final Serde<Binding> bindings = Serdes.serdeFrom(
            (topic, binding) ->
                    binding == null ? null : octets(() -> Binding.getEncoder().encode(binding)),
            (topic, octets) ->
                    octets == null ? null : value(() -> Binding.getDecoder().decode(octets)));

    private Topology topology() {
        // tag::recipe
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Binding> leases = builder.stream(
                        "campus.bindings",
                        Consumed.with(bindingKeys, bindings)
                                .withTimestampExtractor((record, previous) -> changedAt(record.value(), previous)))
                .filter((key, binding) -> binding != null)
                .selectKey((key, binding) -> binding.getAddress())
                .repartition(Repartitioned.with(text, bindings).withName("leases-by-address"))
                .toTable(Materialized.<String, Binding>as(
                                Stores.persistentVersionedKeyValueStore("leases", Duration.ofDays(30)))
                        .withKeySerde(text)
                        .withValueSerde(bindings));
        builder.stream("flows", Consumed.with(text, text))
                .leftJoin(leases, (flow, binding) -> flow + " at " + port(binding), Joined.with(text, text, bindings))
                .to("flows-with-ports", Produced.with(text, text));
        // end::recipe
        return builder.build();
    }

    /** What happened last to the lease, in the server's clock. */
    private static long changedAt(@Nullable Object value, long otherwise) {
        return value instanceof Binding binding && binding.getLastTransactionTime() != null
                ? binding.getLastTransactionTime().toEpochMilli()
                : otherwise;
    }

    private static String port(@Nullable Binding binding) {
        return binding == null
                        || !binding.getState().equals("ACTIVE")
                        || binding.getRelay() == null
                        || binding.getRelay().getCircuitId() == null
                ? "no known port"
                : StandardCharsets.UTF_8
                        .decode(binding.getRelay().getCircuitId().duplicate())
                        .toString();
    }

    @Test
    void aFlowFindsThePortThatHadTheAddressThen(@TempDir Path folder) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "flow-log-join");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings)) {
            TestInputTopic<BindingKey, Binding> leases = driver.createInputTopic(
                    "campus.bindings", bindingKeys.serializer(), bindings.serializer(), MORNING, Duration.ZERO);
            TestInputTopic<String, String> flows =
                    driver.createInputTopic("flows", text.serializer(), text.serializer());
            TestOutputTopic<String, String> joined =
                    driver.createOutputTopic("flows-with-ports", text.deserializer(), text.deserializer());
            lease(leases, "10.0.0.7", "ACTIVE", "port-1", MORNING);
            lease(leases, "10.0.0.7", "RELEASED", "port-1", MORNING.plusSeconds(3_600));
            lease(leases, "10.0.0.7", "ACTIVE", "port-2", MORNING.plusSeconds(7_200));

            flows.pipeInput("10.0.0.7", "early", MORNING.minusSeconds(60));
            flows.pipeInput("10.0.0.7", "first", MORNING.plusSeconds(60));
            flows.pipeInput("10.0.0.7", "between", MORNING.plusSeconds(4_000));
            flows.pipeInput("10.0.0.7", "second", MORNING.plusSeconds(9_000));

            assertThat(joined.readValuesToList())
                    .containsExactly(
                            "early at no known port",
                            "first at port-1",
                            "between at no known port",
                            "second at port-2");
        }
    }

    @Test
    void thePageShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/net/leasequery/streams/recipes/FlowLogJoinTest.java"));
        String recipe = source.substring(
                source.indexOf("// tag::recipe") + "// tag::recipe".length() + 1,
                source.indexOf("        // end::recipe"));

        assertThat(Files.readString(Path.of("..", "docs", "recipes.md")))
                .contains(recipe.lines()
                        .map(line -> line.substring(Math.min(8, line.length())))
                        .collect(Collectors.joining("\n")));
    }

    private static void lease(
            TestInputTopic<BindingKey, Binding> topic, String address, String state, String port, Instant when) {
        BindingKey key =
                BindingKey.newBuilder().setServer("east").setAddress(address).build();
        Binding binding = Binding.newBuilder()
                .setEventId(state + when)
                .setServer("east")
                .setFamily("ipv4")
                .setLeaseType("V4")
                .setAddress(address)
                .setState(state)
                .setOrigin("LIVE")
                .setInfiniteLease(false)
                .setRemote(false)
                .setInferred(false)
                .setOptions(Map.of())
                .setLastTransactionTime(when)
                .setRelay(Relay.newBuilder()
                        .setCircuitId(ByteBuffer.wrap(port.getBytes(StandardCharsets.UTF_8)))
                        .build())
                .build();
        topic.pipeInput(key, binding);
    }

    @FunctionalInterface
    private interface Call<T> {
        T get() throws IOException;
    }

    private static byte[] octets(Call<ByteBuffer> encoder) {
        ByteBuffer encoded = value(encoder);
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        return octets;
    }

    private static <T> T value(Call<T> call) {
        try {
            return call.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
