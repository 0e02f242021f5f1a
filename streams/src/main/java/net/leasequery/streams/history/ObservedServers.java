package net.leasequery.streams.history;

import net.leasequery.streams.audit.ConfirmedViews;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.records.State;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tracks since when and up to when the view of each server is complete, as one partition knows it. For one thread. */
final class ObservedServers implements Observation {
    private final ConfirmedViews confirmed;
    private final KeyValueStore<String, Long> since;

    /**
     * Reads the stored claims.
     *
     * @param completeness claims by server
     * @param since time of the first complete claim after an incomplete one, by server
     * @param frontier how far the inputs have been processed
     */
    ObservedServers(
            KeyValueStore<String, GenericRecord> completeness, KeyValueStore<String, Long> since, Frontier frontier) {
        this.confirmed = new ConfirmedViews(completeness, frontier);
        this.since = since;
    }

    void accept(GenericRecord claim) {
        if (confirmed.isOfFormerGroup(claim)) {
            return;
        }
        String server = State.required(claim, "server");
        if (State.flag(claim, "removed") || !State.flag(claim, "complete")) {
            since.delete(server);
        } else if (since.get(server) == null) {
            since.put(server, State.longOf(claim, "claimedAt"));
        }
        // Copied because ConfirmedViews changes the claims that it keeps, and other processors keep this claim too.
        confirmed.accept(GenericData.get().deepCopy(State.COMPLETENESS, claim));
    }

    ConfirmedViews confirmed() {
        return confirmed;
    }

    @Override
    public long completeSince(String server) {
        Long retiredAt = confirmed.retiredAt(server);
        if (retiredAt != null) {
            return retiredAt;
        }
        Long moment = since.get(server);
        return moment == null || !confirmed.isComplete(server) ? NEVER : moment;
    }

    @Override
    public boolean isRetired(String server) {
        return confirmed.isRetired(server);
    }

    /** Subtracts the unnoticed step by which the server's clock may be ahead. */
    @Override
    public long completeTo(String server) {
        return isRetired(server) ? Long.MAX_VALUE : confirmed.confirmedTo(server) - Certainty.STEP_MILLIS;
    }
}
