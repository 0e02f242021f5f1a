package net.leasequery.streams.audit;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericRecord;

/**
 * A difference that is, or may become, a finding.
 *
 * @param kind of finding
 * @param since when it began, in the workers' clock
 * @param open whether a finding reports it
 * @param servers whose views differ
 */
public record Trouble(FindingKind kind, long since, boolean open, List<String> servers) {

    /** Copies the list. */
    public Trouble {
        servers = List.copyOf(servers);
    }

    /** Reads the troubles in a stored record. */
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

    /** Writes the troubles to a record for the store. */
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
