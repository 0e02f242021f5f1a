package net.leasequery.requestor.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names are looked up by the system, in time, and never on the event loop. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SystemResolverTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final EventLoop eventLoop = new DefaultEventLoop();
    private final CountDownLatch hung = new CountDownLatch(1);

    @AfterEach
    void close() {
        hung.countDown();
        eventLoop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    @Test
    void findsAllAddressesThatTheSystemKnows() throws Exception {
        Future<List<InetAddress>> answer = new SystemResolver(eventLoop, LONG).resolveAll("localhost");

        assertThat(answer.get()).containsExactly(InetAddress.getAllByName("localhost"));
    }

    @Test
    void takesAnAddressAsItIs() throws Exception {
        NameResolver resolver = new SystemResolver(eventLoop, LONG, host -> {
            throw new AssertionError("looks up " + host);
        });

        assertThat(resolver.resolveAll("192.0.2.1").get()).containsExactly(InetAddress.getByName("192.0.2.1"));
        assertThat(resolver.resolveAll("2001:db8::1").get()).containsExactly(InetAddress.getByName("2001:db8::1"));
    }

    @Test
    void saysThatTheSystemDoesNotKnowAName() {
        Future<List<InetAddress>> answer = new SystemResolver(eventLoop, LONG, host -> {
                    throw new UnknownHostException(host);
                })
                .resolveAll("nowhere.example");

        assertThat(answer.awaitUninterruptibly().cause())
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.example: the system's resolver does not know this name");
    }

    @Test
    void givesUpASystemThatDoesNotAnswerWhileTheEventLoopGoesOn() throws Exception {
        NameResolver resolver = new SystemResolver(eventLoop, SHORT, this::hang);

        AtomicReference<Future<List<InetAddress>>> asked = new AtomicReference<>();
        eventLoop.submit(() -> asked.set(resolver.resolveAll("slow.example"))).get();
        assertThat(eventLoop.submit(() -> "still here").get()).isEqualTo("still here");

        Future<List<InetAddress>> answer = Objects.requireNonNull(asked.get());
        assertThat(answer.await(LONG.toMillis())).as("given up").isTrue();
        assertThat(answer.cause())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("did not answer within 100 ms");
    }

    /** One that can be interrupted leaves no thread behind. */
    @Test
    void interruptsALookUpThatItGivesUp() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        NameResolver resolver = new SystemResolver(eventLoop, SHORT, host -> {
            try {
                hung.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new UnknownHostException(host);
        });

        assertThat(resolver.resolveAll("slow.example").await(LONG.toMillis())).isTrue();
        assertThat(interrupted.await(LONG.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    private InetAddress[] hang(String host) throws UnknownHostException {
        boolean over = false;
        while (!over) {
            try {
                hung.await();
                over = true;
            } catch (InterruptedException e) {
                over = false;
            }
        }
        throw new UnknownHostException(host);
    }
}
