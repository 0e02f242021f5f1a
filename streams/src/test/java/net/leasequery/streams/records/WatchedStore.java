package net.leasequery.streams.records;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A store in memory that remembers where searches began and what was put. */
public final class WatchedStore {

    private final KeyValueStore<Bytes, byte[]> inner = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("watched"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final List<Bytes> rangesFrom = new ArrayList<>();
    private final Set<Bytes> puts = new TreeSet<>();

    /** Creates an empty store. */
    public WatchedStore() {
        inner.init(new MockProcessorContext<>(new Properties()).getStateStoreContext(), inner);
    }

    /** Returns the store; what is done with it is remembered. */
    @SuppressWarnings("unchecked")
    public KeyValueStore<Bytes, byte[]> store() {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                WatchedStore.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, given) -> {
                    if (method.getName().equals("range")) {
                        rangesFrom.add((Bytes) given[0]);
                    } else if (method.getName().equals("put")) {
                        puts.add((Bytes) given[0]);
                    }
                    return method.invoke(inner, given);
                });
    }

    /** Where each search began since the last {@code clear()} of this list. */
    public List<Bytes> rangesFrom() {
        return rangesFrom;
    }

    /** Keys of all entries that were ever put. */
    public Set<Bytes> puts() {
        return puts;
    }
}
