package net.leasequery.connect.readback;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanupPolicyTest {

    private static final ConfigResource TOPIC = new ConfigResource(ConfigResource.Type.TOPIC, BindingsTopic.NAME);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private boolean unresolved;
    private boolean closing;
    private KafkaFutureImpl<Config> answer = new KafkaFutureImpl<>();
    private final CleanupPolicy policy = new CleanupPolicy(
            new ReadBackSettings(BindingsTopic.NAME, "kafka:9092", "id", Map.of(), null), new Clients(), nanos::get);

    @ParameterizedTest
    @CsvSource({"delete, NOT_COMPACTED", "compact, COMPACTED", "'compact,delete', COMPACTED"})
    void findsOutWhetherTheTopicIsCompacted(String value, CleanupPolicy.Finding finding) {
        policy.step();
        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.UNKNOWN);

        answer.complete(new Config(List.of(new ConfigEntry("cleanup.policy", value))));
        policy.step();
        policy.step();

        assertThat(policy.finding()).isEqualTo(finding);
        assertThat(opened).hasValue(0);
    }

    @Test
    void looksAgainForATopicThatDoesNotExistYet() {
        policy.step();
        answer.completeExceptionally(new UnknownTopicOrPartitionException("no such topic"));
        policy.step();
        answer = new KafkaFutureImpl<>();
        answer.complete(new Config(List.of(new ConfigEntry("cleanup.policy", "delete"))));
        policy.step();
        policy.step();
        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.UNKNOWN);

        nanos.addAndGet(30_000_000_000L);
        policy.step();
        policy.step();

        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.NOT_COMPACTED);
    }

    @Test
    void looksAgainAfterABrokerDidNotAnswer() {
        policy.step();
        answer.completeExceptionally(new TimeoutException("no node was available"));
        policy.step();
        answer = new KafkaFutureImpl<>();
        answer.complete(new Config(List.of(new ConfigEntry("cleanup.policy", "delete"))));
        nanos.addAndGet(30_000_000_000L);
        policy.step();
        policy.step();

        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.NOT_COMPACTED);
    }

    @Test
    void looksAgainAfterNoBrokerNameWasResolved() {
        unresolved = true;
        policy.step();
        unresolved = false;
        answer.complete(new Config(List.of(new ConfigEntry("cleanup.policy", "compact"))));
        policy.step();
        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.UNKNOWN);

        nanos.addAndGet(30_000_000_000L);
        policy.step();
        policy.step();

        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.COMPACTED);
    }

    @Test
    void givesUpIfItMayNotLook() {
        policy.step();
        answer.completeExceptionally(new TopicAuthorizationException("not allowed"));
        policy.step();
        nanos.addAndGet(60_000_000_000L);
        policy.step();

        assertThat(policy.finding()).isEqualTo(CleanupPolicy.Finding.UNKNOWN);
        assertThat(opened).hasValue(0);
    }

    @Test
    void leavesNoClientBehind() {
        policy.step();
        assertThat(opened).hasValue(1);

        policy.close();

        assertThat(opened).hasValue(0);
        policy.step();
        assertThat(opened).hasValue(0);
    }

    /** A task may be stopped from another thread at any moment. */
    @Test
    void leavesNoClientBehindIfItIsClosedWhileOneIsOpened() {
        closing = true;
        policy.step();

        assertThat(opened).hasValue(0);
    }

    private final class Clients implements ReadBackConsumers {
        @Override
        public Consumer<byte[], byte[]> open(ReadBackSettings settings, IsolationLevel isolation) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public Admin openAdmin(ReadBackSettings settings) {
            if (unresolved) {
                throw new KafkaException("Failed to create new KafkaAdminClient");
            }
            if (closing) {
                policy.close();
            }
            opened.incrementAndGet();
            return (Admin) Proxy.newProxyInstance(
                    Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, arguments) -> {
                        if (method.getName().equals("describeConfigs")) {
                            return new Answered(Map.of(TOPIC, answer));
                        }
                        assertThat(method.getName()).isEqualTo("close");
                        opened.decrementAndGet();
                        return null;
                    });
        }
    }

    private static final class Answered extends DescribeConfigsResult {
        Answered(Map<ConfigResource, KafkaFuture<Config>> futures) {
            super(futures);
        }
    }
}
