package net.leasequery.systemtests.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/simulate}. */
@Command(
        name = "bin/simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Simulates DHCP server, network, connector and Kafka in one thread on virtual time. After each"
                + " schedule of faults, Kafka must equal the server's table. Exit code 1: a schedule failed.")
public final class SimulateCommand implements Callable<Integer> {

    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final double MILLIS_PER_SECOND = 1_000;

    @Option(names = "--schedules", description = "Number of schedules; default: as many as the time allows")
    private long schedules = Long.MAX_VALUE;

    @Option(names = "--minutes", description = "Maximum duration; default: ${DEFAULT-VALUE}")
    private double minutes = 10;

    @Option(names = "--seed", description = "Seed of the first schedule; default: random")
    private long seed = System.nanoTime() % 1_000_000_000L;

    @Option(names = "--family", description = "ipv4 or ipv6; default: ${DEFAULT-VALUE}")
    private Family family = Family.IPV4;

    @Option(
            names = "--ingredients",
            split = ",",
            description = "Classes of faults: ${COMPLETION-CANDIDATES}; default: those that every build uses")
    private Set<Ingredient> ingredients = everyBuild();

    @Option(names = "--with", split = ",", description = "Additional classes of faults")
    private Set<Ingredient> more = EnumSet.noneOf(Ingredient.class);

    @Option(names = "--threads", description = "Number of parallel schedules; default: ${DEFAULT-VALUE}")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--failures", description = "Stop after so many failed schedules; default: ${DEFAULT-VALUE}")
    private int failures = 1;

    @Option(
            names = "--each",
            description = "Run the given number of schedules separately for each class of faults, and report the"
                    + " first one that fails")
    private boolean each;

    private SimulateCommand() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    static Set<Ingredient> everyBuild() {
        return Arrays.stream(Ingredient.values())
                .filter(Ingredient::everyBuild)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ingredient.class)));
    }

    @Override
    public Integer call() throws InterruptedException {
        return each ? runEach() : runMixed();
    }

    private int runEach() throws InterruptedException {
        int failed = 0;
        for (Ingredient ingredient : ingredients) {
            Set<Ingredient> mixed = EnumSet.of(
                    Ingredient.CLIENTS,
                    Ingredient.NETWORK,
                    Ingredient.RESTARTS,
                    Ingredient.CRASHES,
                    Ingredient.OFFSET_RESETS);
            mixed.add(ingredient);
            Simulation simulation = new Simulation(family, mixed, seed);
            Optional<Simulation.Failure> failure =
                    simulation.run(schedules, (long) (minutes * MILLIS_PER_MINUTE), threads);
            System.out.printf(
                    "%s %s: %d schedules%s%n",
                    family.text(),
                    ingredient,
                    simulation.schedules(),
                    failure.isPresent() ? ", then one failed" : ", none failed");
            failure.map(Simulation.Failure::text).ifPresent(System.out::println);
            failed += failure.isPresent() ? 1 : 0;
        }
        return failed == 0 ? 0 : 1;
    }

    private int runMixed() throws InterruptedException {
        Set<Ingredient> mixed = EnumSet.copyOf(ingredients);
        mixed.addAll(more);
        System.out.printf("seed %d, %s, %s%n", seed, family.text(), mixed);
        long begun = System.currentTimeMillis();
        Simulation simulation = new Simulation(family, mixed, seed);
        List<Simulation.Failure> failed =
                simulation.run(schedules, (long) (minutes * MILLIS_PER_MINUTE), threads, failures);
        double seconds = (System.currentTimeMillis() - begun) / MILLIS_PER_SECOND;
        System.out.printf("%.1f schedules per second%n", simulation.schedules() / seconds);
        System.out.println(simulation.summary());
        failed.stream().map(Simulation.Failure::text).forEach(System.out::println);
        return failed.isEmpty() ? 0 : 1;
    }
}
