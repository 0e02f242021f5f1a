package net.leasequery.simulator.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries faults out: on connections, in the conditions for all, or on the server. On the event loop. */
final class FaultInjection implements Fault.Visitor {

    private static final Logger LOG = LoggerFactory.getLogger(FaultInjection.class);

    /** The effects of faults on the server as a whole. */
    interface Operator {

        /** Loses the history. */
        void loseHistory();

        /** Sets the clock. */
        void setClock(Duration step);

        /** Schedules a restart of the server; does not wait for it. */
        void restartSoon(Fault.Restart restart);
    }

    private final ServerLoop loop;
    private final Operator operator;
    private final Conditions conditions;
    private final Random random;
    private final Set<ConnectionFaults> connections = new LinkedHashSet<>();
    private final List<ArmedFault> armed = new ArrayList<>();

    FaultInjection(ServerLoop loop, Operator operator, Conditions conditions, long seed) {
        this.loop = loop;
        this.operator = operator;
        this.conditions = conditions;
        this.random = new Random(seed);
    }

    /** Source of all random choices of faults. */
    Random random() {
        return random;
    }

    Conditions conditions() {
        return conditions;
    }

    /** Faults on connections whose moment has not come yet. */
    int pending() {
        return armed.size();
    }

    void inject(Fault fault) {
        LOG.info("injecting {}", fault);
        fault.accept(this);
    }

    /** Calls off faults that have not struck yet and ends those that last. */
    void heal() {
        conditions.heal();
        List.copyOf(armed).forEach(this::disarm);
        connections.forEach(ConnectionFaults::heal);
    }

    /** Lets a newly opened connection count towards all armed faults. */
    void opened(ConnectionFaults connection) {
        connections.add(connection);
        List.copyOf(armed).forEach(connection::arm);
    }

    void closed(ConnectionFaults connection) {
        connections.remove(connection);
    }

    /** Disarms a fault everywhere, because a connection has reached its moment. */
    void struck(ArmedFault fault) {
        LOG.info("struck by {}", fault.what());
        disarm(fault);
    }

    @Override
    public void connection(ConnectionFault fault) {
        ArmedFault armedFault = new ArmedFault(fault);
        armed.add(armedFault);
        for (ConnectionFaults connection : List.copyOf(connections)) {
            if (armed.contains(armedFault)) {
                connection.arm(armedFault);
            }
        }
    }

    @Override
    public void backlog(Fault.Backlog fault) {
        conditions.blockActive(true);
        loop.later(fault.length().toMillis(), () -> endBacklog(fault));
    }

    @Override
    public void refuse(Fault.Refuse fault) {
        conditions.refuse(fault.target(), fault.statusCode(), fault.queries());
    }

    @Override
    public void slowWrites(Fault.SlowWrites fault) {
        conditions.pauseAfterWrite(fault.pause());
    }

    @Override
    public void slowReads(Fault.SlowReads fault) {
        conditions.delayBeforeRead(fault.delay());
    }

    @Override
    public void limitConnections(Fault.LimitConnections fault) {
        conditions.limitConnections(fault.limit());
        if (!fault.length().isZero()) {
            loop.later(fault.length().toMillis(), conditions::restoreConnectionLimit);
        }
    }

    @Override
    public void forgetHistory(Fault.ForgetHistory fault) {
        operator.loseHistory();
    }

    @Override
    public void stepClock(Fault.StepClock fault) {
        operator.setClock(fault.step());
    }

    @Override
    public void restart(Fault.Restart fault) {
        operator.restartSoon(fault);
    }

    private void endBacklog(Fault.Backlog fault) {
        if (!conditions.activeBlocked()) {
            return;
        }
        conditions.blockActive(false);
        if (fault.messagesBeforeReset() >= 0) {
            connection(
                    ConnectionFault.of(Harm.RESET, Moment.afterMessages(Target.ACTIVE, fault.messagesBeforeReset())));
        }
        connections.forEach(ConnectionFaults::proceed);
    }

    private void disarm(ArmedFault fault) {
        armed.remove(fault);
        connections.forEach(connection -> connection.disarm(fault));
    }
}
