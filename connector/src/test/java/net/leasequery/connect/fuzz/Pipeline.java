package net.leasequery.connect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.connect.record.HeartbeatPacing;
import net.leasequery.connect.record.OptionsFormat;
import net.leasequery.connect.record.RecordSettings;
import net.leasequery.connect.record.Topics;
import net.leasequery.connect.sweep.AddressQuestions;
import net.leasequery.connect.sweep.Coverage;
import net.leasequery.connect.sweep.RepeatFilter;
import net.leasequery.connect.sweep.SnapshotSweep;
import net.leasequery.connect.sweep.StreamSweep;
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.connect.sweep.WholeLoad;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.TableBound;
import net.leasequery.connect.table.Views;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.Backfill;
import net.leasequery.requestor.internal.protocol.BackfillWindow;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.Conversation;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.Effect;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.QuestionAnswer;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.Session;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.Step;
import net.leasequery.requestor.internal.v4.Ipv4Dialect;
import net.leasequery.requestor.internal.v6.Ipv6Dialect;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * All that a message passes between the socket and the broker, without either: codec, dialect, session,
 * mapping, JSON and Avro. Each message meets a session whose live query and bulk query are both open.
 */
final class Pipeline {

    private static final LocalMoment AT = new LocalMoment(1_800_000_000_000L, 0);
    private static final ServerTime NOW = new ServerTime(1_800_000_000);

    /** Half of what a producer takes by default. */
    private static final int LARGEST_RECORD = 524_288;

    private static final long TABLE_OCTETS = 4 << 20;
    private static final int MESSAGES_OF_A_WALK = 100;
    private static final int MESSAGES_OF_A_TABLE = 20_000;

    private final DhcpFamily family;
    private final Session session;
    private final Dialect dialect;
    private final OpenQuery<ConversationEvent> live;
    private final OpenQuery<BulkEvent> bulk;
    private final DeliveryMapping mapping;
    private final JsonConverter json = new JsonConverter();
    private final AvroData avro = new AvroData(new AvroDataConfig(Map.of("connect.meta.data", "false")));
    private final OffsetFormat offsets;
    private TableBound bound = TableBound.ofAllTasks(TABLE_OCTETS);
    private DeliveryMapping sweeping;
    private SessionState walking;
    private long fed;
    private long bindings;
    private long records;
    private long largest;

    Pipeline(DhcpFamily family, MalformedMessagePolicy policy) {
        this.family = family;
        BulkQuery query = family == DhcpFamily.IPV4 ? new BulkQuery.All() : new BulkQuery.ByRelayId(Octets.of(1));
        this.session = new Session(
                new Conversation(ResumeRules.withOverlap(5), null, policy),
                new Backfill(
                        List.of(query), SnapshotMode.INITIAL, family.reportsEndsInBulk(), 5, policy, Pipeline::window),
                new QuestionAnswer(true, policy, Pipeline::window));
        this.dialect = family == DhcpFamily.IPV4
                ? new Ipv4Dialect(List.of(12, 60, 77, 81, 124, 125), null)
                : new Ipv6Dialect(Duid.Uuid.of(new UUID(1, 2)), List.of(15, 16, 39), null);
        this.live = dialect.active(new ActiveQuery(HostileMessages.LIVE_XID, NOW, AT));
        this.bulk = dialect.bulk(new BulkRequest(HostileMessages.BULK_XID, query, Gap.SNAPSHOT));
        this.mapping = mapping(Sweep.none());
        this.walking = opened();
        this.sweeping = sweeping();
        this.offsets = new OffsetFormat(family);
        json.configure(Map.of("schemas.enable", "true"), false);
    }

    private static BackfillWindow window() {
        return new BackfillWindow(new MemoryBudget().share(Long.MAX_VALUE));
    }

    private DeliveryMapping mapping(Sweep sweep) {
        return new DeliveryMapping(
                new SourcePartition("east", family),
                new RecordSettings(Topics.withPrefix("fuzz"), OptionsFormat.MAP, true, true),
                sweep,
                new HeartbeatPacing(Duration.ofNanos(1), System::nanoTime),
                SourceOffset.NONE,
                Clock.systemUTC());
    }

    /** With a table that learns from every message, and that soon is full. */
    private DeliveryMapping sweeping() {
        bound.close();
        bound = TableBound.ofAllTasks(TABLE_OCTETS);
        KafkaView view = Views.ofThisRun(bound);
        WholeLoad whole = new WholeLoad(false);
        Sweep sweep = family == DhcpFamily.IPV4
                ? new RepeatFilter(new SnapshotSweep(view, whole, null, System::nanoTime), whole, bound)
                : new StreamSweep(
                        view,
                        Coverage.of(List.of(new BulkQuery.ByRelayId(Octets.of(1))), null),
                        whole,
                        new AddressQuestions(true, null),
                        null,
                        System::nanoTime);
        return mapping(sweep);
    }

