package net.leasequery.connect.record;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The records of one poll, in order. A server alone can make a sweep end as many bindings at once as its table holds.
 * Their records together are ten times as large as the table, so each is created when it is read, and again when it is
 * read again. Not thread-safe.
 */
public final class RecordBatch extends AbstractList<SourceRecord> implements RandomAccess {

    private final List<List<SourceRecord>> parts = new ArrayList<>();
    private List<SourceRecord> last = new ArrayList<>();
    private int size;

    RecordBatch() {
        parts.add(last);
    }

    /** Adds an existing record. */
    @Override
    public boolean add(SourceRecord record) {
        size++;
        return last.add(record);
    }

    /** Adds these records for each element, created when they are read. */
    <T> void addLater(List<T> of, List<? extends Function<? super T, SourceRecord>> records) {
        List<SourceRecord> part = new AbstractList<>() {
            @Override
            public SourceRecord get(int index) {
                return records.get(index % records.size()).apply(of.get(index / records.size()));
            }

            @Override
            public int size() {
                return of.size() * records.size();
            }
        };
        parts.add(part);
        size += part.size();
        last = new ArrayList<>();
        parts.add(last);
    }

    /** Inserts records before all others. */
    public void addFirst(List<SourceRecord> records) {
        parts.add(0, new ArrayList<>(records));
        size += records.size();
    }

    /** Returns the existing records: all except the ends of bindings. */
    public List<SourceRecord> made() {
        List<SourceRecord> made = new ArrayList<>();
        for (List<SourceRecord> part : parts) {
            if (part instanceof ArrayList) {
                made.addAll(part);
            }
        }
        return made;
    }

    @Override
    public SourceRecord get(int index) {
        int from = 0;
        for (List<SourceRecord> part : parts) {
            if (index - from < part.size()) {
                return part.get(index - from);
            }
            from += part.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
        return size;
    }
}
