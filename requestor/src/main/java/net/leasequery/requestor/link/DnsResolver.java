package net.leasequery.requestor.link;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.DefaultHostsFileEntriesResolver;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Asks DNS and the hosts file, without a cache and without blocking: the JDK's resolver blocks a thread. */
final class DnsResolver implements NameResolver {

    private final DnsNameResolver dns;

    DnsResolver(EventLoop eventLoop, Duration timeout) {
        dns = new DnsNameResolverBuilder(eventLoop)
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .hostsFileEntriesResolver(new DefaultHostsFileEntriesResolver())
                .resolveCache(NoopDnsCache.INSTANCE)
                .queryTimeoutMillis(timeout.toMillis())
                .build();
    }

    @Override
    public Future<List<InetAddress>> resolveAll(String host) {
        return dns.resolveAll(host);
    }

    @Override
    public void close() {
        dns.close();
    }
}
