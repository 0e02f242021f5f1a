package net.leasequery.systemtests.path.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.leasequery.connect.LeasequerySourceTask;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets the connector's task read its server, and keeps its bindings in the batches in which it hands them over. Then
 * that task stops, and the batches are handed over as often as wanted.
 */
public final class ReplayTask extends SourceTask {

    /** System property: how many bindings are kept; the server must have at least that many. */
    public static final String KEPT = "leasequery.replay.kept";

    /** System property: how many records are handed over in total. */
    public static final String TOTAL = "leasequery.replay.total";

    private static final long PAUSE_MILLIS = 50;

    private final LeasequerySourceTask task = new LeasequerySourceTask();
    private final List<List<SourceRecord>> batches = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final int wanted = Integer.getInteger(KEPT, 10_000);
    private final int total = Integer.getInteger(TOTAL, 10_000);
    private int kept;
    private int handedOver;
    private int next;

    @Override
    public void initialize(SourceTaskContext taskContext) {
        super.initialize(taskContext);
        task.initialize(taskContext);
    }

    @Override
    public void start(Map<String, String> given) {
        task.start(given);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        if (kept < wanted) {
            keep(task.poll());
            if (kept >= wanted) {
                task.stop();
            }
            return null;
        }
        if (handedOver >= total) {
            boolean unused = stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        }
        List<SourceRecord> batch = batches.get(next);
        next = (next + 1) % batches.size();
        handedOver += batch.size();
        return batch;
    }

    private void keep(@Nullable List<SourceRecord> records) {
        List<SourceRecord> batch = new ArrayList<>();
        if (records != null) {
            for (SourceRecord record : records) {
                if (record.topic().endsWith(".bindings")) {
                    batch.add(record);
                }
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
            kept += batch.size();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        if (kept < wanted) {
            task.stop();
        }
    }

    @Override
    public String version() {
        return task.version();
    }
}
