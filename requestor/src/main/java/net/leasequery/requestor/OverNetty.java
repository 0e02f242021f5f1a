package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;
import net.leasequery.requestor.bulk.Question;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.link.NettyRequestor;
import net.leasequery.requestor.status.RequestorStatus;

/** The front door's view of what runs behind it, which so need not know the door. */
record OverNetty(NettyRequestor requestor) implements LeasequeryRequestor {

    @Override
    public void start() {
        requestor.start();
    }

    @Override
    public List<Delivery> poll(Duration timeout) throws InterruptedException {
        return requestor.poll(timeout);
    }

    @Override
    public void ask(Question question) {
        requestor.ask(question);
    }

    @Override
    public RequestorStatus status() {
        return requestor.status();
    }

    @Override
    public void close() {
        requestor.close();
    }
}
