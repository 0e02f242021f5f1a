package net.leasequery.streams.audit;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;

/**
 * Something at odds.
 *
 * @param kind what it may be a finding of
 * @param since when it began, in the workers' clock
 * @param open whether a finding tells of it
 * @param servers whose views are at odds
 */
public record Trouble(FindingKind kind, long since, boolean open, List<String> servers) {

    /** Copies what it is given. */
    public Trouble {
        servers = List.copyOf(servers);
    }

    /** The troubles in a stored record. */
    public static List<Trouble> read(GenericRecord state) {
        List<Trouble> troubles = new ArrayList<>();
        for (Object element : (List<?>) state.get("troubles")) {
            GenericRecord stored = (GenericRecord) element;
            List<String> servers = new ArrayList<>();
            ((List<?>) stored.get("servers")).forEach(server -> servers.add(server.toString()));
            troubles.add(new Trouble(
                    FindingKind.valueOf(State.required(stored, "kind")),
                    State.longOf(stored, "since"),
                    State.flag(stored, "open"),
                    servers));
        }
        return troubles;
    }

    /** Stores them. */
    public static void write(List<Trouble> troubles, GenericRecord state) {
        List<GenericRecord> stored = new ArrayList<>(troubles.size());
        for (Trouble trouble : troubles) {
            GenericRecord one = State.record(State.TROUBLE);
            one.put("kind", trouble.kind.name());
            one.put("since", trouble.since);
            one.put("open", trouble.open);
            one.put("servers", trouble.servers);
            stored.add(one);
        }
        state.put("troubles", stored);
    }
}
