package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLEngine;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.tls.TlsEngines;
import net.leasequery.requestor.internal.tls.TlsFailure;
import net.leasequery.requestor.tls.UnusableMaterialException;

/**
 * Makes secure connections: reads keys and certificates, connects by TCP, upgrades to TLS. Keys are read first, so that
 * a requestor without a certificate does not contact the server.
 */
final class TlsConnector implements ServerConnector {

    private final ServerConnector tcp;
    private final Dialect dialect;
    private final TlsEngines engines;
    private final EventLoop eventLoop;
    private final Duration timeout;
    private final IntSupplier xids;

    /**
     * @param timeout for each step: reading keys and certificates, TCP, the answer to the request for TLS, the
     *     handshake
     * @param xids transaction-ids for requests
     */
    TlsConnector(
            ServerConnector tcp,
            Dialect dialect,
            TlsEngines engines,
            EventLoop eventLoop,
            Duration timeout,
            IntSupplier xids) {
        this.tcp = tcp;
        this.dialect = dialect;
        this.engines = engines;
        this.eventLoop = eventLoop;
        this.timeout = timeout;
        this.xids = xids;
    }

    @Override
    public Promise<Channel> connect(ChannelHandler handler, Progress progress) {
        Promise<Channel> attempt = eventLoop.newPromise();
        // Reading files may be slow, and must not block the other connections of the event loop.
        BlockingCall<SSLEngine> reading = BlockingCall.start(engines.sources(), engines::newEngine);
        Future<?> deadline = eventLoop.schedule(
                () -> fail(attempt, MaterialFailures.notInTime(engines.sources(), timeout)),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        attempt.addListener(done -> {
            deadline.cancel(false);
            reading.giveUp();
        });
        Object unused = reading.result().whenComplete((engine, failure) -> {
            if (!eventLoop.isShuttingDown()) {
                eventLoop.execute(() -> {
                    deadline.cancel(false);
                    if (failure == null) {
                        connect(engine, handler, progress, attempt);
                    } else {
                        fail(attempt, MaterialFailures.of(engines.sources(), failure));
                    }
                });
            }
        });
        return attempt;
    }

    @Override
    public void answered() {
        tcp.answered();
    }

    private static void fail(Promise<Channel> attempt, UnusableMaterialException problem) {
        attempt.tryFailure(new SecuringFailedException(TlsFailure.unusable(problem)));
    }

    private void connect(SSLEngine engine, ChannelHandler handler, Progress progress, Promise<Channel> attempt) {
        if (attempt.isDone()) {
            return;
        }
        Promise<Channel> connecting = tcp.connect(
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        // The upgrade sets up the pipeline.
                    }
                },
                progress);
        attempt.addListener(done -> connecting.cancel(false));
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                upgrade(connecting.getNow(), engine, handler, progress, attempt);
            } else {
                attempt.tryFailure(connected.cause());
            }
        });
    }

    private void upgrade(
            Channel channel, SSLEngine engine, ChannelHandler handler, Progress progress, Promise<Channel> attempt) {
        if (attempt.isDone()) {
            Connection.close(channel);
            return;
        }
        TlsUpgrade upgrade = new TlsUpgrade(dialect, engine, timeout, xids.getAsInt(), new TlsUpgrade.Outcome() {
            @Override
            public void agreed() {
                progress.tlsAgreed();
            }

            @Override
            public void secured() {
                channel.pipeline().addLast(handler);
                attempt.trySuccess(channel);
            }

            @Override
            public void failed(TlsFailure failure) {
                attempt.tryFailure(new SecuringFailedException(failure));
            }
        });
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                upgrade.abandon();
                Connection.close(channel);
            }
        });
        upgrade.begin(channel);
        progress.tlsRequested();
    }
}
