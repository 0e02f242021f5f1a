package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes random schedules: with the same ingredients, a number always stands for the same schedule. */
final class ScheduleGenerator {

    private static final int FEWEST_STEPS = 90;
    private static final int MORE_STEPS = 60;
    private static final int CLIENTS = 8;
    private static final int ROOMY_QUEUE = 1_024;
    private static final int TIGHT_QUEUE = 8;
    private static final int A_YEAR = 31_536_000;

    private final Family family;
    private final Set<Ingredient> ingredients;

    ScheduleGenerator(Family family, Set<Ingredient> ingredients) {
        this.family = family;
        this.ingredients = ingredients;
    }

    Schedule schedule(long number) {
        Random random = new Random(number * 0x9e37_79b9_7f4a_7c15L + (family == Family.IPV4 ? 0 : 1));
        Set<Ingredient> mixed = mixed(random);
        Settings settings = settings(random, mixed);
        List<Action> faults = actions(action -> mixed.contains(action.ingredient()) && fits(action, settings));
        List<Step> steps = new ArrayList<>();
        int count = FEWEST_STEPS + random.nextInt(MORE_STEPS);
        double share = 0.1 + 0.4 * random.nextDouble();
        while (steps.size() < count) {
            boolean fault = !faults.isEmpty() && random.nextDouble() < share;
            Action action = fault
                    ? faults.get(random.nextInt(faults.size()))
                    : random.nextInt(4) == 0 ? Action.RELEASE : Action.BIND;
            steps.add(step(random, action, settings));
        }
        return new Schedule(settings, steps);
    }

    /** A few classes of faults at a time reveal more than all of them at once: about ten. */
    private Set<Ingredient> mixed(Random random) {
        int percent = Math.min(40, 1_000 / ingredients.size());
        Set<Ingredient> mixed = EnumSet.copyOf(Stream.concat(
                        Stream.of(Ingredient.CLIENTS),
                        ingredients.stream().sorted().filter(ingredient -> random.nextInt(100) < percent))
                .toList());
        if (mixed.contains(Ingredient.LOST_ENDS)) {
            // Only the task that inferred an end knows that its record was dropped.
            mixed.remove(Ingredient.CRASHES);
        }
        return mixed;
    }

    private Settings settings(Random random, Set<Ingredient> mixed) {
        boolean ipv6 = family == Family.IPV6;
        boolean twoServers = mixed.contains(Ingredient.TWO_SERVERS);
        Manner manner = twoServers ? Manner.PLAIN : manner(random, mixed);
        boolean bulk = !ipv6 || manner == Manner.KEA || twoServers || random.nextInt(5) > 0;
        return new Settings(
                family,
                manner,
                twoServers ? 2 : 1,
                bulk,
                ipv6
                        || manner == Manner.KEA
                        || twoServers
                        || mixed.contains(Ingredient.RENAMED_SERVERS)
                        || mixed.contains(Ingredient.SECOND_TASK)
                        || mixed.contains(Ingredient.LATE_RENAMES)
                        || random.nextBoolean(),
                random.nextInt(3) == 0,
                mixed.contains(Ingredient.NEWEST_FIRST),
                ipv6 && mixed.contains(Ingredient.SEVERAL_RELAYS),
                List.of("fail", "skip", "quarantine").get(random.nextInt(3)),
                mixed.contains(Ingredient.SLOW_CONSUMER) ? TIGHT_QUEUE : ROOMY_QUEUE,
                random.nextInt(1_000_000));
    }

    private Manner manner(Random random, Set<Ingredient> mixed) {
        if (random.nextInt(6) == 0) {
            return Manner.KEA;
        }
        return family == Family.IPV6 && mixed.contains(Ingredient.OMISSION) ? Manner.LITERAL : Manner.PLAIN;
    }

    private static List<Action> actions(Predicate<Action> which) {
        return Stream.of(Action.values()).filter(Action::isFault).filter(which).toList();
    }

