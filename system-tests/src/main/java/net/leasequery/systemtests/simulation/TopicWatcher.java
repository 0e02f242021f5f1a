package net.leasequery.systemtests.simulation;

import java.util.List;

/** Tells a task that writes to topics, and its judge, what happens to these. */
record TopicWatcher(Invariants invariants, SimulatedWorker worker) implements SimulatedKafka.Watcher {

    @Override
    public void recordsDeleted(String topic, List<SimulatedTopic.Stored> left) {
        invariants.recordsDeleted(topic, left);
    }

    @Override
    public void hasRoom() {
        worker.acknowledgeWhatWaited();
    }
}
