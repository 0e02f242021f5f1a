package net.leasequery.simulator.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.leasequery.simulator.lease.Family;
import org.jspecify.annotations.Nullable;

/**
 * Faults as a person types them: a name, then {@code key=value} in any order, e.g. {@code close
 * target=active messages=100} or {@code restart history=forget down=500}.
 */
public final class FaultText {

    /** The accepted syntax. */
    public static final String SYNTAX = "close | reset | truncate | oversize | wrong-xid | terminate status=N"
            + " | garbage octets=N | duplicate copies=N | reorder window=N | stall millis=N,"
            + " each with target=any|active|bulk and after-messages=N or after-octets=N;"
            + " backlog millis=N reset-after=N | refuse target=T status=N queries=N | slow-writes millis=N"
            + " | slow-reads millis=N | limit-connections limit=N millis=N | forget-history"
            + " | step-clock seconds=N | restart history=keep|forget orderly=true|false down=MILLIS";

    private final Family family;
    private final String name;
    private final Map<String, String> values = new HashMap<>();

    private FaultText(Family family, String text) {
        this.family = family;
        String[] words = text.strip().split(" +", -1);
        name = words[0];
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("\"" + words[i] + "\" is not like key=value" + known());
            }
            values.put(pair[0], pair[1]);
        }
    }

    /**
     * Reads a fault.
     *
     * @param family of the server; its QueryTerminated code is the default status of {@code terminate}
     * @throws IllegalArgumentException if there is no such fault, or a key or value is invalid for it
     */
    public static Fault parse(Family family, String text) {
        FaultText parsed = new FaultText(family, text);
        Fault fault = parsed.fault();
        if (!parsed.values.isEmpty()) {
            throw new IllegalArgumentException(parsed.name + " has no " + parsed.values.keySet() + known());
        }
        return fault;
    }

    private Fault fault() {
        return switch (name) {
            case "close", "reset", "truncate", "oversize", "wrong-xid" -> onConnection(null, 0);
            case "garbage" -> onConnection("octets", 100);
            case "duplicate" -> onConnection("copies", 1);
            case "reorder" -> onConnection("window", 10);
            case "stall" -> onConnection("millis", 0);
            case "terminate" -> onConnection("status", queryTerminated());
            case "backlog" -> new Fault.Backlog(millis("millis", 1000), number("reset-after", -1));
            case "refuse" -> new Fault.Refuse(target(), number("status", 1), number("queries", 1));
            case "slow-writes" -> new Fault.SlowWrites(millis("millis", 10));
            case "slow-reads" -> new Fault.SlowReads(millis("millis", 1000));
            case "limit-connections" -> new Fault.LimitConnections(number("limit", 0), millis("millis", 0));
            case "forget-history" -> new Fault.ForgetHistory();
            case "step-clock" -> new Fault.StepClock(Duration.ofSeconds(number("seconds", 0)));
            case "restart" -> new Fault.Restart(keepsHistory(), orderly(), millis("down", 0));
            default -> throw new IllegalArgumentException("no such fault: \"" + name + "\"" + known());
        };
    }

    private int queryTerminated() {
        return switch (family) {
            case IPV4 -> 2;
            case IPV6 -> 11;
        };
    }

    private ConnectionFault onConnection(@Nullable String amountKey, int defaultAmount) {
        Harm harm = Harm.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        int amount = amountKey == null ? defaultAmount : number(amountKey, defaultAmount);
        return new ConnectionFault(harm, moment(), amount);
    }

    private Moment moment() {
        Target target = target();
        return values.containsKey("after-octets")
                ? Moment.afterOctets(target, number("after-octets", 0))
                : Moment.afterMessages(target, number("after-messages", 0));
    }

    private Target target() {
        String target = oneOf("target", "any", "active", "bulk");
        return Target.valueOf(target.toUpperCase(Locale.ROOT));
    }

    private boolean keepsHistory() {
        return oneOf("history", "keep", "forget").equals("keep");
    }

    private boolean orderly() {
        return oneOf("orderly", "true", "false").equals("true");
    }

    private Duration millis(String key, int byDefault) {
        return Duration.ofMillis(number(key, byDefault));
    }

    private int number(String key, int byDefault) {
        String value = value(key, Integer.toString(byDefault));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + "=" + value + " is not a number", e);
        }
    }

    /** Returns the value of a key, which is one of these words; the first one if the key is left out. */
    private String oneOf(String key, String... words) {
        String value = value(key, words[0]);
        if (!List.of(words).contains(value)) {
            throw new IllegalArgumentException(key + "=" + value + " is not one of " + String.join(", ", words));
        }
        return value;
    }

    private static String known() {
        return "; known are " + SYNTAX;
    }

    private String value(String key, String byDefault) {
        String value = values.remove(key);
        return value == null ? byDefault : value;
    }
}