    /**
     * Whether a fault fits the settings. Some faults cannot be recovered from in some settings, as documented; they
     * prove nothing there.
     */
    private static boolean fits(Action action, Settings settings) {
        boolean ipv6 = settings.family() == Family.IPV6;
        boolean doubts = settings.isLiteral() || settings.severalRelays();
        return switch (action) {
            case BIND_TEMPORARY, STALL_BULK, CUT_BULK, SLOW_BULK, LOSE_BULK, READ_AS_SENT, LIMIT_ANSWERS ->
                (action != Action.BIND_TEMPORARY || ipv6) && settings.bulkQueries();
            // If a query is refused, or its answer cannot be decoded, its bindings stay until they run out.
            case MALFORMED_IN_BULK, FAIL_BULK, END_ANSWER -> settings.bulkQueries() && !doubts;
            case SIGNAL, DELETE_IN_READ_BACK -> settings.readBack();
            // A failed commit aborts the transaction, and a task that was replaced is fenced: each is a CRASH.
            case FAIL_COMMITS, OUTLIVE, RENAME_LATE -> !settings.exactlyOnce();
            // Without the topic, a task has no table across restarts; without queries, there are none to change.
            case FILL_TABLES, CHANGE_SWEEP -> settings.readBack();
            case CHANGE_QUERIES -> settings.readBack() && settings.bulkQueries() && !doubts;
            case CHANGE_SNAPSHOTS -> settings.readBack() && settings.bulkQueries() && !doubts;
            case SEND_STATUS, SEND_AGAIN -> !settings.isKea();
            // Kea has no VPNs.
            case CHANGE_VPN, REPORT_OTHERS -> !settings.isKea() && settings.readBack();
            // Only a snapshot of everything shows which leases are gone.
            case RESTORE_BACKUP -> settings.readBack() && settings.bulkQueries() && !doubts;
            // A poll has no stream that shows which server is followed, and needs queries.
            case CHANGE_MODE -> settings.bulkQueries() && settings.servers() == 1;
            // Without history and without bulk queries, missed changes cannot be obtained.
            case RESTART_SERVER, LOSE_HISTORY -> settings.bulkQueries();
            default -> true;
        };
    }

