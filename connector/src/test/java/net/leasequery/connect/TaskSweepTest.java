package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.readback.ReadBack;
import net.leasequery.connect.record.Samples;
import net.leasequery.connect.sweep.PollSweep;
import net.leasequery.connect.sweep.RepeatFilter;
import net.leasequery.connect.sweep.SnapshotSweep;
import net.leasequery.connect.sweep.StreamSweep;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import org.junit.jupiter.api.Test;

class TaskSweepTest {

    private static final ResumeState RESUMED = Samples.liveAt(100);
    private static final ResumeState OWING_A_SNAPSHOT = Samples.owing(100, Gap.SNAPSHOT);

    @Test
    void pollingAlwaysReadsBack() {
        TaskSweep sweep = sweep(RESUMED, "query.mode", "bulk");

        assertThat(sweep.sweep()).isInstanceOf(PollSweep.class);
        assertThat(sweep.readBack()).isNotNull();
    }

    @Test
    void pollingWithoutSweepsStillWritesOnlyChanges() {
        TaskSweep sweep = sweep(RESUMED, "query.mode", "bulk", "sweep.mode", "off");

        assertThat(sweep.sweep()).isInstanceOf(PollSweep.class);
        assertThat(sweep.readBack()).isNull();
    }

    /** The server repeats what happened since the stored offset. */
    @Test
    void aTaskThatResumesItsStreamReadsBack() {
        for (TaskSweep sweep : List.of(
                sweep(RESUMED),
                sweep(RESUMED, "snapshot.mode", "never"),
                sweep(RESUMED, "bulk.query.types", "relay-id:0a"),
                sweep(Samples.owing(100, new Gap(Samples.second(1), null))))) {
            assertReadsBack(sweep);
        }
    }

    @Test
    void aTaskThatBeginsWithoutASnapshotReadsBackOnlyIfAGapComes() {
        TaskSweep sweep = sweep(ResumeState.NONE, "snapshot.mode", "never");

        assertThat(Objects.requireNonNull(sweep.readBack()).step(Duration.ZERO)).isEqualTo(ReadBack.Progress.DONE);
    }

    @Test
    void aTaskThatOwesASnapshotReadsBack() {
        assertSweepsTheSnapshot(sweep(ResumeState.NONE));
        assertSweepsTheSnapshot(sweep(OWING_A_SNAPSHOT));
        assertSweepsTheSnapshot(sweep(ResumeState.NONE, "snapshot.mode", "when_needed"));
        assertSweepsTheSnapshot(sweep(RESUMED, "snapshot.mode", "always"));
    }

    /** A lease that Kafka shows from before the first start may have been renewed between the two. */
    @Test
    void aSecondStartWithoutSnapshotsKnowsNoMoreOfEarlierChangesThanTheFirst() {
        LeasequeryConnectorConfig config = config("dhcp.family", "ipv6", "snapshot.mode", "never");
        for (boolean owed : new boolean[] {true, false}) {
            TaskSweep sweep = TaskSweep.of(
                    config,
                    config.requestorSettings(config.servers().get(0)),
                    Samples.EAST,
                    new SourceOffset(RESUMED, null, owed),
                    TaskEnvironment.system());

            assertThat(sweep.sweep().isOwed(false)).isEqualTo(owed);
        }
    }

    /** A later task may be able to read the topic back, and then knows nothing of the changes before the first. */
    @Test
    void aFirstStartWithoutSnapshotsAndWithoutAReadBackLeavesItsIgnoranceToTheNext() {
        LeasequeryConnectorConfig config =
                config("dhcp.family", "ipv6", "snapshot.mode", "never", "sweep.bootstrap.servers", "");
        TaskSweep sweep = TaskSweep.of(
                config,
                config.requestorSettings(config.servers().get(0)),
                Samples.EAST,
                SourceOffset.NONE,
                TaskEnvironment.system());

        assertThat(sweep.sweep().isOwed(false)).isTrue();
    }

    @Test
    void withoutSnapshotsThereIsNothingToSweep() {
        assertEndsNothing(sweep(OWING_A_SNAPSHOT, "snapshot.mode", "never"));
    }

    @Test
    void aSnapshotOfSomeAddressesSaysNothingOfTheOthers() {
        assertEndsNothing(sweep(ResumeState.NONE, "bulk.query.types", "relay-id:0a"));
    }

