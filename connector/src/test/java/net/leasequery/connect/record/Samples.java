package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;

/** Deliveries for tests, with a different value in every field. */
public final class Samples {

    public static final SourcePartition EAST = new SourcePartition("east", DhcpFamily.IPV4);
    public static final Topics TOPICS = Topics.withPrefix("campus");

    private Samples() {}

    public static ServerTime second(long epochSecond) {
        return new ServerTime(epochSecond);
    }

    public static ResumeState liveAt(long baseTime) {
        return new ResumeState(new ResumePosition(second(baseTime), 0, null), null);
    }

    public static ResumeState owing(long baseTime, Gap gap) {
        return new ResumeState(new ResumePosition(second(baseTime), 3, 250L), gap);
    }

    /** A binding of which every field is known. */
    public static Binding full() {
        return fullWithOptions(Map.of(124, Octets.ofHex("0a0b"), 43, Octets.EMPTY));
    }

    /** The same with these options. */
    static Binding fullWithOptions(Map<Integer, Octets> options) {
        return new Binding(
                "192.0.2.1",
                new BindingAddress(LeaseType.V4, "192.0.2.7", 24, "blue"),
                BindingState.ACTIVE,
                new Client(
                        new HardwareAddress(1, Octets.ofHex("aabbccddeeff")),
                        Octets.ofHex("01aabbccddeeff"),
                        Octets.ofHex("0001"),
                        0xffff_ffffL,
                        "host",
                        "host.example.net",
                        "vendor",
                        "user"),
                new BindingTimes(
                        second(1_800_000_000),
                        second(1_800_000_001),
                        second(1_800_000_002),
                        second(1_800_000_003),
                        second(1_800_000_004),
                        second(1_800_000_005),
                        second(1_800_000_006),
                        true),
                new RelayInfo(
                        "192.0.2.254",
                        "192.0.2.0",
                        "fe80::1",
                        Octets.ofHex("01"),
                        Octets.ofHex("02"),
                        Octets.ofHex("03"),
                        Octets.ofHex("04"),
                        Octets.ofHex("05")),
                true,
                2,
                "odd",
                options);
    }

    /** A binding of which nothing is known but address and state. */
    public static Binding bare(String address, BindingState state) {
        return new Binding(
                null,
                new BindingAddress(LeaseType.V4, address, null, null),
                state,
                Client.UNKNOWN,
                new BindingTimes(null, null, null, null, null, null, null, false),
                null,
                false,
                null,
                null,
                Map.of());
    }

    public static Delivery.OfBinding live(Binding binding, ResumeState state) {
        return new Delivery.OfBinding(binding, Origin.LIVE, null, null, state, true);
    }

    public static Delivery.OfNotice notice(Notice notice, ResumeState state) {
        return new Delivery.OfNotice(notice, 1_800_000_000_123L, state);
    }

    public static Delivery.OfKeepAlive keepAlive(long baseTime) {
        return new Delivery.OfKeepAlive(second(baseTime), 1_800_000_000_456L, liveAt(baseTime));
    }
}
