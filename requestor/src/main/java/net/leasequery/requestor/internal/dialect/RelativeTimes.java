package net.leasequery.requestor.internal.dialect;

import net.leasequery.requestor.BindingTimes;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The times of a binding as a message carries them: seconds before or after its base-time, unsigned 32 bit, or {@link
 * #ABSENT}. One rule for both families: a time that contradicts the other times of the message is null. RFC 6926
 * section 7.4, RFC 7653 section 6.3.1.
 *
 * <ul>
 * <li>Nothing happened before the family's epoch. A server whose clock was set back sends such times.
 * <li>0xffffffff is infinite. So is the remaining time of an infinite lease at a server that subtracts the time since
 *     the client's last transaction from it, as Kea does: the sum of both is then 0xffffffff.
 * <li>A lifetime was 32 bit when it was granted, at the client's last transaction: a greater value has wrapped.
 * <li>T1 is not after T2, and neither is after the end of the lease (RFC 2131 section 4.4.5, RFC 8415 section 14.2).
 * <li>The preferred lifetime is not longer than the valid one (RFC 8415 section 21.6).
 * </ul>
 *
 * @param stateAge seconds since the address entered its state
 * @param silence seconds since the last transaction with the client
 * @param lease seconds to the end of the lease: the valid lifetime
 * @param renewal seconds to T1
 * @param rebinding seconds to T2
 * @param preferred preferred lifetime in seconds
 */
public record RelativeTimes(long stateAge, long silence, long lease, long renewal, long rebinding, long preferred) {

    /** The message does not contain this time. */
    public static final long ABSENT = -1;

    /** A message without times. */
    public static final RelativeTimes NONE = new RelativeTimes(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);

    private static final long INFINITE = 0xffff_ffffL;

    /** Returns these times with another time since the last transaction. */
    public RelativeTimes withSilence(long seconds) {
        return new RelativeTimes(stateAge, seconds, lease, renewal, rebinding, preferred);
    }

    /**
     * Returns these times in the server's clock.
     *
     * @param base base-time of the message; null if it has none, which leaves all times unknown
     */
    public BindingTimes from(@Nullable ServerTime base, DhcpFamily family) {
        ServerTime lastTransaction = base == null ? null : before(base, silence, family);
        long heardBefore = lastTransaction == null ? 0 : silence;
        boolean infinite = lease == INFINITE || (lease != ABSENT && lease + heardBefore == INFINITE);
        if (base == null) {
            return new BindingTimes(null, null, null, null, null, null, null, infinite);
        }
        long valid = infinite ? INFINITE : within(lease, heardBefore, INFINITE);
        long latest = valid == ABSENT ? INFINITE : valid;
        long t1 = within(renewal, heardBefore, latest);
        long t2 = within(rebinding, heardBefore, latest);
        boolean swapped = t2 != ABSENT && t1 > t2;
        return new BindingTimes(
                base,
                before(base, stateAge, family),
                lastTransaction,
                after(base, valid),
                after(base, swapped ? ABSENT : t1),
                after(base, swapped ? ABSENT : t2),
                after(base, within(preferred, heardBefore, latest)),
                infinite);
    }

    /** Returns {@code seconds}, or ABSENT if the lease rules out that moment. */
    private static long within(long seconds, long heardBefore, long latest) {
        return seconds <= latest && seconds + heardBefore < INFINITE ? seconds : ABSENT;
    }

    private static @Nullable ServerTime after(ServerTime base, long seconds) {
        return seconds == ABSENT || seconds == INFINITE ? null : base.plusSeconds(seconds);
    }

    private static @Nullable ServerTime before(ServerTime base, long seconds, DhcpFamily family) {
        if (seconds == ABSENT) {
            return null;
        }
        ServerTime time = base.plusSeconds(-seconds);
        return time.epochSecond() < family.wireEpochSecond() ? null : time;
    }
}