    @Test
    void aSnapshotIsNotSweptIfItWasTurnedOffOrTheTopicIsUnknown() {
        assertSweepsNothing(sweep(ResumeState.NONE, "sweep.mode", "off"));
        assertSweepsNothing(sweep(ResumeState.NONE, "sweep.bootstrap.servers", ""));
    }

    @Test
    void aStreamOfDhcpv6IsSweptForAsLongAsTheTaskRuns() {
        TaskSweep sweep = sweep(RESUMED, "dhcp.family", "ipv6");

        assertThat(sweep.sweep()).isInstanceOf(StreamSweep.class);
        assertThat(sweep.readBack()).isNotNull();
    }

    @Test
    void aStreamOfDhcpv6IsSweptOfWhatThisRunSawIfTheTopicIsUnknown() {
        TaskSweep sweep = sweep(RESUMED, "dhcp.family", "ipv6", "sweep.bootstrap.servers", "");

        assertThat(sweep.sweep()).isInstanceOf(StreamSweep.class);
        assertThat(sweep.readBack()).isNull();
    }

    @Test
    void aStreamOfDhcpv6IsNotSweptIfThatWasTurnedOff() {
        assertSweepsNothing(sweep(RESUMED, "dhcp.family", "ipv6", "sweep.mode", "off"));
    }

    @Test
    void aSweepThatIsOwedIsMadeUpByASnapshotIfTheTopicCanBeReadBack() {
        SourceOffset owing = new SourceOffset(RESUMED, null, true);

        assertThat(start(owing).resume().gap()).isEqualTo(Gap.SNAPSHOT);
        assertThat(start(owing).resume().position()).isEqualTo(RESUMED.position());
        assertThat(start(owing).sweepOwed()).isTrue();
        for (String[] without :
                new String[][] {{"sweep.bootstrap.servers", ""}, {"sweep.mode", "off"}, {"snapshot.mode", "never"}}) {
            assertThat(start(owing, without)).isEqualTo(owing);
        }
    }

    private static SourceOffset start(SourceOffset stored, String... keysAndValues) {
        LeasequeryConnectorConfig config = config(keysAndValues);
        return TaskSweep.startOf(
                config, config.requestorSettings(config.servers().get(0)), stored);
    }

    private static void assertSweepsTheSnapshot(TaskSweep sweep) {
        assertThat(sweep.sweep()).isInstanceOf(RepeatFilter.class);
        assertThat(sweep.readBack()).isNotNull();
    }

    private static void assertReadsBack(TaskSweep sweep) {
        try (ReadBack readBack = Objects.requireNonNull(sweep.readBack())) {
            assertThat(readBack.step(Duration.ZERO)).isNotEqualTo(ReadBack.Progress.DONE);
        }
    }

    /** One that ends something would owe it until the topic is read back. */
    private static void assertEndsNothing(TaskSweep sweep) {
        assertReadsBack(sweep);
        sweep.sweep().endingsAt(Samples.notice(new Notice.SnapshotStarted("snap"), RESUMED));
        sweep.sweep().endingsAt(Samples.notice(new Notice.SnapshotCompleted("snap", 1), RESUMED));
        assertThat(sweep.sweep().isOwed(false)).isFalse();
    }

    private static void assertSweepsNothing(TaskSweep sweep) {
        assertThat(sweep.sweep()).isNotInstanceOfAny(SnapshotSweep.class, PollSweep.class, StreamSweep.class);
        assertThat(sweep.readBack()).isNull();
    }

    private static TaskSweep sweep(ResumeState from, String... keysAndValues) {
        LeasequeryConnectorConfig config = config(keysAndValues);
        return TaskSweep.of(
                config,
                config.requestorSettings(config.servers().get(0)),
                Samples.EAST,
                new SourceOffset(from, null, false),
                TaskEnvironment.system());
    }

    private static LeasequeryConnectorConfig config(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(Map.of(
                "dhcp.servers", "east=192.0.2.1",
                "topic.prefix", "campus",
                "security.protocol", "PLAINTEXT",
                "sweep.bootstrap.servers", "127.0.0.1:1"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new LeasequeryConnectorConfig(given);
    }
}
