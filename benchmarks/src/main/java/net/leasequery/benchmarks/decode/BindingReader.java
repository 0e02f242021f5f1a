package net.leasequery.benchmarks.decode;

import java.util.List;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.v4.Ipv4Dialect;
import net.leasequery.requestor.internal.v6.Ipv6Dialect;

/** The part of a requestor that turns messages of an Active Leasequery into bindings. */
final class BindingReader {

    private static final LocalMoment NOW = new LocalMoment(1_800_000_000_000L, 0);

    private final Answer<ConversationEvent> answer;

    private BindingReader(Dialect dialect, int xid) {
        this.answer = dialect.active(new ActiveQuery(xid, null, NOW)).answer();
    }

    static BindingReader ipv4(int xid) {
        return new BindingReader(new Ipv4Dialect(List.of(), null), xid);
    }

    static BindingReader ipv6(int xid) {
        return new BindingReader(new Ipv6Dialect(Duid.ofHex("0003000102000000000a"), List.of(), null), xid);
    }

    ConversationEvent read(Object message) {
        return answer.read(message, NOW);
    }
}
