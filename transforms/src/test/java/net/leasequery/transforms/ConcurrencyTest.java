package net.leasequery.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One transform used by several threads gives what it gives to one. */
class ConcurrencyTest {

    private static final int THREADS = 4;
    private static final int BINDINGS = 300;
    private static final long SEED = Long.getLong("siem.seed", 20261125L);

    static List<Transformation<SinkRecord>> transforms() {
        PseudonymizeBinding<SinkRecord> pseudonyms = new PseudonymizeBinding<>();
        pseudonyms.configure(RefusedConfigurationTest.pseudonyms("hmac.key.id", "k1"));
        List<Transformation<SinkRecord>> all = new ArrayList<>(
                List.of(new ToOcsf<>(), new ToEcs<>(), new ToCim<>(), new ToAsim<>(), new OctetsToText<>()));
        all.forEach(transform -> transform.configure(Map.of()));
        all.add(pseudonyms);
        return all;
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void threadsDoNotDisturbEachOther(Transformation<SinkRecord> transform) throws Exception {
        List<String> alone = outputs(transform);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<String>>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                work.add(() -> outputs(transform));
            }
            for (Future<List<String>> together : threads.invokeAll(work)) {
                assertThat(together.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
            transform.close();
        }
    }

    private static List<String> outputs(Transformation<SinkRecord> transform) {
        GeneratedBindings bindings = new GeneratedBindings(SEED);
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < BINDINGS; i++) {
            SinkRecord output = Objects.requireNonNull(transform.apply(Bindings.record(bindings.next())));
            outputs.add(Bindings.comparable(output.value()));
        }
        return outputs;
    }
}
