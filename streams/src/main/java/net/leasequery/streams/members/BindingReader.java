package net.leasequery.streams.members;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.leasequery.Binding;
import net.leasequery.BindingKey;
import net.leasequery.streams.groups.Group;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.State;
import net.leasequery.streams.records.UnreadableRecordException;
import net.leasequery.streams.settings.ServerNames;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <prefix>.bindings}. Forwards each binding as a view of its server, and once a second for each server a
 * signal of life, because there are no heartbeats for a busy server. Runs in the thread of its task.
 */
public final class BindingReader implements Processor<byte[], byte[], String, GenericRecord> {
    private static final String SERVER_HEADER = "leasequery.server";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._:-]{1,255}");
    private static final Duration BETWEEN_SIGNALS = Duration.ofSeconds(1);

    private final ReadingSettings settings;
    private final Map<String, GenericRecord> signals = new HashMap<>();
    private final Map<String, Long> lastSignal = new HashMap<>();
    private ProcessorContext<String, GenericRecord> context;

    /** @param settings for reading the inputs */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    public BindingReader(ReadingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, GenericRecord> given) {
        context = given;
        context.schedule(BETWEEN_SIGNALS, PunctuationType.WALL_CLOCK_TIME, now -> {
            Set.copyOf(signals.keySet()).forEach(this::send);
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata where = context.recordMetadata().orElseThrow();
        String topic = where.topic();
        GenericRecord key;
        try {
            key = settings.converters().readKey(topic, record.headers(), record.key(), BindingKey.getClassSchema());
        } catch (UnreadableRecordException e) {
            settings.unreadable().add(where, e);
            suspects(topic, record.headers()).forEach(server -> unreadable(server, record.timestamp()));
            return;
        }
        String server = settings.server(topic, State.required(key, "server"));
        GenericRecord binding = null;
        if (record.value() != null) {
            try {
                binding = settings.converters()
                        .readValue(topic, record.headers(), record.value(), Binding.getClassSchema());
            } catch (UnreadableRecordException e) {
                settings.unreadable().add(where, e);
                unreadable(server, record.timestamp());
                return;
            }
        }
        forward(server, key, binding, where, record.timestamp());
    }

    private void forward(
            String server, GenericRecord key, @Nullable GenericRecord binding, RecordMetadata where, long timestamp) {
        Group group = settings.groups().of(server);
        GenericRecord update = State.record(State.VIEW_UPDATE);
        update.put("server", server);
        update.put("source", where.topic() + "-" + where.partition());
        update.put("offset", where.offset());
        update.put("recordedAt", timestamp);
        update.put("tombstone", binding == null);
        update.put("binding", binding);
        AddressKey address = new AddressKey(group.name(), State.text(key, "vpn"), State.required(key, "address"));
        context.forward(new Record<>(address.text(), update, timestamp));
        if (binding != null && !State.flag(binding, "inferred")) {
            note(server, binding, timestamp);
        }
    }

    private void note(String server, GenericRecord binding, long timestamp) {
        GenericRecord signal = signals.computeIfAbsent(server, none -> Signals.of(server, "BINDINGS", timestamp));
        signal.put("at", Math.max(timestamp, State.longOf(signal, "at")));
        signal.put("family", binding.get("family"));
        if (binding.get("clockSkewMillis") != null) {
            signal.put("clockSkewMillis", binding.get("clockSkewMillis"));
        }
        if (State.required(binding, "origin").equals("LIVE")) {
            // Live changes arrive in the order in which they happened: all earlier ones have arrived.
            long changed =
                    Math.max(State.longOf(binding, "stateStartTime"), State.longOf(binding, "lastTransactionTime"));
            if (changed > State.longOf(signal, "completeTo")) {
                signal.put("completeTo", changed);
            }
        }
        Long last = lastSignal.get(server);
        if (last == null || timestamp - last >= BETWEEN_SIGNALS.toMillis()) {
            send(server);
        }
    }

    private void send(String server) {
        GenericRecord signal = signals.remove(server);
        if (signal != null) {
            long at = State.longOf(signal, "at");
            lastSignal.put(server, at);
            context.forward(new Record<>(settings.groups().of(server).name(), signal, at));
        }
    }

    private void unreadable(String server, long timestamp) {
        context.forward(new Record<>(
                settings.groups().of(server).name(), Signals.of(server, "UNREADABLE", timestamp), timestamp));
    }

    /** Returns the servers of which a record without a readable key may be: the one in its header, otherwise all. */
    private Set<String> suspects(String topic, Headers headers) {
        Header header = headers.lastHeader(SERVER_HEADER);
        if (header != null && header.value() != null) {
            String name = new String(header.value(), StandardCharsets.UTF_8);
            // Another header.converter than Kafka Connect's default may have put quotes around it.
            if (PLAIN_NAME.matcher(name).matches()) {
                return Set.of(settings.server(topic, name));
            }
        }
        return serversOf(topic);
    }

    /** Returns the known servers of a topic's connector. After a start, these are the configured ones. */
    private Set<String> serversOf(String topic) {
        String prefix = ServerNames.prefixOf(topic);
        Set<String> servers = new TreeSet<>(lastSignal.keySet());
        for (Group group : settings.groups().configured()) {
            servers.addAll(group.members());
        }
        servers.removeIf(server -> !settings.names().isOf(prefix, server));
        return servers;
    }
}
