package net.leasequery.requestor.internal.netty;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Uses only the resolver of the operating system, through the JDK and its cache ({@code networkaddress.cache.ttl}), so
 * that names are sent only to the name servers that the system is configured with. A look-up may block, so it runs on a
 * thread of its own and is given up after the timeout.
 */
final class SystemResolver implements NameResolver {

    /** Finds all addresses of a name; may block. */
    interface LookUp {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final EventLoop eventLoop;
    private final Duration timeout;
    private final LookUp system;
    private @Nullable BlockingCall<List<InetAddress>> call;

    /**
     * @param timeout longest wait
     */
    SystemResolver(EventLoop eventLoop, Duration timeout) {
        this(eventLoop, timeout, InetAddress::getAllByName);
    }

    SystemResolver(EventLoop eventLoop, Duration timeout, LookUp system) {
        this.eventLoop = eventLoop;
        this.timeout = timeout;
        this.system = system;
    }

    /** {@inheritDoc} An IP address is not looked up. */
    @Override
    public Future<List<InetAddress>> resolveAll(String host) {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        if (literal != null) {
            return eventLoop.newSucceededFuture(List.of(literal));
        }
        Promise<List<InetAddress>> answer = eventLoop.newPromise();
        BlockingCall<List<InetAddress>> lookUp =
                BlockingCall.start("look-up of " + host, () -> List.of(system.addresses(host)));
        call = lookUp;
        Future<?> deadline = eventLoop.schedule(
                () -> answer.tryFailure(new UnknownHostException(
                        host + ": the system's resolver did not answer within " + timeout.toMillis() + " ms")),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        answer.addListener(done -> {
            deadline.cancel(false);
            lookUp.giveUp();
        });
        Object unused = lookUp.result().whenComplete((addresses, failure) -> {
            if (!eventLoop.isShuttingDown()) {
                eventLoop.execute(() -> complete(answer, host, addresses, failure));
            }
        });
        return answer;
    }

    private static void complete(
            Promise<List<InetAddress>> answer,
            String host,
            @Nullable List<InetAddress> addresses,
            @Nullable Throwable failure) {
        if (failure == null) {
            answer.trySuccess(Objects.requireNonNull(addresses));
        } else if (failure instanceof UnknownHostException) {
            answer.tryFailure(new UnknownHostException(host + ": the system's resolver does not know this name"));
        } else {
            answer.tryFailure(failure);
        }
    }

    @Override
    public void close() {
        if (call != null) {
            call.giveUp();
        }
    }
}
