package net.leasequery.systemtests.simulation;

import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import net.leasequery.systemtests.simulation.ConnectorChoices.Switch;

/** Performs the steps of a schedule, one after the other. */
final class StepPerformer {

    private static final long OVERLOADED_POLL_MILLIS = 4_000;

    private final SimulatedSite site;
    private final LongConsumer advance;
    private long stormEnds;
    private boolean overloaded;

    /** @param advance lets a number of milliseconds pass */
    StepPerformer(SimulatedSite site, LongConsumer advance) {
        this.site = site;
        this.advance = advance;
    }

    @SuppressWarnings("EnumOrdinal") // as ScheduleGenerator writes it
    void perform(Step step) {
        SimulatedServer server =
                site.servers().get(Math.floorMod(step.c(), site.servers().size()));
        switch (step.action()) {
            case BIND ->
                site.clients().bind(server, step.a(), step.c(), site.clients().kind(step.a()), step.b());
            case BIND_TEMPORARY -> {
                LeaseKind kind = Ipv6Format.isPrefix(step.a()) ? LeaseKind.PD : LeaseKind.TA;
                site.clients().bind(server, step.a(), step.c(), kind, step.b());
            }
            case RENEW_LATE -> site.clients().renewLate(server, step.a(), step.b());
            case RENEW_BRIEFLY -> site.clients().renewBriefly(server, step.a(), step.b());
            case RELEASE -> server.release(step.a());
            case CUT_STREAM -> each(ServerSession::isStream).forEach(stream -> cut(stream, step.a()));
            case CUT_BULK -> each(ServerSession::isBulk).forEach(bulk -> cut(bulk, step.a()));
            case LOSE_STREAM -> each(ServerSession::isStream).forEach(SimulatedConnection::lose);
            case LOSE_BULK -> each(ServerSession::isBulk).forEach(SimulatedConnection::lose);
            case SEGMENT -> {
                site.network().segment(step.a());
                site.disturbances().messagesArriveInPieces();
            }
            case REFUSE -> site.network().refuse(step.a(), step.b() == 1);
            case SLOW_STREAM -> {
                each(ServerSession::isStream).forEach(stream -> stream.latency(step.a()));
                site.disturbances().messagesWait(step.a());
            }
            case SLOW_BULK -> each(ServerSession::isBulk).forEach(bulk -> bulk.latency(step.a()));
            case STALL_STREAM -> {
                each(ServerSession::isStream).forEach(stream -> stream.stall(step.a()));
                site.disturbances().messagesWait(step.a());
            }
            case STALL_BULK -> each(ServerSession::isBulk).forEach(bulk -> bulk.stall(step.a()));
            case RESTART_SERVER -> server.restart(step.a(), step.b() == 1);
            case TERMINATE -> sessions(ServerSession::isStream).forEach(ServerSession::terminate);
            case LOSE_HISTORY -> server.loseHistory();
            case READ_AS_SENT -> site.servers().forEach(each -> each.freedoms().readAsItSends(step.a() == 1));
            case COALESCE -> site.servers().forEach(each -> each.freedoms().coalesce(step.a() == 1));
            case END_ANSWER ->
                sessions(ServerSession::isBulk).forEach(bulk -> bulk.endAnswer(Status.values()[step.a()]));
            case FAIL_BULK -> server.failBulk(Status.values()[step.a()], step.b());
            case MALFORMED_ON_STREAM -> sessions(ServerSession::isStream).forEach(ServerSession::malformedNext);
            case MALFORMED_IN_BULK -> sessions(ServerSession::isBulk).forEach(ServerSession::malformedNext);
            case DAMAGE_OPTION -> server.freedoms().damageNext();
            case ODD_TIME -> server.freedoms().oddTimeNext();
            case STEP_CLOCK -> {
                server.clock().step(step.a());
                site.disturbances().clockWasSet();
            }
            case GLITCH_CLOCK -> {
                server.clock().glitch(step.a(), step.b());
                site.disturbances().clockWasSet();
            }
            case DRIFT_CLOCK -> {
                server.clock().drift(step.a());
                site.disturbances().clockDrifts();
            }
            case NEARLY_BLOCK -> sessions(ServerSession::isStream).forEach(session -> session.nearlyBlock(step.a()));
            case STORM -> storm(server, step);
            case ROTATE_ADDRESSES -> site.network().rotateAddresses();
            case CRASH -> {
                site.worker().crash(step.a(), step.b());
                if (site.neighbour() != null && site.operator().chosen().has(Switch.SECOND)) {
                    site.neighbour().worker().crash(step.a(), step.b());
                }
            }
            case RESTART_TASK -> site.worker().restart(step.a());
            case SLOW_ACKNOWLEDGEMENTS -> site.worker().slowAcknowledgements(step.a());
            case SLOW_CONSUMER -> site.worker().slowConsumer(step.a(), step.b());
            case OVERLOAD -> overload(server, step);
            case COMPACT -> site.kafka().compact(step.a(), false);
            case DROP_TOMBSTONES -> site.kafka().compact(step.a(), true);
            case STALL_PARTITION -> site.operator().stallPartition(step.a(), step.b());
            case ADD_PARTITION -> {
                site.operator().addPartition();
                if (site.neighbour() != null) {
                    site.neighbour().invariants().recordsMayBeReadOutOfOrder();
                }
            }
            case REMOVE_TOPIC -> site.operator().removeTopic(step.a());
            case REPORT_OTHERS -> server.freedoms().reportOthers(step.a() == 1, step.a() == 1 && step.b() == 1);
            case RESTORE_BACKUP -> {
                server.restore(step.b());
                site.disturbances().leasesWentBack();
                if (step.a() == 1) {
                    server.clock().step(-step.b());
                    site.disturbances().clockWasSet();
                }
                site.operator().hasToLoadAgain();
            }
            case BREAK_READ_BACK -> site.operator().breakReadBack(step.a());
            case RESET_OFFSETS -> site.operator().resetOffsets(site.servers(), step.a(), step.b());
            case LOSE_ENDS -> {
                site.worker().loseEnds(step.a());
                site.invariants().endsMayBeLost();
            }
            case CHANGE_TOPIC -> site.operator().configure(ConnectorChoices::withOtherTopics, step.a());
            case RENAME_SERVER -> site.operator().configure(ConnectorChoices::withOtherServerName, step.a());
            case CHANGE_MODE -> site.operator().configure(chosen -> chosen.withOther(Switch.POLLED), step.a());
            case CHANGE_SUBNETS -> site.operator().configure(chosen -> chosen.withOther(Switch.NARROW), step.a());
            case SIGNAL -> site.operator().signal(server, step.a(), step.b());
            case FAIL_COMMITS -> site.worker().failCommits(step.a());
            case ALTER_OFFSETS -> {
                site.operator().alterOffsets(step.b(), step.c() == 1, step.a());
                site.disturbances().clockIsUnknown();
            }
            case OUTLIVE -> {
                site.worker().outlive(step.a(), step.b());
                site.invariants().recordsMayBeLate();
                site.operator().hasToLoadAgain();
            }
            case FILL_TABLES -> site.operator().fillTables(step.a(), step.b());
            case CHANGE_QUERIES -> site.operator().configure(chosen -> chosen.withOther(Switch.FEW_QUERIES), step.a());
            case CHANGE_SNAPSHOTS ->
                site.operator().changeSnapshots(step.b() == 0 ? Switch.ALWAYS_LOADS : Switch.NEVER_LOADS, step.a());
            case CHANGE_VPN -> site.operator().configure(chosen -> chosen.withVpn(step.b()), step.a());
            case CHANGE_SWEEP -> site.operator().changeSweep(step.a());
            case SWAP_TASKS -> site.operator().configure(chosen -> chosen.withOther(Switch.SECOND_FIRST), step.a());
            case MOVE_SECOND ->
                Objects.requireNonNull(site.neighbour()).worker().restart(step.a());
            case RENAME_LATE -> site.operator().renameLate(step.a(), step.b());
            case BIND_AT_NEIGHBOUR, BIND_AT_SECOND, CRASH_NEIGHBOUR ->
                atNeighbour(Objects.requireNonNull(site.neighbour()), step);
            case OPEN_TRANSACTION -> {
                site.kafka().beginTransaction(site.operator().chosen().bindings());
                site.time().after(step.a(), site.kafka()::endTransactions);
            }
            case ABORT_TRANSACTION ->
                site.kafka().abort(site.operator().chosen().bindings(), step.a());
            case READ_SLOWLY -> site.kafka().slowReaders(step.a());
            case OVERWRITE ->
                site.operator()
                        .overwrite(
                                FollowedAddresses.text(server.format(), step.a()),
                                step.b() == 0 ? null : FollowedAddresses.text(server.format(), step.b() - 1));
            case SEND_STATUS ->
                sessions(ServerSession::isStream).forEach(stream -> stream.sendStatus(Status.values()[step.a()]));
            case SEND_AGAIN -> server.freedoms().sendAgain(step.a());
            case WOBBLE_CLOCK -> {
                server.clock().wobble(step.a());
                site.disturbances().clockWasSet();
            }
            case LEAVE_OUT_TRANSACTION -> server.freedoms().leaveOutTransaction(step.a() == 1);
            case LEAVE_OUT_BASE_TIME -> server.freedoms().leaveOutBaseTime(step.a() == 1);
            case LIMIT_ANSWERS -> {
                site.worker().tables().limitAnswers(step.a());
                site.servers().forEach(each -> each.freedoms().answerEvery(step.b()));
            }
            case BIND_FOREVER ->
                site.clients().bind(server, step.a(), step.c(), site.clients().kind(step.a()), Lease.FOREVER);
            case DELETE_TOPIC -> site.operator().deleteTopic();
            case DELETE_IN_READ_BACK -> site.operator().deleteTopicInReadBack(step.a(), step.b());
            case DELETE_RECORDS -> site.operator().deleteRecords(step.a());
            case STEP_WORKER_CLOCK -> {
                site.time().stepWallClock(1_000L * step.a());
                site.disturbances().workerClockWasSet();
            }
        }
    }

