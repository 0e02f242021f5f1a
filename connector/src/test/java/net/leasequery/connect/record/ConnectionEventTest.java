package net.leasequery.connect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionEventTest {

    private static final Notice OTHER_SERVER = new Notice.ServerChanged(
            net.leasequery.requestor.ServerIdentity.of("192.0.2.1"),
            net.leasequery.requestor.ServerIdentity.of("192.0.2.2"),
            "CN=west");
    private static final Gap GAP = new Gap(Samples.second(100), Samples.second(200));

    private static final ClockStep STEP = new ClockStep(Samples.second(300), Samples.second(400));

    static Stream<Arguments> notices() {
        return Stream.of(
                Arguments.of(new Notice.Connected("192.0.2.1:67", "clear text"), "CONNECTED"),
                Arguments.of(new Notice.Disconnected(DisconnectReason.RECEIVE_TIMEOUT, "silent"), "DISCONNECTED"),
                Arguments.of(new Notice.CatchUpCompleted(1), "CATCH_UP_COMPLETED"),
                Arguments.of(new Notice.DataMissing(GAP), "DATA_MISSING"),
                Arguments.of(new Notice.ClockStepped(STEP), "CLOCK_STEPPED"),
                Arguments.of(new Notice.SnapshotStarted("s"), "SNAPSHOT_STARTED"),
                Arguments.of(new Notice.SnapshotCompleted("s", 1), "SNAPSHOT_COMPLETED"),
                Arguments.of(new Notice.GapFilled(GAP, "s", 1, false), "GAP_FILLED"),
                Arguments.of(new Notice.BackfillFailed(GAP, "refused"), "BACKFILL_FAILED"),
                Arguments.of(OTHER_SERVER, "SERVER_CHANGED"),
                Arguments.of(new Notice.QueryTerminated("bye"), "QUERY_TERMINATED"),
                Arguments.of(new Notice.MalformedMessage("short", "0102", true), "MALFORMED_MESSAGE"),
                Arguments.of(new Notice.StoreRecreated("lost"), "TOPIC_RECREATED"),
                Arguments.of(new Notice.TableFull(1_000_000, "full"), "TABLE_FULL"));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void everyNoticeHasItsEventType(Notice notice, String type) {
        Struct event = eventOf(notice, ResumeState.NONE);

        event.validate();
        assertThat(event.getString("type")).isEqualTo(type);
    }

    @Test
    void everyNoticeIsAnEventButThoseOfPollsAndQuestions() {
        Set<Class<?>> mapped =
                notices().map(arguments -> arguments.get()[0].getClass()).collect(Collectors.toSet());
        mapped.addAll(Set.of(
                Notice.PollStarted.class,
                Notice.PollCompleted.class,
                Notice.QuestionAnswered.class,
                Notice.QuestionFailed.class));

        assertThat(mapped).containsAll(Arrays.asList(Notice.class.getPermittedSubclasses()));
    }

    @Test
    void aLostConnectionTellsWhy() {
        Struct event = eventOf(new Notice.Disconnected(DisconnectReason.RECEIVE_TIMEOUT, "silent"), ResumeState.NONE);

        assertThat(event.getString("reason")).isEqualTo("RECEIVE_TIMEOUT");
        assertThat(event.getString("detail")).isEqualTo("silent");
    }

    @Test
    void aLostWindowTellsItsStartAndEnd() {
        Struct event = eventOf(new Notice.DataMissing(GAP), Samples.owing(300, GAP));

        assertThat(event.get("gapStart")).isEqualTo(FieldTypes.timestamp(100_000));
        assertThat(event.get("gapEnd")).isEqualTo(FieldTypes.timestamp(200_000));
        assertThat(event.getBoolean("gapOpen")).isTrue();
    }

    @Test
    void aChangeOfServersTellsBothIdentitiesAndTheCertificate() {
        Struct event = eventOf(OTHER_SERVER, ResumeState.NONE);

        assertThat(event.get("previousServerId")).isEqualTo("192.0.2.1");
        assertThat(event.get("serverId")).isEqualTo("192.0.2.2");
        assertThat(event.get("detail")).isEqualTo("CN=west");
    }

    @Test
    void aClockStepTellsFromWhereToWhere() {
        Struct event = eventOf(new Notice.ClockStepped(STEP), Samples.liveAt(400));

        assertThat(event.get("clockFrom")).isEqualTo(FieldTypes.timestamp(300_000));
        assertThat(event.get("clockTo")).isEqualTo(FieldTypes.timestamp(400_000));
    }

    @Test
    void everyEventTellsWhereTheStreamStands() {
        Struct event = eventOf(new Notice.Connected("192.0.2.1:67", "clear text"), Samples.liveAt(300));

        assertThat(event.get("baseTime")).isEqualTo(FieldTypes.timestamp(300_000));
        assertThat(event.getInt64("lagSeconds")).isZero();
        assertThat(event.getBoolean("gapOpen")).isFalse();
    }

    @Test
    void beforeTheFirstPositionThereIsNoneToTell() {
        Struct event = eventOf(new Notice.Connected("192.0.2.1:67", "clear text"), ResumeState.NONE);

        assertThat(event.get("baseTime")).isNull();
        assertThat(event.get("lagSeconds")).isNull();
    }

    @Test
    void aFarewellWithoutWordsHasNoDetail() {
        Struct event = eventOf(new Notice.QueryTerminated(""), ResumeState.NONE);

        assertThat(event.get("detail")).isNull();
    }

    private static Struct eventOf(Notice notice, ResumeState state) {
        return ConnectionEventStruct.of(Samples.EAST, Samples.notice(notice, state));
    }
}
