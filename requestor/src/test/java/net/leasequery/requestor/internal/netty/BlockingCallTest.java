package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BlockingCallTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final String subject = "/nfs/" + UUID.randomUUID();
    private final CountDownLatch hung = new CountDownLatch(1);

    @AfterEach
    void everythingEnds() {
        hung.countDown();
        await().until(() -> threads().isEmpty());
    }

    @Test
    void returnsWhatTheCallReturns() throws Exception {
        assertThat(BlockingCall.start(subject, () -> 7).await(LONG)).isEqualTo(7);
    }

    @Test
    void logsInTheContextOfWhoeverMadeTheCall() throws Exception {
        MDC.put("connector.context", "[campus|task-3] ");
        try {
            assertThat(BlockingCall.start(subject, () -> MDC.get("connector.context"))
                            .await(LONG))
                    .isEqualTo("[campus|task-3] ");
        } finally {
            MDC.remove("connector.context");
        }
    }

    @Test
    void throwsWhatTheCallThrowsAlsoAnError() {
        assertThatThrownBy(() -> BlockingCall.start(subject, () -> {
                            throw new IOException("gone");
                        })
                        .await(LONG))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> BlockingCall.start(subject, () -> {
                            throw new StackOverflowError();
                        })
                        .await(LONG))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void runsOnANamedDaemonThreadThatEndsWithTheCall() throws Exception {
        Thread thread = BlockingCall.start(subject, Thread::currentThread).await(LONG);

        assertThat(thread.getName()).isEqualTo("leasequery-blocking-" + subject);
        assertThat(thread.isDaemon()).isTrue();
        thread.join(LONG.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void interruptsACallThatIsGivenUp() {
        assertThatThrownBy(() -> BlockingCall.start(subject, () -> new CountDownLatch(1).await(1, TimeUnit.DAYS))
                        .await(AT_ONCE))
                .isInstanceOf(TimeoutException.class);

        await().until(() -> threads().isEmpty());
    }

    @Test
    void noMoreThreadsHangOnOneSubjectThanAFewAndOthersAreNotHinderedByIt() throws Exception {
        for (int i = 0; i < OverdueCalls.MOST_OF_ONE_SUBJECT; i++) {
            hang(subject);
        }

        assertThatThrownBy(() -> BlockingCall.start(subject, () -> 1).await(LONG))
                .hasCauseInstanceOf(TooManyOverdueException.class)
                .hasMessageContaining("4 earlier attempts at " + subject + " still hang");
        assertThat(threads()).hasSize(OverdueCalls.MOST_OF_ONE_SUBJECT);
        assertThat(BlockingCall.start("another", () -> 2).await(LONG)).isEqualTo(2);

        hung.countDown();
        await().until(() -> threads().isEmpty());
        assertThat(BlockingCall.start(subject, () -> 3).await(LONG)).isEqualTo(3);
    }

    @Test
    void noMoreThreadsHangInAllThanTheBound() {
        for (int i = 0; i < OverdueCalls.MOST; i++) {
            hang(subject + i);
        }

        assertThatThrownBy(() -> BlockingCall.start("another", () -> 1).await(LONG))
                .hasCauseInstanceOf(TooManyOverdueException.class)
                .hasMessageContaining("64 calls");
    }

    /** As in a file system that is gone: an interrupt does not help. */
    private void hang(String where) {
        BlockingCall<Boolean> call = BlockingCall.start(where, () -> {
            boolean interrupted = false;
            while (hung.getCount() > 0) {
                try {
                    hung.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return interrupted;
        });
        assertThatThrownBy(() -> call.await(AT_ONCE)).isInstanceOf(TimeoutException.class);
    }

    private List<Thread> threads() {
        List<Thread> found = new ArrayList<>(Thread.getAllStackTraces().keySet());
        found.removeIf(thread -> !thread.getName().startsWith(BlockingCall.THREAD_NAME_PREFIX + subject));
        return found;
    }
}