    /** Anew each time, for a back-fill remembers what the stream has told beside it. */
    private SessionState opened() {
        ResumeState stored = new ResumeState(new ResumePosition(NOW, 0, null), Gap.SNAPSHOT);
        SessionState state = SessionState.initial(stored, SnapshotMode.INITIAL);
        state = session.nextLive(state, new ConversationEvent.Started(AT)).state();
        state = session.nextLive(
                        state, new SharedEvent.ConnectionOpened("peer", "clear text", HostileMessages.LIVE_XID, AT))
                .state();
        return session.nextBulk(
                        state, new SharedEvent.ConnectionOpened("peer", "clear text", HostileMessages.BULK_XID, AT))
                .state();
    }

    /** Sends a message through, as part of both answers; every check that fails throws. */
    void feed(byte[] message) throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        List<Delivery> ofWalk = new ArrayList<>();
        for (Object decoded : decode(message)) {
            SharedEvent.@Nullable MalformedMessage malformed = decoded instanceof MalformedFrame frame
                    ? new SharedEvent.MalformedMessage(Printable.text(frame), frame.octets(), AT)
                    : null;
            ConversationEvent onLive = malformed == null ? live.answer().read(decoded, AT) : malformed;
            BulkEvent onBulk = malformed == null ? bulk.answer().read(decoded, AT) : malformed;
            SessionState open = opened();
            collect(session.nextBulk(open, onBulk), deliveries);
            collect(session.nextLive(open, onLive), deliveries);
            walk(onLive, onBulk, ofWalk);
        }
        for (Delivery delivery : deliveries) {
            if (delivery instanceof Delivery.OfQuarantined quarantined) {
                assertThat(quarantined.octets().toByteArray()).isEqualTo(message);
            }
        }
        for (Delivery delivery : deliveries) {
            bindings += delivery instanceof Delivery.OfBinding ? 1 : 0;
        }
        for (SourceRecord record : mapping.map(deliveries)) {
            check(record);
        }
        for (SourceRecord record : sweeping.map(ofWalk)) {
            check(record);
        }
    }

    /** The same message after those before it: in whatever state they have brought the session. */
    private void walk(ConversationEvent onLive, BulkEvent onBulk, List<Delivery> deliveries) {
        if (fed++ % MESSAGES_OF_A_WALK == 0) {
            walking = opened();
        }
        if (fed % MESSAGES_OF_A_TABLE == 0) {
            sweeping = sweeping();
        }
        Step<SessionState> step = session.nextLive(walking, onLive);
        collect(step, deliveries);
        step = session.nextBulk(step.state(), onBulk);
        collect(step, deliveries);
        walking = step.state();
    }

    long bindings() {
        return bindings;
    }

    long records() {
        return records;
    }

    /** Octets of the largest record, as JSON with its schema. */
    long largest() {
        return largest;
    }

    private List<Object> decode(byte[] message) {
        EmbeddedChannel channel = new EmbeddedChannel(dialect.codec().toArray(ChannelHandler[]::new));
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) (message.length >> 8);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        channel.writeInbound(Unpooled.wrappedBuffer(frame));
        List<Object> decoded = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            decoded.add(next);
        }
        assertThat(decoded).as("a message in, a message out").hasSize(1);
        channel.finishAndReleaseAll();
        return decoded;
    }

    private static void collect(Step<SessionState> step, List<Delivery> deliveries) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Deliver deliver) {
                deliveries.add(deliver.delivery());
            }
        }
    }

    private void check(SourceRecord record) throws IOException {
        records++;
        int octets = serialised(record, record.keySchema(), record.key());
        if (record.value() != null) {
            octets += serialised(record, record.valueSchema(), record.value());
        }
        assertThat(octets).as("octets of a record").isLessThan(LARGEST_RECORD);
        assertThat(offsets.read(record.sourceOffset())).isNotNull();
        assertThat(String.valueOf(record.sourcePartition().get("family")))
                .isEqualTo(family.name().toLowerCase(Locale.ROOT));
    }

    private int serialised(SourceRecord record, Schema schema, @Nullable Object value) throws IOException {
        ((Struct) Objects.requireNonNull(value)).validate();
        byte[] text = json.fromConnectData(record.topic(), schema, value);
        largest = Math.max(largest, text.length);
        assertThat(json.toConnectData(record.topic(), text).value()).isInstanceOf(Struct.class);

        org.apache.avro.Schema written = avro.fromConnectSchema(schema);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(written).write(avro.fromConnectData(schema, value), encoder);
        encoder.flush();
        var decoder = DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
        assertThat(new GenericDatumReader<>(written).read(null, decoder)).isNotNull();
        return Math.max(text.length, out.size());
    }
}
