package net.leasequery.benchmarks.transform;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** A transform's output for some records. */
final class Outputs {

    /** So few that their values stay in the processor's cache, like values that a transform has just made. */
    private static final int WRITTEN = 16;

    private final SourceRecord[] outputs;
    private final ReadyOutput[] ready = new ReadyOutput[WRITTEN];

    Outputs(Transformation<SourceRecord> transform, SourceRecord[] records) {
        this.outputs = new SourceRecord[records.length];
        for (int i = 0; i < records.length; i++) {
            outputs[i] = transform.apply(records[i]);
        }
        for (int i = 0; i < WRITTEN; i++) {
            ready[i] = new ReadyOutput((Struct) outputs[i].value());
        }
    }

    SourceRecord get(int index) {
        return outputs[index];
    }

    Struct write(int index) {
        return ready[index % WRITTEN].write();
    }
}
