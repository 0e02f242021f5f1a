package net.leasequery.streams.lookup.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.leasequery.Finding;
import net.leasequery.FindingKey;
import net.leasequery.HistoryAnswer;
import net.leasequery.HistoryAnswerKey;
import net.leasequery.Member;
import net.leasequery.MemberKey;
import net.leasequery.streams.lookup.source.NetworkState;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reads members, findings and answers to commands from their topics. Safe for several threads. */
public final class NetworkTopics implements NetworkState, AutoCloseable {
    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_FINDINGS = 20_000;
    private static final int MOST_ANSWERS = 10_000;

    private final TopicTable members = new TopicTable(MOST_MEMBERS, value -> false);
    private final TopicTable findings = new TopicTable(
            MOST_FINDINGS, value -> TopicTable.text(value, "status").equals("CLOSED"));
    private final TopicTable answers = new TopicTable(MOST_ANSWERS, value -> false);
    private final TopicFollower follower;

    /**
     * Creates the reader; {@link #start()} starts it.
     *
     * @param clients configuration of Kafka's clients
     * @param converters with which the topics are written
     * @param topics names of the topics of members, findings and answers
     */
    public NetworkTopics(Map<String, Object> clients, Converters converters, Topics topics) {
        List<TopicFollower.Followed> followed = new ArrayList<>();
        followed.add(new TopicFollower.Followed(
                topics.members(), MemberKey.getClassSchema(), Member.getClassSchema(), members));
        followed.add(new TopicFollower.Followed(
                topics.answers(), HistoryAnswerKey.getClassSchema(), HistoryAnswer.getClassSchema(), answers));
        String audit = topics.findings();
        if (audit != null) {
            followed.add(
                    new TopicFollower.Followed(audit, FindingKey.getClassSchema(), Finding.getClassSchema(), findings));
        }
        follower = new TopicFollower(clients, converters, followed);
    }

    /**
     * Names of topics.
     *
     * @param members {@code <net>.members}
     * @param findings {@code <net>.audit}; null without feature {@code audit}
     * @param answers {@code <net>.history.answers}
     */
    public record Topics(String members, @Nullable String findings, String answers) {}

    /** Starts to read. */
    public void start() {
        follower.start();
    }

    private <T> T whenRead(Supplier<T> answer) throws UnavailableException {
        requireRead();
        T given = answer.get();
        // The tables may have been cleared in between
        requireRead();
        return given;
    }

    private void requireRead() throws UnavailableException {
        if (!follower.isRead()) {
            throw new UnavailableException("The topics with the state of the servers have not been read to their end"
                    + " yet, or Kafka cannot be reached");
        }
    }

    @Override
    public List<Entry> members() throws UnavailableException {
        return whenRead(() -> members.matching(
                all -> true,
                Comparator.comparing((Entry entry) -> TopicTable.text(entry.key(), "group"))
                        .thenComparing(entry -> TopicTable.text(entry.key(), "server"))));
    }

    @Override
    public Findings findings(@Nullable String subject, @Nullable Instant at) throws UnavailableException {
        return whenRead(() -> {
            List<Entry> found = findings.matching(
                    entry -> (subject == null
                                    || TopicTable.text(entry.key(), "subject").equals(subject))
                            && wasOpen(entry.value(), at),
                    Comparator.comparingLong((Entry entry) -> State.longOf(entry.value(), "openedAt"))
                            .reversed());
            return new Findings(found, findings.isComplete());
        });
    }

    private static boolean wasOpen(GenericRecord finding, @Nullable Instant at) {
        Long closedAt = State.number(finding, "closedAt");
        if (at == null) {
            return closedAt == null;
        }
        long moment = at.toEpochMilli();
        return State.longOf(finding, "openedAt") <= moment && (closedAt == null || moment < closedAt);
    }

    /** Returns the answers of partitions to a command. */
    List<GenericRecord> answers(String id) throws UnavailableException {
        return whenRead(() -> answers
                .matching(
                        entry -> TopicTable.text(entry.key(), "id").equals(id),
                        Comparator.comparing((Entry entry) -> TopicTable.text(entry.key(), "partition")))
                .stream()
                .map(Entry::value)
                .toList());
    }

    @Override
    public void close() {
        follower.close();
    }
}
