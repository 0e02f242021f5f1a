package net.leasequery.benchmarks.transform;

import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** A transform's output for some records. */
final class Outputs {

    private final SourceRecord[] outputs;

    Outputs(Transformation<SourceRecord> transform, SourceRecord[] records) {
        this.outputs = new SourceRecord[records.length];
        for (int i = 0; i < records.length; i++) {
            outputs[i] = transform.apply(records[i]);
        }
    }

    SourceRecord get(int index) {
        return outputs[index];
    }
}
