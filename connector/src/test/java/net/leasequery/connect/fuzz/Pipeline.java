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
import net.leasequery.connect.sweep.Sweep;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.dialect.Printable;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.Backfill;
import net.leasequery.requestor.internal.protocol.BackfillEffect;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.Conversation;
import net.leasequery.requestor.internal.protocol.ConversationEffect;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.Session;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.protocol.SessionStep;
import net.leasequery.requestor.internal.protocol.SharedEvent;
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

    private final DhcpFamily family;
    private final Session session;
    private final SessionState open;
    private final Dialect dialect;
    private final OpenQuery<ConversationEvent> live;
    private final OpenQuery<BulkEvent> bulk;
    private final DeliveryMapping mapping;
    private final JsonConverter json = new JsonConverter();
    private final AvroData avro = new AvroData(new AvroDataConfig(Map.of("connect.meta.data", "false")));
    private final OffsetFormat offsets;
    private long bindings;
    private long records;
    private long largest;

    Pipeline(DhcpFamily family, MalformedMessagePolicy policy) {
        this.family = family;
        BulkQuery query = family == DhcpFamily.IPV4 ? new BulkQuery.All() : new BulkQuery.ByRelayId(Octets.of(1));
        this.session = new Session(
                new Conversation(ResumeRules.withOverlap(5), null, policy),
                new Backfill(List.of(query), SnapshotMode.INITIAL, family.tellsEndsInBulk(), 5, policy));
        ResumeState stored = new ResumeState(new ResumePosition(NOW, 0, null), Gap.SNAPSHOT);
        this.open = opened(stored);
        this.dialect = family == DhcpFamily.IPV4
                ? new Ipv4Dialect(List.of(12, 60, 77, 81, 124, 125), null)
                : new Ipv6Dialect(Duid.Uuid.of(new UUID(1, 2)), List.of(15, 16, 39), null);
        this.live = dialect.active(new ActiveQuery(HostileMessages.LIVE_XID, NOW, AT));
        this.bulk = dialect.bulk(new BulkRequest(HostileMessages.BULK_XID, query, Gap.SNAPSHOT));
        SourcePartition source = new SourcePartition("east", family);
        this.mapping = new DeliveryMapping(
                source,
                new RecordSettings(Topics.withPrefix("fuzz"), OptionsFormat.MAP, true, true),
                Sweep.none(),
                new HeartbeatPacing(Duration.ofNanos(1), System::nanoTime),
                SourceOffset.NONE,
                Clock.systemUTC());
        this.offsets = new OffsetFormat(family);
        json.configure(Map.of("schemas.enable", "true"), false);
    }

    private SessionState opened(ResumeState stored) {
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
        for (Object decoded : decode(message)) {
            if (decoded instanceof MalformedFrame frame) {
                SharedEvent.MalformedMessage event =
                        new SharedEvent.MalformedMessage(Printable.text(frame), frame.octets(), AT);
                collect(session.nextLive(open, event), deliveries);
                collect(session.nextBulk(open, event), deliveries);
            } else {
                collect(session.nextLive(open, live.answer().read(decoded, AT)), deliveries);
                collect(session.nextBulk(open, bulk.answer().read(decoded, AT)), deliveries);
            }
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

    private static void collect(SessionStep step, List<Delivery> deliveries) {
        for (ConversationEffect effect : step.live()) {
            if (effect instanceof ConversationEffect.Deliver deliver) {
                deliveries.add(deliver.delivery());
            }
        }
        for (BackfillEffect effect : step.backfill()) {
            if (effect instanceof BackfillEffect.Deliver deliver) {
                deliveries.add(deliver.delivery());
            }
        }
    }

    private void check(SourceRecord record) throws IOException {
        records++;
        serialised(record, record.keySchema(), record.key());
        if (record.value() != null) {
            serialised(record, record.valueSchema(), record.value());
        }
        assertThat(offsets.read(record.sourceOffset())).isNotNull();
        assertThat(String.valueOf(record.sourcePartition().get("family")))
                .isEqualTo(family.name().toLowerCase(Locale.ROOT));
    }

    private void serialised(SourceRecord record, Schema schema, @Nullable Object value) throws IOException {
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
    }
}
