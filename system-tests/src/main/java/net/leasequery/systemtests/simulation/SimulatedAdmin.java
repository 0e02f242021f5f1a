package net.leasequery.systemtests.simulation;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** The part of Kafka's {@link Admin} that a task uses: ids and configurations of topics. */
final class SimulatedAdmin {

    private SimulatedAdmin() {}

    /**
     * Returns a client.
     *
     * @param topics the number of a topic's id; null if there is no such topic
     */
    static Admin of(Function<String, @Nullable Integer> topics) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    Collection<?> asked = (Collection<?>) arguments[0];
                    return switch (method.getName()) {
                        case "describeTopics" -> new Topics(topics, asked);
                        case "describeConfigs" -> new Configs(asked);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private static KafkaFuture<TopicDescription> description(String topic, @Nullable Integer number) {
        KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
        if (number == null) {
            answer.completeExceptionally(new UnknownTopicOrPartitionException("no topic " + topic));
        } else {
            answer.complete(new TopicDescription(topic, false, List.of(), null, new Uuid(topic.hashCode(), number)));
        }
        return answer;
    }

    private static final class Topics extends DescribeTopicsResult {

        Topics(Function<String, @Nullable Integer> topics, Collection<?> names) {
            super(null, answers(topics, names));
        }

        private static Map<String, KafkaFuture<TopicDescription>> answers(
                Function<String, @Nullable Integer> topics, Collection<?> names) {
            Map<String, KafkaFuture<TopicDescription>> answers = new LinkedHashMap<>();
            for (Object name : names) {
                String topic = String.valueOf(name);
                answers.put(topic, description(topic, topics.apply(topic)));
            }
            return answers;
        }
    }

    private static final class Configs extends DescribeConfigsResult {

        Configs(Collection<?> resources) {
            super(answers(resources));
        }

        private static Map<ConfigResource, KafkaFuture<Config>> answers(Collection<?> resources) {
            Config compacted = new Config(
                    List.of(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
            Map<ConfigResource, KafkaFuture<Config>> answers = new LinkedHashMap<>();
            for (Object resource : resources) {
                answers.put((ConfigResource) resource, KafkaFuture.completedFuture(compacted));
            }
            return answers;
        }
    }
}