    @SuppressWarnings("EnumOrdinal") // a step holds nothing but numbers, so that it can be printed and replayed
    private Step step(Random random, Action action, Settings settings) {
        int slot = random.nextInt(SimulatedClients.ADDRESSES);
        int client = slot % CLIENTS + (random.nextInt(8) == 0 ? CLIENTS : 0);
        int lifetime = lifetime(random);
        int down = random.nextInt(4) == 0 ? 5_000 + random.nextInt(20_000) : random.nextInt(2_000);
        return switch (action) {
            case BIND, BIND_TEMPORARY, RENEW_LATE -> step(random, action, slot, lifetime, client);
            case RENEW_BRIEFLY -> step(random, action, slot, 1 + random.nextInt(2), client);
            case RELEASE -> step(random, action, slot, 0, client);
            case CUT_STREAM, CUT_BULK -> step(random, action, random.nextInt(3), 0, 0);
            case SEGMENT -> step(random, action, 1 + random.nextInt(random.nextBoolean() ? 40 : 400), 0, 0);
            case READ_AS_SENT, COALESCE -> step(random, action, random.nextInt(4) == 0 ? 0 : 1, 0, random.nextInt(2));
            case SIGNAL -> step(random, action, random.nextInt(5), 1 + random.nextInt(60), 0);
            case FAIL_COMMITS -> step(random, action, 3_000 + random.nextInt(60_000), 0, 0);
            // Without server_ids, the next server of two would be taken for the one of the position.
            case ALTER_OFFSETS ->
                step(random, action, down, random.nextInt(30), settings.servers() == 1 ? random.nextInt(2) : 0);
            case OUTLIVE -> step(random, action, 1_000 + random.nextInt(20_000), random.nextInt(2_000), 0);
            case DELETE_RECORDS -> step(random, action, random.nextInt(20), 0, 0);
            case CHANGE_VPN -> step(random, action, down, random.nextInt(3), 0);
            case COMPACT, DROP_TOMBSTONES -> step(random, action, random.nextBoolean() ? 0 : random.nextInt(20), 0, 0);
            case STALL_PARTITION -> step(random, action, random.nextInt(3), random.nextInt(20_000), 0);
            case REMOVE_TOPIC -> step(random, action, 1_000 + random.nextInt(300_000), 0, 0);
            case RESTORE_BACKUP -> step(random, action, random.nextInt(2), 1 + random.nextInt(60), random.nextInt(2));
            case REPORT_OTHERS ->
                step(random, action, random.nextInt(4) == 0 ? 0 : 1, random.nextInt(2), random.nextInt(2));
            case FILL_TABLES -> step(random, action, random.nextInt(4_000), 1_000 + random.nextInt(30_000), 0);
            case LOSE_HISTORY -> step(random, action, 0, 0, random.nextInt(2));
            case END_ANSWER -> step(random, action, failure(random).ordinal(), 0, 0);
            case SLOW_STREAM, SLOW_BULK, STALL_STREAM, STALL_BULK, SLOW_ACKNOWLEDGEMENTS ->
                step(random, action, random.nextInt(4) == 0 ? random.nextInt(4_000) : random.nextInt(200), 0, 0);
            case NEARLY_BLOCK -> step(random, action, 1_000 + random.nextInt(20_000), 0, 0);
            case OVERLOAD ->
                step(random, action, 100_000 + random.nextInt(100_000), 60 + random.nextInt(120), random.nextInt(2));
            case STORM ->
                step(random, action, 30_000 + random.nextInt(20_000), 100 + random.nextInt(100), random.nextInt(2));
            case REFUSE, RESTART_SERVER -> step(random, action, down, random.nextInt(2), random.nextInt(2));
            case RENAME_LATE -> step(random, action, random.nextInt(2_000), 1_000 + random.nextInt(20_000), 0);
            case RESTART_TASK,
                    SWAP_TASKS,
                    MOVE_SECOND,
                    CHANGE_TOPIC,
                    RENAME_SERVER,
                    CHANGE_MODE,
                    CHANGE_SUBNETS,
                    CHANGE_QUERIES,
                    CHANGE_SWEEP -> step(random, action, down, 0, random.nextInt(2));
            case CHANGE_SNAPSHOTS -> step(random, action, down, random.nextInt(2), 0);
            case FAIL_BULK -> step(random, action, failure(random).ordinal(), 1 + random.nextInt(3), random.nextInt(2));
            case STEP_CLOCK -> step(random, action, random.nextInt(20_000) - 10_000, 0, random.nextInt(2));
            case GLITCH_CLOCK ->
                step(random, action, random.nextInt(800_000) - 400_000, 1 + random.nextInt(3), random.nextInt(2));
            case DRIFT_CLOCK -> step(random, action, random.nextInt(400) - 200, 0, random.nextInt(2));
            case CRASH -> step(random, action, random.nextInt(6), down, 0);
            case SLOW_CONSUMER -> step(random, action, 200 + random.nextInt(3_000), 5_000 + random.nextInt(40_000), 0);
            case BREAK_READ_BACK -> step(random, action, 1_000 + random.nextInt(30_000), 0, 0);
            case RESET_OFFSETS ->
                step(random, action, settings.readBack() && random.nextBoolean() ? slot : -1, down, 0);
            case LOSE_STREAM,
                    LOSE_BULK,
                    TERMINATE,
                    MALFORMED_ON_STREAM,
                    MALFORMED_IN_BULK,
                    ADD_PARTITION,
                    ROTATE_ADDRESSES,
                    DELETE_TOPIC -> step(random, action, 0, 0, 0);
            case LOSE_ENDS -> step(random, action, 1 + random.nextInt(2), 0, 0);
            case STEP_WORKER_CLOCK -> {
                int greatest = random.nextBoolean() ? 20_000 : 2 * A_YEAR;
                yield step(random, action, random.nextInt(greatest) - greatest / 2, 0, 0);
            }
            case BIND_AT_NEIGHBOUR, BIND_AT_SECOND ->
                step(random, action, slot, random.nextInt(4) == 0 ? 0 : lifetime, client);
            case CRASH_NEIGHBOUR -> step(random, action, random.nextInt(6), down, 0);
            case OPEN_TRANSACTION -> step(random, action, 1_000 + random.nextInt(60_000), 0, 0);
            case ABORT_TRANSACTION, READ_SLOWLY -> step(random, action, 1 + random.nextInt(10), 0, 0);
            case OVERWRITE ->
                step(random, action, slot, random.nextInt(2) * (1 + random.nextInt(SimulatedClients.ADDRESSES)), 0);
            case SEND_STATUS ->
                step(random, action, streamStatus(random, settings).ordinal(), 0, 0);
            case SEND_AGAIN -> step(random, action, random.nextInt(3), 0, random.nextInt(2));
            case WOBBLE_CLOCK -> step(random, action, random.nextInt(3), 0, random.nextInt(2));
            case LEAVE_OUT_TRANSACTION, LEAVE_OUT_BASE_TIME ->
                step(random, action, random.nextInt(2), 0, random.nextInt(2));
            case BIND_FOREVER -> step(random, action, slot, 0, client);
            case DELETE_IN_READ_BACK -> step(random, action, random.nextInt(12), random.nextInt(4), 0);
            case LIMIT_ANSWERS -> step(random, action, 1 + random.nextInt(1_500), 15 + random.nextInt(500), 0);
            case DAMAGE_OPTION, ODD_TIME -> step(random, action, 0, 0, random.nextInt(2));
        };
    }

    /** Without bulk queries, missing changes cannot be obtained. */
    private static Status streamStatus(Random random, Settings settings) {
        List<Status> all = List.of(Status.values());
        Status status = all.get(random.nextInt(all.size()));
        return status == Status.DATA_MISSING && !settings.bulkQueries() ? Status.UNSPEC_FAIL : status;
    }

    private static Status failure(Random random) {
        return random.nextBoolean() ? Status.UNSPEC_FAIL : Status.QUERY_TERMINATED;
    }

    /**
     * Some run out during the schedule, some soon after, and some outlive the final check: errors in those cannot
     * heal by expiry.
     */
    private static int lifetime(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> 4 + random.nextInt(16);
            case 1 -> 20 + random.nextInt(180);
            default -> 3_600 + random.nextInt(3_600);
        };
    }

    private static Step step(Random random, Action action, int a, int b, int c) {
        long wait = random.nextInt(20) == 0 ? random.nextInt(10_000) : random.nextInt(350);
        return new Step(wait, action, a, b, c);
    }
}
