package net.leasequery.streams.lookup.answer;

import java.util.Map;
import java.util.Set;

/**
 * A reason why an answer is not certain.
 *
 * @param code for programs
 * @param text for people
 */
public record Doubt(String code, String text) {
    static final Doubt NOT_REPORTED = new Doubt(
            "NOT_REPORTED", "no server reported a holder at that moment; that does not prove that there was none");
    static final Doubt HELD_TWICE =
            new Doubt("HELD_TWICE", "servers leased the address to two clients at the same time");
    static final Doubt SEVERAL_HOLDERS = new Doubt("SEVERAL_HOLDERS", "more than one client may have held it then");
    static final Doubt START_BETWEEN_BOUNDS = new Doubt("START_BETWEEN_BOUNDS", "the tenure may have begun later");
    static final Doubt END_BETWEEN_BOUNDS = new Doubt("END_BETWEEN_BOUNDS", "the tenure may have ended earlier");
    static final Doubt AFTER_LAST_SEEN = new Doubt(
            "AFTER_LAST_SEEN", "the moment is after the last exchange between server and client that is known");
    static final Doubt BETWEEN_EXCHANGES = new Doubt(
            "BETWEEN_EXCHANGES", "the moment lies between two exchanges, and a server may have left changes out");
    /** More tenures match than one answer can have. */
    public static final Doubt INCOMPLETE =
            new Doubt("INCOMPLETE", "more tenures match than one answer holds; ask for the tenures of the address");
    /** The application lags. */
    public static final Doubt BEHIND =
            new Doubt("BEHIND", "lease-streams has not processed everything yet that was written by that moment");

    private static final Map<String, String> OF_TENURE = Map.of(
            "UNOBSERVED", "a server of the group was not followed all the time",
            "SKEW_UNKNOWN", "the clock of a server could not be compared",
            "CLOCK_STEPPED", "the clock of a server was set meanwhile",
            "START_UNKNOWN", "no server reported when it began",
            "END_NOT_REPORTED", "no server reported the end; it is inferred");

    /** The codes that tenures may have. */
    static Set<String> codesOfTenures() {
        return OF_TENURE.keySet();
    }

    /** Returns the doubt for a code in a tenure. */
    public static Doubt ofTenure(String code) {
        return new Doubt(code, OF_TENURE.getOrDefault(code, "the history says " + code));
    }
}
