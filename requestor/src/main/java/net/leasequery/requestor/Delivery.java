package net.leasequery.requestor;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/** One item of the ordered stream that a requestor hands over. */
public sealed interface Delivery {

    /** Resume state that may be stored once this delivery and all before it are stored. */
    ResumeState resumeState();

    /**
     * A binding.
     *
     * @param origin how the binding was received
     * @param backfillId bulk load that reported it; null for Active Leasequery
     * @param clockSkewMillis server clock minus local clock, smoothed (RFC 6926 section 7.4); null before the first
     *     base-time
     * @param lastOfMessage whether no other binding of the same message follows. A DHCPv6 message may report all
     *     bindings of a client at once (RFC 5007 section 4.1.2.2)
     */
    record OfBinding(
            Binding binding,
            Origin origin,
            @Nullable String backfillId,
            @Nullable Long clockSkewMillis,
            ResumeState resumeState,
            boolean lastOfMessage)
            implements Delivery {}

    /**
     * A notice about the conversation.
     *
     * @param atEpochMilli when it happened, local clock
     */
    record OfNotice(Notice notice, long atEpochMilli, ResumeState resumeState) implements Delivery {}

    /**
     * The server is alive, and no change waited there when it built the message.
     *
     * @param baseTime of the keep-alive, server clock; null if it has none, as RFC 7724 section 7.4 allows
     * @param atEpochMilli when it arrived, local clock
     */
    record OfKeepAlive(@Nullable ServerTime baseTime, long atEpochMilli, ResumeState resumeState) implements Delivery {}

    /**
     * A message that could not be decoded, with all its octets, under the policy {@code quarantine}.
     *
     * @param octets the message without its frame
     * @param reason what is wrong with it and at which offset
     * @param atEpochMilli when it arrived, local clock
     */
    record OfQuarantined(Octets octets, String reason, long atEpochMilli, ResumeState resumeState)
            implements Delivery {}
}