    private void atNeighbour(Neighbour neighbour, Step step) {
        if (step.action() == Action.CRASH_NEIGHBOUR) {
            neighbour.worker().crash(step.a(), step.b());
        } else if (step.b() == 0) {
            neighbour.server().release(step.a());
        } else {
            site.clients()
                    .bind(neighbour.server(), step.a(), step.c(), site.clients().kind(step.a()), step.b());
        }
    }

    private static void cut(SimulatedConnection connection, int how) {
        if (how == 2) {
            connection.closeByServer();
        } else {
            connection.cut(how == 1);
        }
    }

    private List<SimulatedConnection> each(Predicate<ServerSession> which) {
        return site.network().connections(which);
    }

    private List<ServerSession> sessions(Predicate<ServerSession> which) {
        return each(which).stream().map(SimulatedConnection::session).toList();
    }

    /** The first change waits in the server as long as newer ones keep coming, and is lost with the connection. */
    private void storm(SimulatedServer server, Step step) {
        if (site.time().millis() >= stormEnds) {
            stormEnds = site.time().millis() + step.a();
            sessions(ServerSession::isStream).forEach(session -> session.nearlyBlock(step.a()));
            site.clients().changeConstantly(server, step.b(), stormEnds);
            site.time().at(stormEnds, () -> each(ServerSession::isStream).forEach(stream -> stream.cut(false)));
        }
    }

    private void overload(SimulatedServer server, Step step) {
        if (!overloaded && site.worker().isRunning() && site.time().millis() >= stormEnds) {
            overloaded = true;
            stormEnds = site.time().millis() + step.a();
            site.worker().slowConsumer(OVERLOADED_POLL_MILLIS, step.a());
            site.clients().changeConstantly(server, step.b(), stormEnds);
            advance.accept(step.a());
            site.worker().restart(0);
        }
    }
}
